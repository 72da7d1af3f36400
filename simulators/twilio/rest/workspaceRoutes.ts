import type { FastifyInstance } from 'fastify';
import { iso8601, newSid } from '../account.ts';
import type { TwilioRecord } from '../records/recordStore.ts';
import type { ActivityRecord, Records, TaskChannelRecord, WorkspaceRecord } from '../records/records.ts';
import type { Engine } from '../taskRouter/engine.ts';
import { recordRoutes, type PathParams, type RecordKind } from './recordRoutes.ts';
import { refusals } from './restError.ts';

export const TASKROUTER = 'https://taskrouter.twilio.com/v1/Workspaces';

/** Source: twilio.com/docs/taskrouter/api. */
export function workspaceRoutes(app: FastifyInstance, engine: Engine): void {
  const { clock } = engine;
  recordRoutes(app, clock, workspaces(engine));
  recordRoutes(app, clock, activities(engine));
  recordRoutes(app, clock, taskChannels(engine));
}

/** A path below a workspace: its records carry the workspace's sid. */
export function ofWorkspace(record: TwilioRecord & { workspace_sid: string }, params: PathParams): boolean {
  return record.workspace_sid === params.workspaceSid;
}

export function workspaceOf({ workspaces: known }: Records, params: PathParams): string {
  const workspace = known.find(params.workspaceSid);
  if (!workspace) throw refusals.notFound(`/Workspaces/${params.workspaceSid ?? ''}`);
  return workspace.sid;
}

/** What every record of TaskRouter shows. */
export function shownInWorkspace({ account, clock }: Engine, workspaceSid: string) {
  const now = iso8601(clock.now());
  return {
    account_sid: account.accountSid,
    workspace_sid: workspaceSid,
    date_created: now,
    date_updated: now,
  };
}

/** The addresses of a record's statistics. */
export function statisticsLinks(url: string) {
  return {
    statistics: `${url}/Statistics`,
    real_time_statistics: `${url}/RealTimeStatistics`,
    cumulative_statistics: `${url}/CumulativeStatistics`,
  };
}

/** A new workspace brings three activities and the usual channels. */
function workspaces(engine: Engine): RecordKind<WorkspaceRecord> {
  const { account, clock, records } = engine;
  return {
    path: '/Workspaces',
    edition: 'v1',
    key: 'workspaces',
    records: records.workspaces,
    fields: {
      FriendlyName: ['friendly_name', 'text'],
      EventCallbackUrl: ['event_callback_url', 'text'],
      EventsFilter: ['events_filter', 'text'],
      MultiTaskEnabled: ['multi_task_enabled', 'flag'],
      PrioritizeQueueOrder: ['prioritize_queue_order', 'text'],
      DefaultActivitySid: ['default_activity_sid', 'text'],
      TimeoutActivitySid: ['timeout_activity_sid', 'text'],
    },
    filters: { FriendlyName: 'friendly_name' },
    blank(form) {
      form.required('FriendlyName');
      const sid = newSid('WS');
      const url = `${TASKROUTER}/${sid}`;
      const offline = newActivity(engine, sid, { friendly_name: 'Offline', available: false });
      newActivity(engine, sid, { friendly_name: 'Available', available: true });
      newActivity(engine, sid, { friendly_name: 'Unavailable', available: false });
      for (const name of ['default', 'voice', 'chat', 'sms', 'video']) newTaskChannel(engine, sid, name);
      const now = iso8601(clock.now());
      return Object.assign(
        {
          sid,
          friendly_name: '',
          event_callback_url: '',
          events_filter: '',
          default_activity_sid: offline.sid,
          timeout_activity_sid: offline.sid,
        },
        {
          account_sid: account.accountSid,
          date_created: now,
          date_updated: now,
          default_activity_name: offline.friendly_name,
          timeout_activity_name: offline.friendly_name,
          multi_task_enabled: true,
          prioritize_queue_order: 'FIFO',
          url,
          links: {
            activities: `${url}/Activities`,
            ...statisticsLinks(url),
            task_queues: `${url}/TaskQueues`,
            tasks: `${url}/Tasks`,
            workers: `${url}/Workers`,
            workflows: `${url}/Workflows`,
            task_channels: `${url}/TaskChannels`,
            events: `${url}/Events`,
          },
        },
      );
    },
    complete: ({ default_activity_sid, timeout_activity_sid }) => ({
      ...activityName('default_activity_name', default_activity_sid),
      ...activityName('timeout_activity_name', timeout_activity_sid),
    }),
  };

  function activityName(property: string, sid: string | undefined): Readonly<Record<string, string>> {
    if (sid === undefined) return {};
    const activity = records.activities.find(sid) ?? refuse(`There is no activity ${sid}`);
    return { [property]: activity.friendly_name };
  }
}

function refuse(message: string): never {
  throw refusals.invalid(message);
}

function newActivity(
  engine: Engine,
  workspaceSid: string,
  wanted: Pick<ActivityRecord, 'friendly_name' | 'available'>,
) {
  return engine.records.activities.add(blankActivity(engine, workspaceSid, wanted));
}

function blankActivity(
  engine: Engine,
  workspaceSid: string,
  wanted: Pick<ActivityRecord, 'friendly_name' | 'available'>,
): ActivityRecord {
  const sid = newSid('WA');
  const workspace = `${TASKROUTER}/${workspaceSid}`;
  const shown = { url: `${workspace}/Activities/${sid}`, links: { workspace } };
  return { ...shownInWorkspace(engine, workspaceSid), ...shown, sid, ...wanted };
}

function activities(engine: Engine): RecordKind<ActivityRecord> {
  return {
    path: '/Workspaces/:workspaceSid/Activities',
    edition: 'v1',
    key: 'activities',
    records: engine.records.activities,
    fields: { FriendlyName: ['friendly_name', 'text'], Available: ['available', 'flag'] },
    filters: { FriendlyName: 'friendly_name', Available: 'available' },
    within: ofWorkspace,
    blank: (form, params) =>
      blankActivity(engine, workspaceOf(engine.records, params), {
        friendly_name: form.required('FriendlyName'),
        available: false,
      }),
  };
}

function newTaskChannel(engine: Engine, workspaceSid: string, name: string) {
  return engine.records.taskChannels.add(blankTaskChannel(engine, workspaceSid, name));
}

function blankTaskChannel(engine: Engine, workspaceSid: string, name: string): TaskChannelRecord {
  const sid = newSid('TC');
  const workspace = `${TASKROUTER}/${workspaceSid}`;
  const shown = {
    channel_optimized_routing: false,
    url: `${workspace}/TaskChannels/${sid}`,
    links: { workspace },
  };
  return { ...shownInWorkspace(engine, workspaceSid), ...shown, sid, friendly_name: name, unique_name: name };
}

function taskChannels(engine: Engine): RecordKind<TaskChannelRecord> {
  return {
    path: '/Workspaces/:workspaceSid/TaskChannels',
    edition: 'v1',
    key: 'channels',
    records: engine.records.taskChannels,
    fields: {
      FriendlyName: ['friendly_name', 'text'],
      ChannelOptimizedRouting: ['channel_optimized_routing', 'flag'],
    },
    filters: {},
    within: ofWorkspace,
    blank: (form, params) =>
      blankTaskChannel(engine, workspaceOf(engine.records, params), form.required('UniqueName')),
  };
}
