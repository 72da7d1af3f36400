import type { Clock } from '../../callCenter/ports/clock.ts';
import type { OutsideRequest } from '../../callCenter/ports/requestCounter.ts';
import type { Instant } from '../../../../softphone/core/index.ts';

/** Somebody outside whose last answer was none, or was trouble. */
export interface OutsideTrouble {
  readonly name: 'twilio' | 'salesforce';
  readonly result: OutsideRequest['result'];
  readonly since: string;
  readonly remedy: string;
}

export interface OutsideWatch {
  requestMade(request: OutsideRequest): void;
  troubles(): readonly OutsideTrouble[];
}

const names = { carrier: 'twilio', router: 'twilio', crm: 'salesforce' } as const;
const remedies = {
  twilio: 'Check the TWILIO_ variables, and Twilio’s status page.',
  salesforce: 'Check the SALESFORCE_ variables, the API limit, and Salesforce’s status page.',
};

/** Knows from the requests that are made anyway how those outside are: nobody is asked for it. */
export function createOutsideWatch(clock: Clock): OutsideWatch {
  const troubled = new Map<OutsideRequest['to'], { result: OutsideRequest['result']; since: Instant }>();
  return {
    requestMade({ to, result }) {
      if (result === 'ok' || result === 'refused') troubled.delete(to);
      else troubled.set(to, { result, since: troubled.get(to)?.since ?? clock.now() });
    },
    troubles() {
      const byName = new Map<string, OutsideTrouble>();
      for (const [to, { result, since }] of troubled) {
        const name = names[to];
        byName.set(name, { name, result, since: new Date(since).toISOString(), remedy: remedies[name] });
      }
      return [...byName.values()];
    },
  };
}
