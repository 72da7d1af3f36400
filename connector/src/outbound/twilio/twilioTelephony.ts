import type Twilio from 'twilio/lib/rest/Twilio.js';
import type { AgentId, Dnis, InteractionId, PartyId } from '../../../../softphone/core/index.ts';
import type { TelephonyError } from '../../callCenter/ports/telephony.ts';
import {
  type Attendee,
  type Availability,
  type LegId,
  type ReservationRef,
  type Room,
  type RungParty,
  type Telephony,
} from '../../callCenter/ports/telephony.ts';
import { legEndOf } from './legEndOf.ts';
import { askTwilio, endAtTwilio, isGone } from './twilioFailure.ts';
import { createWorkers } from './workers.ts';

export interface TwilioTelephonyParts {
  readonly client: Twilio;
  readonly workspaceSid: string;
  /** A number of ours: what an agent's phone shows as the origin of its leg. */
  readonly callerId: Dnis;
  /** The queues that every agent serves. */
  readonly queues: readonly string[];
  readonly addresses: CallbackAddresses;
}

/** Where Twilio reports about an interaction, and what. */
export interface CallbackAddresses {
  conferenceStatus(id: InteractionId): string;
  readonly conferenceEvents: readonly ('start' | 'end' | 'join' | 'leave')[];
  recordingStatus(id: InteractionId): string;
  readonly recordingEvents: readonly ('in-progress' | 'completed' | 'absent')[];
  legStatus(id: InteractionId, partyId: PartyId): string;
  readonly legEvents: readonly ('initiated' | 'ringing' | 'answered' | 'completed')[];
  wait(id: InteractionId): string;
  readonly silence: string;
  sentToQueue(id: InteractionId): string;
  sentToRoom(id: InteractionId): string;
  sentToVoicemail(id: InteractionId): string;
}

const AGENT_RING_SECONDS = 20;
/** A task that has not brought a reservation by then is of no use any more. */
const TASK_SECONDS = 60;
/** "Participant label is already in use" (twilio.com/docs/api/errors/16025). */
const LABEL_TAKEN = 16_025;

