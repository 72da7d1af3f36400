import { setTimeout as sleep } from 'node:timers/promises';
import type { Parties } from '../../test/contracts/twilio/parties.ts';
import { centre } from '../local/centre.ts';
import type { LocalSystem } from '../local/startLocal.ts';
import type { KnownCall } from './signedWebhooks.ts';

const LOOK_MS = 100;
const LIMIT_MS = 120_000;

/** Lets people call, and resolves when so many wait in the queue: calls that connector and carrier agree about. */
export async function waitingCallers(
  { twilio }: Pick<LocalSystem, 'twilio'>,
  parties: Parties,
  count: number,
): Promise<readonly KnownCall[]> {
  for (let caller = 0; caller < count; caller += 1) {
    parties.call(`+1415555${String(2_000 + caller)}`, centre.mainNumber);
  }
  for (let waited = 0; waited < LIMIT_MS; waited += LOOK_MS) {
    await sleep(LOOK_MS);
    const { tasks } = (await (await fetch(`${twilio.url}/_sim/state`)).json()) as {
      readonly tasks: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
    };
    if (tasks.length >= count) return tasks.map(({ attributes }) => knownCall(attributes));
  }
  throw new Error(`Not all of ${count} callers came into the queue`);
}

function knownCall({ interactionId, call_sid: callSid }: Readonly<Record<string, unknown>>): KnownCall {
  if (typeof interactionId !== 'string' || typeof callSid !== 'string') {
    throw new Error('A task in the queue does not say its call');
  }
  return { interactionId, callSid };
}
