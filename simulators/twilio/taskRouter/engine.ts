import type { Clock } from '../../shared/clock.ts';
import { newSid, type Account } from '../account.ts';
import type { Records, WorkspaceRecord } from '../records/records.ts';
import type { Params } from '../webhooks/signature.ts';
import type { WebhookSender } from '../webhooks/webhookSender.ts';
import type { Reservation, Task, TaskRouterEvent } from './task.ts';

/** An instruction for a reservation; twilio.com/docs/taskrouter/handle-assignment-callbacks. */
export interface Instruction {
  readonly name: string;
  /** Further properties, in the API's words: `To`, `From`, `Timeout`. */
  readonly property: (name: string) => string | undefined;
}

/** What the parts of the stand-in's TaskRouter share. */
export interface Engine {
  readonly account: Account;
  readonly clock: Clock;
  readonly records: Records;
  readonly webhooks: WebhookSender;
  readonly tasks: Map<string, Task>;
  readonly reservations: Map<string, Reservation>;
  /** Those that take up capacity of their workers. */
  readonly occupying: Set<Reservation>;
  readonly events: RecordedEvent[];
  /** When each worker was last given a reservation, by the worker's sid. */
  readonly lastReservedAt: Map<string, number>;
  /** How often each worker was changed, by whomever. */
  readonly workerVersions: Map<string, number>;
  /** Looks for workers again, soon. */
  readonly routeSoon: () => void;
  /** Carries out what an assignment callback answers. */
  obey(reservation: Reservation, instruction: Instruction): void;
}

export interface RecordedEvent extends TaskRouterEvent {
  readonly sid: string;
  readonly at: number;
  readonly workspaceSid: string;
}

const eventsKept = 1000;

/**
 * Keeps an event and tells the workspace's listener.
 * Source: twilio.com/docs/taskrouter/api/event#event-callbacks.
 */
export function emit(engine: Engine, workspaceSid: string, event: TaskRouterEvent): void {
  const { account, clock, records, webhooks } = engine;
  const workspace = records.workspaces.find(workspaceSid);
  const at = clock.now();
  const sid = newSid('EV');
  engine.events.push({ ...event, sid, at, workspaceSid });
  if (engine.events.length > eventsKept) engine.events.shift();
  if (!workspace || workspace.event_callback_url === '' || !wanted(workspace, event.type)) return;
  const params: Params = {
    Sid: sid,
    AccountSid: account.accountSid,
    WorkspaceSid: workspace.sid,
    WorkspaceName: workspace.friendly_name,
    EventType: event.type,
    EventDescription: event.description,
    ResourceType: event.resource.type,
    ResourceSid: event.resource.sid,
    Timestamp: String(Math.floor(at / 1000)),
    TimestampMs: String(at),
    ...event.params,
  };
  webhooks.notify({ kind: 'taskRouter', url: workspace.event_callback_url, params });
}

function wanted({ events_filter }: WorkspaceRecord, type: string): boolean {
  return events_filter === '' || events_filter.split(',').some((each) => each.trim() === type);
}
