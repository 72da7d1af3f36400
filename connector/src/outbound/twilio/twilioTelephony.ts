import type Twilio from 'twilio/lib/rest/Twilio.js';
import type { AgentId, Dnis, InteractionId } from '../../../../softphone/core/index.ts';
import type { TelephonyError } from '../../callCenter/ports/telephony.ts';
import {
  type Availability,
  type LegId,
  type ReservationRef,
  type Telephony,
} from '../../callCenter/ports/telephony.ts';
import type { LegRole } from '../../callCenter/telephonyEvents.ts';
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
  conferenceName(id: InteractionId): string;
  conferenceStatus(id: InteractionId): string;
  readonly conferenceEvents: readonly ('start' | 'end' | 'join' | 'leave')[];
  recordingStatus(id: InteractionId): string;
  readonly recordingEvents: readonly ('in-progress' | 'completed' | 'absent')[];
  legStatus(id: InteractionId, role: LegRole): string;
  readonly legEvents: readonly ('initiated' | 'ringing' | 'answered' | 'completed')[];
}

const AGENT_RING_SECONDS = 20;
const CUSTOMER_RING_SECONDS = 30;
/** A task that has not brought a reservation by then is of no use any more. */
const TASK_SECONDS = 60;
const CUSTOMER_LABEL = 'customer';
/** "Participant label is already in use" (twilio.com/docs/api/errors/16025). */
const LABEL_TAKEN = 16_025;

/** `Telephony` on Twilio's REST API. Every call is a conference; TaskRouter finds the agent. */
export function createTwilioTelephony(parts: TwilioTelephonyParts): Telephony {
  const { client, workspaceSid, callerId, addresses } = parts;
  const workspace = client.taskrouter.v1.workspaces(workspaceSid);
  const workers = createWorkers(client, parts);
  /** Calls to customers of which it is not known whether Twilio made them. */
  const uncertain = new Set<InteractionId>();

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
  const legCallback = (id: InteractionId, role: LegRole) => ({
    statusCallback: addresses.legStatus(id, role),
    statusCallbackMethod: 'POST',
    statusCallbackEvent: [...addresses.legEvents],
  });

  async function setActivity(agentId: AgentId, availability: Availability): Promise<void> {
    const [workerSid, activitySid] = [await workers.sidOf(agentId), await workers.activitySid(availability)];
    await workspace
      .workers(workerSid)
      .update({ activitySid, rejectPendingReservations: availability !== 'available' });
  }

  async function customerLegOf(id: InteractionId): Promise<LegId | undefined> {
    const friendlyName = addresses.conferenceName(id);
    const [conference] = await client.conferences.list({ friendlyName, limit: 1 });
    if (!conference) return undefined;
    const participants = await client.conferences(conference.sid).participants.list();
    return participants.find(({ label }) => label === CUSTOMER_LABEL)?.callSid as LegId | undefined;
  }

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
            to: `client:${agentId}?interactionId=${encodeURIComponent(interactionId)}`,
            from: callerId,
            timeout: AGENT_RING_SECONDS,
            endConferenceOnCustomerExit: true,
            ...agreed,
            ...conferenceCallback(interactionId),
            ...(recorded && recording(interactionId)),
            ...legCallback(interactionId, 'agent'),
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

    async dialCustomer({ interactionId, ani, dnis, recorded }) {
      const dialled = uncertain.has(interactionId) && (await askTwilio(() => customerLegOf(interactionId)));
      if (dialled) return dialled;
      try {
        const { callSid } = await askTwilio(() =>
          client.conferences(addresses.conferenceName(interactionId)).participants.create({
            from: ani,
            to: dnis,
            label: CUSTOMER_LABEL,
            earlyMedia: true,
            timeout: CUSTOMER_RING_SECONDS,
            ...agreed,
            ...conferenceCallback(interactionId),
            ...(recorded && {
              ...recording(interactionId),
              conferenceRecordingStatusCallbackEvent: [...addresses.recordingEvents],
            }),
            ...legCallback(interactionId, 'customer'),
          }),
        );
        uncertain.delete(interactionId);
        return callSid as LegId;
      } catch (failure) {
        const { code, vendorCode } = failure as TelephonyError;
        if (code === 'TELEPHONY_UNAVAILABLE') uncertain.add(interactionId);
        const leg = vendorCode === LABEL_TAKEN && (await askTwilio(() => customerLegOf(interactionId)));
        if (leg) return leg;
        throw failure;
      }
    },

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

/** What a reservation is once its agent was connected. */
const taken: readonly string[] = ['accepted', 'wrapping', 'completed'];

/** Either party's leaving ends the conference; nobody hears a tone for it. */
const agreed = { endConferenceOnExit: true, beep: 'false' } as const;
