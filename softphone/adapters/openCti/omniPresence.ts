import type { PresenceMapping } from '../../core/index.ts';
import type { Clock } from '../../ports/clock.ts';
import { CrmHostError, type CrmHostEvent, type CrmPresence } from '../../ports/crmHost.ts';
import type { PresenceAnswer, PresenceEventName, SforceConsole } from './consoleToolkit.ts';
import type { OpenCti } from './openCti.ts';
import { readPresenceMappings } from './presenceMappings.ts';

export interface OmniPresenceParts {
  readonly toolkit: SforceConsole;
  readonly openCti: Pick<OpenCti, 'runApex'>;
  readonly clock: Clock;
  readonly tell: (event: CrmHostEvent) => void;
}

/**
 * The toolkit's events are documented for Salesforce Classic alone ("Methods for Omni-Channel Console Events"): besides
 * listening, the presence is looked at this often. It is a message between frames, and no request to Salesforce.
 */
const LOOK_MS = 700;
const ANSWER_MS = 5_000;
const events: readonly PresenceEventName[] = ['LOGIN_SUCCESS', 'STATUS_CHANGED', 'LOGOUT'];

/** Omni-Channel's presence through the console toolkit. */
export function createOmniPresence({ toolkit, openCti, clock, tell }: OmniPresenceParts): CrmPresence {
  const { presence } = toolkit;
  let known: string | undefined;
  let mapped: readonly PresenceMapping[] | undefined;

  function ask(method: (callback: (answer: PresenceAnswer) => void) => void): Promise<PresenceAnswer> {
    return new Promise((resolve, reject) => {
      const forget = clock.schedule(ANSWER_MS, () => reject(unavailable('Omni-Channel does not answer')));
      method((answer) => {
        forget();
        resolve(answer);
      });
    });
  }

  async function look(): Promise<string | undefined> {
    const { success, statusId } = await ask((callback) => presence.getServicePresenceStatusId(callback));
    return success ? shortId(statusId) : undefined;
  }

  function see(statusId: string | undefined): void {
    if (statusId === known) return;
    known = statusId;
    tell({ type: 'presenceChanged', ...(statusId !== undefined && { statusId }) });
  }

  function lookAgain(): void {
    clock.schedule(LOOK_MS, () => {
      look()
        .then(see)
        // A desktop that is silent now is looked at again.
        .catch(() => undefined)
        .finally(lookAgain);
    });
  }

  function watch(): void {
    for (const name of events) {
      const type = toolkit.ConsoleEvent?.PRESENCE?.[name];
      if (type === undefined) continue;
      toolkit.addEventListener(type, ({ statusId }) =>
        see(name === 'LOGOUT' ? undefined : shortId(statusId)),
      );
    }
    lookAgain();
  }

  return {
    async start() {
      const isFirst = mapped === undefined;
      const mappings = await readPresenceMappings(openCti);
      mapped = mappings;
      if (mappings.length === 0) return { mappings };
      known = await look();
      if (isFirst) watch();
      return { mappings, ...(known !== undefined && { statusId: known }) };
    },
    async set(statusId) {
      const { success } = await ask((callback) =>
        statusId === undefined
          ? presence.logout(callback)
          : presence.setServicePresenceStatus(statusId, callback),
      );
      if (!success) throw unavailable(`Omni-Channel refuses presence ${statusId ?? 'offline'} to this user`);
      see(statusId);
    },
  };
}

/** Salesforce gives ids of 15 or 18 characters for the same; the last three only repeat the rest. */
function shortId(id: string | null | undefined): string | undefined {
  return id ? id.slice(0, 15) : undefined;
}

function unavailable(detail: string): CrmHostError {
  return new CrmHostError('HOST_UNAVAILABLE', { detail });
}
