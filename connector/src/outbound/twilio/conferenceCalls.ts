import type Twilio from 'twilio/lib/rest/Twilio.js';
import type { PartyId } from '../../../../softphone/core/index.ts';
import type {
  Attendee,
  ListeningSound,
  LegId,
  Room,
  RungParty,
  Telephony,
  TelephonyError,
} from '../../callCenter/ports/telephony.ts';
import type { CallbackAddresses } from './callbackAddresses.ts';
import { agentAddress, interactionRequests } from './interactionRequests.ts';
import { askTwilio, endAtTwilio, isGone } from './twilioFailure.ts';

export interface ConferenceCallsParts {
  readonly client: Twilio;
  readonly addresses: CallbackAddresses;
}

/** "Participant label is already in use" (twilio.com/docs/api/errors/16025). */
const LABEL_TAKEN = 16_025;
/** Of one name there is one conference at a time; those that are over stay in the list. */
const CONFERENCES_OF_A_NAME = 20;

/**
 * The part of `Telephony` about conferences and who is in them. A party's label is its id, so that a party is found
 * again whose leg we do not know. Source: twilio.com/docs/voice/api/conference-participant-resource.
 */
export function createConferenceCalls({
  client,
  addresses,
}: ConferenceCallsParts): Pick<Telephony, 'ringParty' | 'setSound' | 'setListening' | 'attendees'> {
  const { conferenceCallback, legCallback } = interactionRequests(addresses);
  /**
   * Parties of which it is not known whether Twilio rang them. It is forgotten at a restart: then the label, which
   * Twilio gives once in a conference, keeps a party from being rung twice.
   */
  const uncertain = new Set<string>();

  async function conferenceSid({ name, conferenceId }: Room): Promise<string | undefined> {
    if (conferenceId !== undefined) return conferenceId;
    const named = await client.conferences.list({ friendlyName: name, limit: CONFERENCES_OF_A_NAME });
    return named.find(({ status }) => status !== 'completed')?.sid;
  }

  async function attendeesOf(room: Room): Promise<readonly Attendee[]> {
    const sid = await conferenceSid(room);
    if (sid === undefined) return [];
    const participants = await client.conferences(sid).participants.list();
    return participants
      .filter(({ status }) => status !== 'complete' && status !== 'failed')
      .map(({ conferenceSid: conferenceId, callSid, label, status, hold }) => ({
        conferenceId,
        legId: callSid as LegId,
        state: status === 'connected' ? ('in' as const) : ('ringing' as const),
        held: hold,
        ...(label && { partyId: label as PartyId }),
      }));
  }

  async function attendees(room: Room): Promise<readonly Attendee[]> {
    try {
      return await askTwilio(() => attendeesOf(room));
    } catch (failure) {
      if (isGone(failure)) return [];
      throw failure;
    }
  }

  const legOf = async ({ room, partyId }: RungParty): Promise<LegId | undefined> =>
    (await attendees(room)).find((attendee) => attendee.partyId === partyId)?.legId;

  const ring = ({ interactionId: id, partyId, room, to, ...request }: RungParty): Promise<LegId> =>
    askTwilio(async () => {
      const { callSid } = await client.conferences(room.conferenceId ?? room.name).participants.create({
        from: request.from,
        to: 'agentId' in to ? agentAddress(to.agentId, id) : to.number,
        label: partyId,
        earlyMedia: true,
        timeout: request.ringSeconds,
        endConferenceOnExit: request.endsRoom,
        beep: 'false',
        ...(request.listens && listeningForm(request.listens)),
        ...conferenceCallback(id),
        ...legCallback(id, partyId),
      });
      return callSid as LegId;
    });

  return {
    async ringParty(request) {
      const key = `${request.room.name}/${request.partyId}`;
      const rung = uncertain.has(key) ? await legOf(request) : undefined;
      try {
        const legId = rung ?? (await ring(request));
        uncertain.delete(key);
        return legId;
      } catch (failure) {
        const { code, vendorCode } = failure as TelephonyError;
        if (code === 'TELEPHONY_UNAVAILABLE') uncertain.add(key);
        else uncertain.delete(key);
        const leg = vendorCode === LABEL_TAKEN ? await legOf(request) : undefined;
        if (leg !== undefined) return leg;
        throw failure;
      }
    },

    /** Who is on hold hears the document of `holdUrl`; who has left hears nothing any more. */
    setSound: ({ interactionId, room, legId, sound }) =>
      endAtTwilio(async () => {
        const sid = await conferenceSid(room);
        if (sid === undefined) return;
        const holdUrl = sound === 'music' ? addresses.wait(interactionId) : addresses.silence;
        await client
          .conferences(sid)
          .participants(legId)
          .update(sound === 'talk' ? { hold: false } : { hold: true, holdUrl, holdMethod: 'POST' });
      }),

    setListening: ({ room, legId, sound }) =>
      endAtTwilio(async () => {
        const sid = await conferenceSid(room);
        if (sid !== undefined) await client.conferences(sid).participants(legId).update(listeningForm(sound));
      }),

    attendees,
  };
}

/** Source: twilio.com/docs/voice/api/conference-participant-resource, `Coaching` and `CallSidToCoach`. */
function listeningForm(sound: ListeningSound) {
  switch (sound.mode) {
    case 'monitor':
      return { muted: true, coaching: false };
    case 'coach':
      return { muted: false, coaching: true, callSidToCoach: sound.agentLegId };
    case 'talk':
      return { muted: false, coaching: false };
  }
}
