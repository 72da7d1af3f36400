import type { LegId, Telephony } from '../../callCenter/ports/telephony.ts';
import { createConferenceCalls } from './conferenceCalls.ts';
import { legEndOf } from './legEndOf.ts';
import { createLegRecordings } from './legRecordings.ts';
import { createRouterCalls, type RouterCallsParts } from './routerCalls.ts';
import { askTwilio, endAtTwilio, isGone } from './twilioFailure.ts';
import { createWaitingLegs } from './waitingLegs.ts';

/** `Telephony` on Twilio's REST API. Every call is a conference; TaskRouter finds the agent. */
export function createTwilioTelephony(parts: RouterCallsParts): Telephony {
  const { client, addresses } = parts;

  /** The leg leaves where it is, and Twilio asks `url` what becomes of it (twilio.com/docs/voice/api/call-resource). */
  const sendLeg = (legId: LegId, url: string) =>
    askTwilio(async () => {
      await client.calls(legId).update({ url, method: 'POST' });
    });

  return {
    ...createRouterCalls(parts),
    ...createConferenceCalls(parts),
    ...createWaitingLegs(parts),
    ...createLegRecordings(parts),

    sendToQueue: ({ legId, interactionId }) => sendLeg(legId, addresses.sentToQueue(interactionId)),
    sendToRoom: ({ legId, interactionId }) => sendLeg(legId, addresses.sentToRoom(interactionId)),
    sendToVoicemail: ({ legId, interactionId }) => sendLeg(legId, addresses.sentToVoicemail(interactionId)),

    endLeg: (legId) => endAtTwilio(() => client.calls(legId).update({ status: 'completed' })),

    async legEnd(legId) {
      try {
        return legEndOf(await askTwilio(() => client.calls(legId).fetch()));
      } catch (failure) {
        if (isGone(failure)) return { cause: 'completed' };
        throw failure;
      }
    },
  };
}