/** `Telephony` on Twilio's REST API. Every call is a conference; TaskRouter finds the agent. */
export function createTwilioTelephony(parts: TwilioTelephonyParts): Telephony {
  const { client, workspaceSid, callerId, addresses } = parts;
  const workspace = client.taskrouter.v1.workspaces(workspaceSid);
  const workers = createWorkers(client, parts);
  /** Parties of which it is not known whether Twilio rang them. */
  const uncertain = new Set<string>();

  const reservationAt = ({ taskId, reservationId }: ReservationRef) =>
    workspace.tasks(taskId).reservations(reservationId);

  /** The same for every leg and every conference, because the first leg to join decides. */
  const conferenceCallback = (id: InteractionId) => ({
    conferenceStatusCallback: addresses.conferenceStatus(id),
    conferenceStatusCallbackMethod: 'POST',
    conferenceStatusCallbackEvent: [...addresses.conferenceEvents],
  });
  /** For the conference of a reservation the events cannot be chosen: Twilio tells `completed` only. */
  const recording = (id: InteractionId) => ({
    conferenceRecord: 'record-from-start',
    conferenceRecordingStatusCallback: addresses.recordingStatus(id),
    conferenceRecordingStatusCallbackMethod: 'POST',
  });
  const legCallback = (id: InteractionId, partyId: PartyId) => ({
    statusCallback: addresses.legStatus(id, partyId),
    statusCallbackMethod: 'POST',
    statusCallbackEvent: [...addresses.legEvents],
  });

  async function setActivity(agentId: AgentId, availability: Availability): Promise<void> {
    const [workerSid, activitySid] = [await workers.sidOf(agentId), await workers.activitySid(availability)];
    await workspace
      .workers(workerSid)
      .update({ activitySid, rejectPendingReservations: availability !== 'available' });
  }

  async function conferenceSid({ name, conferenceId }: Room): Promise<string | undefined> {
    if (conferenceId !== undefined) return conferenceId;
    const conferences = await client.conferences.list({ friendlyName: name, limit: 20 });
    return conferences.find(({ status }) => status !== 'completed')?.sid;
  }

  async function attendeesOf(room: Room): Promise<readonly Attendee[]> {
    const sid = await conferenceSid(room);
    if (sid === undefined) return [];
    const participants = await client.conferences(sid).participants.list();
    return participants
      .filter(({ status }) => status !== 'complete')
      .map(({ callSid, label, status, hold }) => ({
        legId: callSid as LegId,
        state: status === 'connected' ? ('in' as const) : ('ringing' as const),
        held: hold,
        ...(label && { partyId: label as PartyId }),
      }));
  }

  const legOf = async ({ room, partyId }: RungParty): Promise<LegId | undefined> =>
    (await askTwilio(() => attendeesOf(room))).find((attendee) => attendee.partyId === partyId)?.legId;

  const sendLeg = async (legId: LegId, url: string) => {
    await askTwilio(() => client.calls(legId).update({ url, method: 'POST' }));
  };

  return {
    setAvailability: ({ id }, availability) =>
      askTwilio(async () => {
        try {
          await askTwilio(() => setActivity(id, availability));
        } catch (failure) {
          if (!isGone(failure)) throw failure;
          workers.forget(id);
          await setActivity(id, availability);
        }
      }),

    /** A repeated instruction finds the reservation accepted when the first one arrived. */
    async connectReservation({ interactionId, agentId, recorded, ...reservation }) {
      try {
        await askTwilio(() =>
          reservationAt(reservation).update({
            instruction: 'conference',
            to: agentAddress(agentId, interactionId),
            from: callerId,
            timeout: AGENT_RING_SECONDS,
            endConferenceOnExit: false,
            endConferenceOnCustomerExit: true,
            beep: 'false',
            ...conferenceCallback(interactionId),
            ...(recorded && recording(interactionId)),
            ...legCallback(interactionId, `agent-${agentId}` as PartyId),
          }),
        );
      } catch (failure) {
        if (!isGone(failure)) throw failure;
        const { reservationStatus } = await askTwilio(() => reservationAt(reservation).fetch());
        if (!taken.includes(reservationStatus)) throw failure;
      }
    },

    rejectReservation: (reservation) =>
      endAtTwilio(async () => {
        const workerActivitySid = await workers.activitySid('unavailable');
        await reservationAt(reservation).update({ reservationStatus: 'rejected', workerActivitySid });
      }),

    /** The task is known by its interaction, so that a repetition makes no second one. */
    occupyAgent: ({ interactionId, agentId }) =>
      askTwilio(async () => {
        const workerSid = await workers.sidOf(agentId);
        const known = await workspace.tasks.list({ routingTarget: workerSid, limit: 50 });
        if (known.some(({ attributes }) => attributes.includes(JSON.stringify(interactionId)))) return;
        await workspace.tasks.create({
          routingTarget: workerSid,
          ignoreCapacity: 'true',
          taskChannel: 'voice',
          timeout: TASK_SECONDS,
          attributes: JSON.stringify({ interactionId, type: 'outbound' }),
        });
      }),

    async confirmReservation(reservation) {
      await askTwilio(() => reservationAt(reservation).update({ reservationStatus: 'accepted' }));
    },

    releaseAgent: (reservation) =>
      endAtTwilio(() => reservationAt(reservation).update({ reservationStatus: 'completed' })),

    async ringParty(request) {
      const { interactionId, partyId, room, to, from, ringSeconds, endsRoom, recorded } = request;
      const key = `${room.name}/${partyId}`;
      const rung = uncertain.has(key) && (await legOf(request));
      if (rung) return rung;
      try {
        const { callSid } = await askTwilio(() =>
          client.conferences(room.conferenceId ?? room.name).participants.create({
            from,
            to: 'agentId' in to ? agentAddress(to.agentId, interactionId) : to.number,
            label: partyId,
            earlyMedia: true,
            timeout: ringSeconds,
            endConferenceOnExit: endsRoom,
            beep: 'false',
            ...conferenceCallback(interactionId),
            ...(recorded && {
              ...recording(interactionId),
              conferenceRecordingStatusCallbackEvent: [...addresses.recordingEvents],
            }),
            ...legCallback(interactionId, partyId),
          }),
        );
        uncertain.delete(key);
        return callSid as LegId;
      } catch (failure) {
        const { code, vendorCode } = failure as TelephonyError;
        if (code === 'TELEPHONY_UNAVAILABLE') uncertain.add(key);
        const leg = vendorCode === LABEL_TAKEN && (await legOf(request));
        if (leg) return leg;
        throw failure;
      }
    },

    /** Who is on hold hears the document of `holdUrl`; twilio.com/docs/voice/api/conference-participant-resource. */
    async setSound({ interactionId, room, legId, sound }) {
      const holdUrl = sound === 'music' ? addresses.wait(interactionId) : addresses.silence;
      await askTwilio(async () => {
        const sid = await conferenceSid(room);
        if (sid === undefined) return;
        const participant = client.conferences(sid).participants(legId);
        await participant.update(
          sound === 'talk' ? { hold: false } : { hold: true, holdUrl, holdMethod: 'POST' },
        );
      });
    },

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

    attendees: (room) => askTwilio(() => attendeesOf(room)),
  };
}

/** What a reservation is once its agent was connected. */
const taken: readonly string[] = ['accepted', 'wrapping', 'completed'];

/** The interaction goes with the call, so that the agent's softphone knows which one it answers. */
function agentAddress(agentId: AgentId, interactionId: InteractionId): string {
  return `client:${agentId}?interactionId=${encodeURIComponent(interactionId)}`;
}
