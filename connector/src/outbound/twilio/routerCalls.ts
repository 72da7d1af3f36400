import type Twilio from 'twilio/lib/rest/Twilio.js';
import type { Dnis } from '../../../../softphone/core/index.ts';
import type { ReservationRef, Telephony } from '../../callCenter/ports/telephony.ts';
import { agentPartyId } from '../../callCenter/interactions/partyRecord.ts';
import type { CallbackAddresses } from './callbackAddresses.ts';
import { agentAddress, interactionRequests } from './interactionRequests.ts';
import { askTwilio, endAtTwilio, isGone } from './twilioFailure.ts';
import { createWorkers } from './workers.ts';

export interface RouterCallsParts {
  readonly client: Twilio;
  readonly workspaceSid: string;
  /** Where calls are routed. */
  readonly workflowSid: string;
  /** A number of ours: what an agent's phone shows as the origin of its leg. */
  readonly callerId: Dnis;
  /** The queues that every agent serves. */
  readonly queues: readonly string[];
  readonly addresses: CallbackAddresses;
}

const AGENT_RING_SECONDS = 20;
/** A task that has not brought a reservation by then is of no use any more. */
const TASK_SECONDS = 60;
const TASKS_OF_AN_AGENT = 50;

/** The part of `Telephony` about who gets calls, on TaskRouter. */
export function createRouterCalls(
  parts: RouterCallsParts,
): Pick<
  Telephony,
  | 'routerState'
  | 'routerStates'
  | 'setAvailability'
  | 'connectReservation'
  | 'rejectReservation'
  | 'occupyAgent'
  | 'confirmReservation'
  | 'releaseAgent'
> {
  const { client, callerId, addresses } = parts;
  const { conferenceCallback, legCallback } = interactionRequests(addresses);
  const workspace = client.taskrouter.v1.workspaces(parts.workspaceSid);
  const workers = createWorkers(client, parts);

  const reservationAt = ({ taskId, reservationId }: ReservationRef) =>
    workspace.tasks(taskId).reservations(reservationId);

  return {
    routerState: (agentId) => workers.state(agentId),
    routerStates: () => askTwilio(() => workers.states()),
    setAvailability: (agentId, availability, version) =>
      workers.setAvailability(agentId, availability, version),

    /** A repeated instruction finds the reservation accepted when the first one arrived. */
    async connectReservation({ interactionId, agentId, ...reservation }) {
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
            ...legCallback(interactionId, agentPartyId(agentId)),
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
        const workerActivitySid = await workers.activitySid('notTaken');
        await reservationAt(reservation).update({ reservationStatus: 'rejected', workerActivitySid });
      }),

    /** The task is known by its interaction, so that a repetition makes no second one. */
    occupyAgent: ({ interactionId, agentId }) =>
      askTwilio(async () => {
        const workerSid = await workers.sidOf(agentId);
        const tasks = await workspace.tasks.list({ routingTarget: workerSid, limit: TASKS_OF_AN_AGENT });
        const known = tasks.filter(({ attributes }) => attributes.includes(JSON.stringify(interactionId)));
        // An agent may have had this interaction before.
        if (known.some(({ assignmentStatus }) => !over.includes(assignmentStatus))) return;
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
  };
}

/** What a reservation is once its agent was connected. */
const taken: readonly string[] = ['accepted', 'wrapping', 'completed'];

/** What a task is that holds nobody any more (twilio.com/docs/taskrouter/api/task, "AssignmentStatus"). */
const over: readonly string[] = ['completed', 'canceled'];
