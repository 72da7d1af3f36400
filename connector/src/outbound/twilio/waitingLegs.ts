import type Twilio from 'twilio/lib/rest/Twilio.js';
import type { LegId, Telephony } from '../../callCenter/ports/telephony.ts';
import { askTwilio, isGone } from './twilioFailure.ts';

/** The most that one request brings, and the longest queue (twilio.com/docs/voice/api/member-resource). */
const PAGE = 1_000;
const LONGEST_QUEUE = 5_000;

/**
 * The part of `Telephony` about who waits: the callers of a workflow are in a voice queue that is named after it, which
 * comes to be with the first of them. Source: twilio.com/docs/taskrouter/twiml-queue-calls.
 */
export function createWaitingLegs({
  client,
  workflowSid,
}: {
  readonly client: Twilio;
  readonly workflowSid: string;
}): Pick<Telephony, 'waitingLegs'> {
  let known: string | undefined;

  async function queueSid(): Promise<string | undefined> {
    known ??= (await client.queues.list({ pageSize: PAGE })).find(
      ({ friendlyName }) => friendlyName === workflowSid,
    )?.sid;
    return known;
  }

  return {
    async waitingLegs() {
      try {
        return await askTwilio(async () => {
          const sid = await queueSid();
          if (sid === undefined) return undefined;
          const members = await client.queues(sid).members.list({ pageSize: PAGE, limit: LONGEST_QUEUE });
          return new Set(members.map(({ callSid }) => callSid as LegId));
        });
      } catch (failure) {
        if (!isGone(failure)) throw failure;
        known = undefined;
        return undefined;
      }
    },
  };
}
