import type { AgentId, AgentStatus, Instant } from '../../../../../softphone/core/index.ts';
import { CrmError } from '../../../callCenter/ports/crm.ts';
import type { StatusBoard } from '../../../callCenter/ports/statusBoard.ts';
import { queryPath, type Row } from '../orgSettings/askTogether.ts';
import { paceOf, type PaceOptions } from '../reports/reportPace.ts';
import { isPassing, type SalesforceSession } from '../salesforceSession.ts';

interface Page {
  readonly records: readonly Row[];
  readonly nextRecordsUrl?: string;
}

interface Result {
  readonly success: boolean;
  readonly errors?: readonly { readonly statusCode: string; readonly message: string }[];
}

const OBJECT = 'Agent_Status__c';
const KEY = 'Key__c';
const FIELDS = 'Key__c, State__c, Reason_Code__c, Since__c, Changed_By__c';
/** Records in one collection (sObject Collections). */
const MOST_RECORDS = 200;
const LONGEST_REASON = 80;

/** Values of the picklist `State__c`, which are our words. */
const states: readonly AgentStatus['state'][] = [
  'loggedOut',
  'ready',
  'notReady',
  'reserved',
  'onCall',
  'wrapUp',
];
/** Values of the picklist `Changed_By__c`. */
const setters: readonly NonNullable<AgentStatus['changedBy']>[] = [
  'agent',
  'supervisor',
  'router',
  'org',
  'rule',
];

/** One record for each agent, under the agent's id: one API call reads 2,000 of them, one writes 200. */
export function createStatusBoard(session: SalesforceSession, options: PaceOptions): StatusBoard {
  async function readRows(): Promise<readonly Row[]> {
    const rows: Row[] = [];
    let next: string | undefined = queryPath(`SELECT ${FIELDS} FROM ${OBJECT}`);
    while (next !== undefined) {
      const path: string = next;
      const page: Page = await session.use((connection) => connection.request<Page>(path));
      rows.push(...page.records);
      next = page.nextRecordsUrl;
    }
    return rows;
  }

  function write(records: readonly Row[]): Promise<readonly Result[]> {
    return session.use((connection) =>
      connection.requestPatch<readonly Result[]>(`/composite/sobjects/${OBJECT}/${KEY}`, {
        allOrNone: false,
        records,
      }),
    );
  }

  return {
    async read() {
      const shown = (await readRows()).map((row) => [row[KEY] as AgentId, statusIn(row)] as const);
      return new Map(shown.flatMap(([agentId, status]) => (status ? [[agentId, status]] : [])));
    },
    async save(statuses) {
      const all = [...statuses];
      const refused = new Map<AgentId, string>();
      for (let first = 0; first < all.length; first += MOST_RECORDS) {
        const group = all.slice(first, first + MOST_RECORDS);
        const results = await write(group.map(recordOf));
        group.forEach(([agentId], place) => {
          const reason = refusalIn(results[place]);
          if (reason !== undefined) refused.set(agentId, reason);
        });
      }
      return refused;
    },
    paceMs: () => paceOf(options, session.usage(), false),
  };
}

function statusIn(row: Row): AgentStatus | undefined {
  const state = states.find((each) => each === row['State__c']);
  const since = Date.parse(String(row['Since__c']));
  const changedBy = setters.find((each) => each === row['Changed_By__c']);
  const reasonCode = row['Reason_Code__c'];
  if (!state || Number.isNaN(since)) return undefined;
  return {
    state,
    since: since as Instant,
    ...(typeof reasonCode === 'string' && { reasonCode }),
    ...(changedBy && { changedBy }),
  };
}

/** Every field told: what an earlier status said and this one does not is gone. */
function recordOf([agentId, status]: readonly [AgentId, AgentStatus]): Row {
  return {
    attributes: { type: OBJECT },
    [KEY]: agentId,
    Agent__c: agentId,
    State__c: status.state,
    Reason_Code__c: status.reasonCode?.slice(0, LONGEST_REASON) ?? null,
    Since__c: new Date(status.since).toISOString(),
    Changed_By__c: status.changedBy ?? null,
  };
}

/** Throws `CrmError` for a reason that passes: the next look tries again. */
function refusalIn(result: Result | undefined): string | undefined {
  if (result?.success) return undefined;
  const [error] = result?.errors ?? [];
  const code = error?.statusCode ?? 'NO_RESULT';
  if (isPassing(code)) throw new CrmError('CRM_UNAVAILABLE', { detail: code });
  return error ? `${code}: ${error.message}` : code;
}
