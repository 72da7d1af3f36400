import { routerNames } from '../../../callCenter/ports/telephony.ts';
import type { ResourceKind, WantedResource } from './resource.ts';
import { routingText } from './routing.ts';

export interface WantedAccountParts {
  /** Workspace, workflow and application bear it, and are found again by it. */
  readonly name?: string | undefined;
  readonly addresses: AccountAddresses;
  readonly queues: readonly string[];
  /** Our numbers, E.164. */
  readonly numbers: readonly string[];
  /** How long a call rings at one agent. */
  readonly reservationSeconds: number;
  /** Answers callers while the connector does not; a number keeps the one it has unless this is given. */
  readonly fallbackUrl?: string | undefined;
}

/** Where Twilio reaches the connector on its own account, not about one interaction. */
export interface AccountAddresses {
  readonly callArrived: string;
  readonly callerStatus: string;
  readonly agentLegArrived: string;
  readonly assignment: string;
  readonly taskRouterEvents: string;
}

export const STANDARD_NAME = 'CTI Connector';

/** The connector acts on these events of TaskRouter; Twilio sends no others. */
const events = [
  'reservation.created',
  'reservation.rejected',
  'reservation.timeout',
  'reservation.canceled',
  'reservation.rescinded',
  'task.canceled',
  'worker.activity.update',
];

/**
 * The agent states between calls, as activities, and the one for who did not take a call: TaskRouter moves a worker
 * there whose reservation ran out. Twilio fixes `available` when it creates one.
 */
const activities: readonly { name: string; settings: WantedResource['settings'] }[] = [
  { name: routerNames.available, settings: { available: true } },
  { name: routerNames.unavailable, settings: { available: false } },
  { name: routerNames.offline, settings: { available: false } },
  { name: routerNames.notTaken, settings: { available: false, afterTimeout: true } },
];

/**
 * What the account must look like, in the order in which it is made. The only place that says so: the set-up checks
 * compare with it, and `npm run provision` brings it about.
 * Source: twilio.com/docs/taskrouter/api, twilio.com/docs/usage/api/applications,
 * twilio.com/docs/phone-numbers/api/incomingphonenumber-resource.
 */
export function wantedAccount(parts: WantedAccountParts): readonly WantedResource[] {
  const { name = STANDARD_NAME, addresses, queues, numbers, reservationSeconds, fallbackUrl } = parts;
  const voice = { voiceUrl: addresses.callArrived, voiceMethod: 'POST' };
  const fallback = { voiceFallbackUrl: fallbackUrl ?? '', voiceFallbackMethod: 'POST' };
  return [
    resource('workspace', name, {
      eventCallbackUrl: addresses.taskRouterEvents,
      eventsFilter: eventList(events),
      // An agent in wrap-up still has a task: with one task at a time, TaskRouter would decide who is free.
      multiTaskEnabled: true,
    }),
    ...activities.map(({ name: activity, settings }) => resource('activity', activity, settings)),
    ...queues.map((queue) => resource('queue', queue, { targetWorkers: workersOf(queue) })),
    resource('workflow', name, {
      assignmentCallbackUrl: addresses.assignment,
      taskReservationTimeout: reservationSeconds,
      routing: routingText({
        task_routing: {
          filters: queues.map((queue) => ({
            filter_friendly_name: queue,
            expression: `queue == "${queue}"`,
            targets: [{ queue }],
          })),
        },
      }),
    }),
    resource('application', name, { voiceUrl: addresses.agentLegArrived, voiceMethod: 'POST' }),
    ...numbers.map((number) =>
      resource('number', number, {
        ...voice,
        ...(fallbackUrl !== undefined && fallback),
        statusCallback: addresses.callerStatus,
        statusCallbackMethod: 'POST',
        // An application would take the place of the addresses.
        voiceApplicationSid: '',
      }),
    ),
  ];
}

/** Every worker serves the queues that its attribute `queues` names. */
export function workersOf(queue: string): string {
  return `queues HAS "${queue}"`;
}

/** Twilio keeps a filter in the order it was given; the order means nothing. */
export function eventList(names: readonly string[]): string {
  return names.toSorted().join(',');
}

function resource(kind: ResourceKind, name: string, settings: WantedResource['settings']): WantedResource {
  return { kind, name, settings };
}
