import type { Params } from '../webhooks/signature.ts';

/** twilio.com/docs/taskrouter/api/task#task-status. */
export type TaskStatus = 'pending' | 'reserved' | 'assigned' | 'wrapping' | 'completed' | 'canceled';

/** twilio.com/docs/taskrouter/api/reservations#reservation-status. */
export type ReservationStatus =
  'pending' | 'accepted' | 'rejected' | 'timeout' | 'canceled' | 'rescinded' | 'wrapping' | 'completed';

/** One step of a workflow; twilio.com/docs/taskrouter/workflow-configuration. */
export interface Target {
  readonly queue?: string;
  readonly expression?: string;
  readonly priority?: number | string;
  readonly timeout?: number | string;
  readonly skip_if?: string;
  readonly known_worker_sid?: string;
  readonly known_worker_friendly_name?: string;
}

export interface Task {
  readonly sid: string;
  readonly workspaceSid: string;
  readonly workflowSid: string | undefined;
  readonly channelSid: string;
  readonly channelName: string;
  readonly createdAt: number;
  /** Since when the task counts as waiting, among tasks of the same priority. */
  virtualStartAt: number;
  readonly timeoutSeconds: number;
  readonly routingTarget: string | undefined;
  readonly ignoreCapacity: boolean;
  status: TaskStatus;
  attributes: Readonly<Record<string, unknown>>;
  priority: number;
  updatedAt: number;
  /** Counts changes, for `If-Match`. */
  version: number;
  queueSid: string | undefined;
  queueEnteredAt: number | undefined;
  reason: string | undefined;
  /** The steps of the filter that matched, and the one the task is at. */
  targets: readonly Target[] | undefined;
  step: number;
  /** The hold on a worker that lives, if one does. */
  reservation: Reservation | undefined;
  forgetTimeToLive: () => void;
  forgetTargetTimeout: () => void;
}

export interface Reservation {
  readonly sid: string;
  readonly task: Task;
  readonly workerSid: string;
  readonly createdAt: number;
  status: ReservationStatus;
  updatedAt: number;
  version: number;
  forgetTimeout: () => void;
  /** Set while the worker's phone rings: what ends that when the reservation ends first. */
  withdraw: () => void;
}

/** Something that happened, for the application and for the list of events. */
export interface TaskRouterEvent {
  readonly type: string;
  readonly description: string;
  readonly resource: { readonly type: string; readonly sid: string };
  readonly params: Params;
}
