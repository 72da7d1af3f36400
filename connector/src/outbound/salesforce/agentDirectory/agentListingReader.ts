import { extensionsOf } from '../../../callCenter/directory/extensions.ts';
import type { AgentListing } from '../../../callCenter/ports/agentListing.ts';
import type { Clock } from '../../../callCenter/ports/clock.ts';
import { CrmError } from '../../../callCenter/ports/crm.ts';
import type { Journal } from '../../../callCenter/ports/journal.ts';
import type { SetupCheck, SetupLook } from '../../../callCenter/ports/setupCheck.ts';
import type { Store } from '../../../callCenter/ports/store.ts';
import { doAgain, type Again } from '../../../callCenter/repeated/again.ts';
import { errorCodeOf, type SalesforceSession } from '../salesforceSession.ts';
import { agentListingOf } from './agentListingOf.ts';

/** How often the org is asked who works there: one API call. */
const READ_EVERY_MS = 15 * 60_000;
/** How soon it is asked again when it could not be. */
const AGAIN_MS = 15_000;
const RESOURCE = '/services/apexrest/cti/directory';
const KEPT_UNDER = 'agentListing';
const NAME = 'agentDirectory';

export interface AgentListingReader {
  readonly look: SetupLook;
  /** What was known last; the same object until something changes. */
  known(): AgentListing;
  /** Recalls what was known before the last stop. */
  recall(): Promise<void>;
  /** Asks the org at once, and then again and again; a failure changes nothing. */
  start(): void;
  stop(): Promise<void>;
}

export interface AgentListingReaderParts {
  readonly session: SalesforceSession;
  readonly store: Pick<Store, 'keep' | 'kept'>;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** Keeps who may take calls in the org, and the numbers that it shares; it outlives a restart without Salesforce. */
export function createAgentListingReader({
  session,
  store,
  clock,
  journal,
}: AgentListingReaderParts): AgentListingReader {
  let known: AgentListing = { agents: [], numbers: [] };
  let knownText = JSON.stringify(known);
  let reading: Again | undefined;

  async function read(): Promise<void> {
    const answer = await session.use((connection) => connection.requestGet(RESOURCE));
    const found = agentListingOf(answer);
    if (!found) throw new CrmError('CRM_UNAVAILABLE', { detail: 'DirectoryListing answered no listing' });
    const text = JSON.stringify(found);
    if (text === knownText) return;
    [known, knownText] = [found, text];
    await store.keep(KEPT_UNDER, text);
  }

  function start(): void {
    reading = doAgain({
      clock,
      begins: 'now',
      // What the org refuses stays refused until somebody has mended it.
      pauseMs: (cause) => (cause instanceof CrmError ? AGAIN_MS : READ_EVERY_MS),
      work: read,
      failed: (cause) => {
        journal.problem('AGENT_DIRECTORY_UNREAD', { code: errorCodeOf(cause) }, cause);
      },
    });
  }

  return {
    known: () => known,
    start,
    look: {
      name: NAME,
      async look() {
        try {
          await read();
        } catch (cause) {
          if (cause instanceof CrmError) throw cause;
          return [refusedCheck(errorCodeOf(cause))];
        }
        return [listingCheck(known)];
      },
    },
    async recall() {
      const kept = await store.kept(KEPT_UNDER);
      if (kept !== undefined) [known, knownText] = [JSON.parse(kept) as AgentListing, kept];
    },
    async stop() {
      await reading?.stop();
    },
  };
}

function refusedCheck(code: string): SetupCheck {
  return {
    name: NAME,
    state: 'wrong',
    detail: `the org refuses DirectoryListing: ${code}`,
    remedy:
      'Deploy the package of this version, and assign its permission set CTI Integration to the connector’s user.',
  };
}

function listingCheck({ agents, numbers }: AgentListing): SetupCheck {
  const [shared] = extensionsOf(agents).taken;
  if (agents.length === 0) {
    return {
      name: NAME,
      state: 'wrong',
      detail: 'nobody has the custom permission CTI_Agent',
      remedy: 'Assign the permission set CTI Agent to the agents.',
    };
  }
  if (shared) {
    const [extension, ids] = shared;
    return {
      name: NAME,
      state: 'wrong',
      detail: `extension ${extension} belongs to ${ids.join(', ')}: it reaches none of them`,
      remedy: 'Give each user an Extension of their own.',
    };
  }
  const extensions = agents.filter(({ extension }) => extension !== undefined).length;
  return {
    name: NAME,
    state: 'ok',
    detail: `${agents.length} agents, ${extensions} extensions, ${numbers.length} shared numbers`,
  };
}
