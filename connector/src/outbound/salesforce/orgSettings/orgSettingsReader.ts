import { defaultMetricRules } from '../../../callCenter/figures/metricRules.ts';
import type { Clock } from '../../../callCenter/ports/clock.ts';
import type { Journal } from '../../../callCenter/ports/journal.ts';
import { defaultOrgSettings } from '../../../callCenter/ports/orgSettings.ts';
import type { SetupLook } from '../../../callCenter/ports/setupCheck.ts';
import type { Store } from '../../../callCenter/ports/store.ts';
import { doAgain, type Again } from '../../../callCenter/repeated/again.ts';
import type { SalesforceSession } from '../salesforceSession.ts';
import { askTogether, queryPath, rowsOf, type Answer } from './askTogether.ts';
import { calendarOf, CALENDAR_QUERIES, usualCalendar } from './businessDays.ts';
import { METRIC_RULES_QUERY, metricRulesOf } from './metricRulesOf.ts';
import type { OrgKnowledge } from './orgKnowledge.ts';
import { LOG_FIELDS_QUERY, orgSettingsOf, SETTINGS_QUERIES, type WrongRow } from './orgSettingsOf.ts';
import { settingsCheck } from './settingsCheck.ts';
import { TASK_STATUS_QUERY, taskShapeOf, usualTaskShape } from './taskShape.ts';

/** How often the org is asked what its admins have changed: one API call. */
const SETTINGS_EVERY_MS = 5 * 60_000;
/** How soon it is asked again when it could not be. */
const AGAIN_MS = 15_000;
/**
 * How often, in such calls, it is asked for its calendar, for what Tasks look like and what fills them, and how
 * figures are counted: two more.
 */
const FACTS_EVERY = 12;
const KEPT_UNDER = 'orgSettings';

export interface OrgSettingsReader {
  readonly look: SetupLook;
  /** What was known last; at first, what the package ships. */
  known(): OrgKnowledge;
  /** Recalls what was known before the last stop. */
  recall(): Promise<void>;
  /** Asks the org at once, and then again and again; a failure changes nothing. */
  start(): void;
  /** Asks the org now. Rejects with `CrmError`. */
  read(): Promise<void>;
  stop(): Promise<void>;
}

export interface OrgSettingsReaderParts {
  readonly session: SalesforceSession;
  readonly store: Pick<Store, 'keep' | 'kept'>;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** Keeps what admins have set in the org, and what its logs need of it; it outlives a restart without Salesforce. */
export function createOrgSettingsReader({
  session,
  store,
  clock,
  journal,
}: OrgSettingsReaderParts): OrgSettingsReader {
  let known: OrgKnowledge = {
    settings: defaultOrgSettings,
    calendar: usualCalendar,
    task: usualTaskShape,
    metrics: defaultMetricRules,
  };
  let wrong: readonly WrongRow[] = [];
  let refused: readonly string[] = [];
  let logFields: Answer<unknown> | undefined;
  let metricRules: Answer<unknown> | undefined;
  let factsAge = FACTS_EVERY;
  let reading: Again | undefined;

  async function read(): Promise<void> {
    if (factsAge >= FACTS_EVERY || namesUnknownField(known)) await readFacts();
    const answers = await askTogether(session, Object.values(SETTINGS_QUERIES).map(queryPath));
    const [policies, dispositions, queueRules, reasonCodes, agentRules] = answers.map(rowsOf);
    const fields = rowsOf(logFields);
    const rows = { policies, dispositions, queueRules, reasonCodes, agentRules, fields };
    const found = orgSettingsOf(rows, known.settings);
    const { timeZone } = known.calendar;
    const metrics = metricRulesOf(rowsOf(metricRules), { ...known.metrics, timeZone });
    refused = refusedTypes([...answers, ...[logFields, metricRules].flatMap((answer) => answer ?? [])]);
    const allWrong = [...found.wrong, ...metrics.wrong];
    noteNew(allWrong);
    wrong = allWrong;
    known = { ...known, settings: found.settings, metrics: metrics.rules };
    factsAge += 1;
    await store.keep(KEPT_UNDER, JSON.stringify(known));
  }

  async function readFacts(): Promise<void> {
    const { organization, hours, holidays } = CALENDAR_QUERIES;
    const queries = [organization, hours, holidays, TASK_STATUS_QUERY, LOG_FIELDS_QUERY].map(queryPath);
    const paths = [...queries, '/sobjects/Task/describe', queryPath(METRIC_RULES_QUERY)];
    const answers = await askTogether(session, paths);
    const [ofOrganization, ofHours, ofHolidays, statuses] = answers.map(rowsOf);
    const [, , , , ofFields, described, ofMetrics] = answers;
    logFields = ofFields;
    metricRules = ofMetrics;
    const describe = described && 'body' in described ? described.body : undefined;
    known = {
      ...known,
      calendar: calendarOf(
        { organization: ofOrganization, hours: ofHours, holidays: ofHolidays },
        known.calendar,
      ),
      task: taskShapeOf({ describe, statuses }, known.task),
    };
    factsAge = 0;
  }

  /** Each wrong record is noted once, not every five minutes. */
  function noteNew(found: readonly WrongRow[]): void {
    const before = new Set(wrong.map(({ type, record }) => `${type}.${record}`));
    for (const { type, record, why } of found) {
      if (!before.has(`${type}.${record}`)) journal.note('org setting left out', { type, record, why });
    }
  }

  function start(): void {
    reading = doAgain({
      clock,
      begins: 'now',
      pauseMs: (cause) => (cause === undefined ? SETTINGS_EVERY_MS : AGAIN_MS),
      work: read,
      failed: (cause) => {
        journal.problem('ORG_SETTINGS_UNREAD', {}, cause);
      },
    });
  }

  return {
    known: () => known,
    read,
    start,
    look: {
      name: 'orgSettings',
      async look() {
        factsAge = FACTS_EVERY;
        await read();
        return [settingsCheck({ known, wrong, refused })];
      },
    },
    async recall() {
      const kept = await store.kept(KEPT_UNDER);
      if (kept === undefined) return;
      const before = JSON.parse(kept) as Partial<OrgKnowledge>;
      // An earlier version did not know every setting.
      known = { ...known, ...before, settings: { ...known.settings, ...before.settings } };
    },
    async stop() {
      await reading?.stop();
    },
  };
}

function refusedTypes(answers: readonly Answer<unknown>[]): readonly string[] {
  const queries = [...Object.values(SETTINGS_QUERIES), LOG_FIELDS_QUERY, METRIC_RULES_QUERY];
  const types = queries.map((soql) => / FROM (\w+)/.exec(soql)?.[1] ?? soql);
  return types.filter((_type, place) => 'refused' in (answers[place] ?? {}));
}

/** A field that an admin has made and mapped since Tasks were described. */
function namesUnknownField({ settings, task }: OrgKnowledge): boolean {
  return settings.callLog.fields.some(({ field }) => !(field in task.fields));
}
