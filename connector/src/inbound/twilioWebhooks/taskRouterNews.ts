import type { AgentId, Instant, InteractionId } from '../../../../softphone/core/index.ts';
import type { ReservationId, ReservationRef, TaskId } from '../../callCenter/ports/telephony.ts';
import type { TelephonyNews } from '../../callCenter/telephonyEvents.ts';
import {
  isInteractionId,
  requiredText,
  sidOf,
  textOf,
  WebhookInvalidError,
  type WebhookForm,
} from './webhookForm.ts';

type ReservationEnd = Extract<TelephonyNews, { type: 'reservationEnded' }>['outcome'];

const reservationEnds = new Map<string, ReservationEnd>([
  ['reservation.rejected', 'rejected'],
  ['reservation.timeout', 'expired'],
  ['reservation.canceled', 'canceled'],
  ['reservation.rescinded', 'rescinded'],
]);

/**
 * An event of the router, or `undefined` for one that decides nothing or is about a task that is not ours. Workers of
 * others are told of as well: only the call centre knows its agents.
 * The worker's name is the agent's id. Source: twilio.com/docs/taskrouter/api/event, "Event types".
 */
export function taskRouterNews(form: WebhookForm): TelephonyNews | undefined {
  const type = requiredText(form, 'EventType');
  if (type === 'worker.activity.update') return availabilityChanged(form);
  const { interactionId, onlyOccupies } = taskOf(form);
  if (!interactionId) return undefined;
  if (type === 'task.canceled') {
    if (onlyOccupies) return undefined;
    const callerGone = textOf(form, 'TaskCanceledReason') === 'hangup';
    return { key: eventKey(form), type: 'taskCanceled', interactionId, callerGone };
  }
  const outcome = reservationEnds.get(type);
  if (type !== 'reservation.created' && !outcome) return undefined;
  const reserved = {
    key: eventKey(form),
    interactionId,
    agentId: requiredText(form, 'WorkerName') as AgentId,
    reservation: reservationOf(form),
  };
  return outcome
    ? { ...reserved, type: 'reservationEnded', outcome }
    : { ...reserved, type: 'reservationCreated', ...(onlyOccupies && { onlyOccupies }) };
}

function availabilityChanged(form: WebhookForm): TelephonyNews {
  const at = Number(requiredText(form, 'TimestampMs'));
  if (!Number.isSafeInteger(at)) throw new WebhookInvalidError('TimestampMs', 'a time in milliseconds');
  return {
    key: eventKey(form),
    type: 'availabilityChanged',
    agentId: requiredText(form, 'WorkerName') as AgentId,
    stateName: requiredText(form, 'WorkerActivityName'),
    at: at as Instant,
  };
}

interface Task {
  readonly interactionId?: InteractionId;
  /** Occupies an agent for a call that the router does not bring: no caller waits in it. */
  readonly onlyOccupies?: boolean;
}

/** Tasks of others may share the workspace: theirs have no interaction of ours. */
function taskOf(form: WebhookForm): Task {
  const text = textOf(form, 'TaskAttributes');
  if (text === undefined) return {};
  try {
    const { interactionId, type } = (JSON.parse(text) ?? {}) as { interactionId?: unknown; type?: unknown };
    return isInteractionId(interactionId) ? { interactionId, onlyOccupies: type === 'outbound' } : {};
  } catch {
    return {};
  }
}

function reservationOf(form: WebhookForm): ReservationRef {
  return {
    taskId: sidOf(form, 'TaskSid', 'WT') as TaskId,
    reservationId: sidOf(form, 'ReservationSid', 'WR') as ReservationId,
  };
}

function eventKey(form: WebhookForm): string {
  return `taskrouter:${sidOf(form, 'Sid', 'EV')}`;
}
