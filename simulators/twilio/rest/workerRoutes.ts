import type { FastifyInstance } from 'fastify';
import { iso8601, newSid } from '../account.ts';
import type { WorkerChannelRecord, WorkerRecord } from '../records/records.ts';
import { emit, type Engine } from '../taskRouter/engine.ts';
import { workerParams } from '../taskRouter/eventParams.ts';
import { conclude } from '../taskRouter/reservations.ts';
import {
  assignedTasks,
  availableCapacity,
  channelsOf,
  noteChange,
  setActivity,
  versionOf,
} from '../taskRouter/workers.ts';
import { changesOf, jsonOf, readForm, type Form } from './form.ts';
import { pageOf } from './paging.ts';
import type { PathParams } from './recordRoutes.ts';
import { refusals } from './restError.ts';
import { expectVersion, tag } from './versions.ts';
import { ofWorkspace, shownInWorkspace, TASKROUTER, workspaceOf } from './workspaceRoutes.ts';

const path = '/Workspaces/:workspaceSid/Workers';

/** Source: twilio.com/docs/taskrouter/api/worker and /worker-channel. */
export function workerRoutes(app: FastifyInstance, engine: Engine): void {
  const { records, clock } = engine;
  const tagOf = (workerSid: string) => tag(versionOf(engine, workerSid));

  function found(params: PathParams): WorkerRecord {
    const worker = records.workers.find(params.workerSid);
    if (!worker || !ofWorkspace(worker, params))
      throw refusals.notFound(`/Workers/${params.workerSid ?? ''}`);
    return worker;
  }

  app.get(path, (request) => {
    const query = readForm(request.query);
    const filters: Readonly<Record<string, (worker: WorkerRecord) => string>> = {
      FriendlyName: ({ friendly_name }) => friendly_name,
      ActivitySid: ({ activity_sid }) => activity_sid,
      ActivityName: ({ activity_name }) => activity_name,
      Available: ({ available }) => (available ? '1' : '0'),
    };
    const items = records.workers
      .all()
      .filter((worker) => ofWorkspace(worker, request.params as PathParams))
      .filter((worker) =>
        Object.entries(filters).every(([name, of]) => (query.text(name) ?? of(worker)) === of(worker)),
      );
    return pageOf(request, { key: 'workers', edition: 'v1', items });
  });

  app.post(path, (request, reply) => {
    const workspaceSid = workspaceOf(records, request.params as PathParams);
    const form = readForm(request.body);
    const worker = records.workers.add(newWorker(engine, workspaceSid, form));
    for (const channel of records.taskChannels.all()) {
      if (channel.workspace_sid === workspaceSid)
        records.workerChannels.add(newChannel(engine, worker, channel));
    }
    report(worker, 'worker.created');
    engine.routeSoon();
    return reply.code(201).header('etag', tagOf(worker.sid)).send(worker);
  });

  app.get(`${path}/:workerSid`, (request, reply) => {
    const worker = found(request.params as PathParams);
    return reply.header('etag', tagOf(worker.sid)).send(worker);
  });

  app.post(`${path}/:workerSid`, (request, reply) => {
    const before = found(request.params as PathParams);
    expectVersion(request, tagOf(before.sid));
    const form = readForm(request.body);
    const activitySid = form.text('ActivitySid');
    const activity = activitySid === undefined ? undefined : records.activities.find(activitySid);
    if (activitySid !== undefined && !activity) throw refusals.invalid(`There is no activity ${activitySid}`);
    const changes = changesOf(form, {
      FriendlyName: ['friendly_name', 'text'],
      Attributes: ['attributes', 'json'],
    });
    noteChange(engine, before.sid);
    if (Object.keys(changes).length > 0) {
      const changed = records.workers.change(before.sid, { ...changes, date_updated: iso8601(clock.now()) });
      report(changed, 'worker.attributes.update');
      engine.routeSoon();
    }
    if (activity) setActivity(engine, before.sid, activity);
    if (form.flag('RejectPendingReservations')) rejectPending(before.sid);
    const after = records.workers.find(before.sid) ?? before;
    return reply.header('etag', tagOf(after.sid)).send(after);
  });

  app.delete(`${path}/:workerSid`, (request, reply) => {
    const worker = found(request.params as PathParams);
    records.workers.remove(worker.sid);
    for (const { sid } of channelsOf(engine, worker.sid)) records.workerChannels.remove(sid);
    report(worker, 'worker.deleted');
    return reply.code(204).send();
  });

  app.get(`${path}/:workerSid/Channels`, (request) => {
    const worker = found(request.params as PathParams);
    const items = channelsOf(engine, worker.sid).map((channel) => channelResource(engine, channel));
    return pageOf(request, { key: 'channels', edition: 'v1', items });
  });

  app.get(`${path}/:workerSid/Channels/:channelSid`, (request) =>
    channelResource(engine, foundChannel(request.params as PathParams)),
  );

  app.post(`${path}/:workerSid/Channels/:channelSid`, (request) => {
    const channel = foundChannel(request.params as PathParams);
    const form = readForm(request.body);
    const changes = changesOf(form, {
      Capacity: ['configured_capacity', 'integer'],
      Available: ['available', 'flag'],
    });
    const after = records.workerChannels.change(channel.sid, {
      ...changes,
      date_updated: iso8601(clock.now()),
    });
    const worker = found(request.params as PathParams);
    const type =
      form.text('Capacity') === undefined ? 'worker.channel.availability.update' : 'worker.capacity.update';
    report(worker, type, {
      TaskChannelSid: after.task_channel_sid,
      TaskChannelUniqueName: after.task_channel_unique_name,
      WorkerChannelAvailable: String(after.available),
      WorkerChannelAvailableCapacity: String(availableCapacity(engine, after)),
      WorkerChannelPreviousCapacity: String(channel.configured_capacity),
      WorkerChannelTaskCount: String(assignedTasks(engine, worker.sid, after.task_channel_unique_name)),
    });
    engine.routeSoon();
    return channelResource(engine, after);
  });

  /** A channel is named by its own sid, its task channel's sid or its unique name. */
  function foundChannel(params: PathParams): WorkerChannelRecord {
    const name = params.channelSid ?? '';
    const channel = channelsOf(engine, found(params).sid).find((each) =>
      [each.sid, each.task_channel_sid, each.task_channel_unique_name].includes(name),
    );
    if (!channel) throw refusals.notFound(`/Channels/${name}`);
    return channel;
  }

  function rejectPending(workerSid: string) {
    for (const reservation of [...engine.reservations.values()]) {
      if (reservation.workerSid === workerSid && reservation.status === 'pending')
        conclude(engine, reservation, 'rejected');
    }
  }

  function report(worker: WorkerRecord, type: string, more: Readonly<Record<string, string>> = {}) {
    emit(engine, worker.workspace_sid, {
      type,
      description: `Worker ${worker.friendly_name}: ${type}`,
      resource: { type: 'worker', sid: worker.sid },
      params: { ...workerParams(worker), ...more },
    });
  }
}

function newWorker(engine: Engine, workspaceSid: string, form: Form): WorkerRecord {
  const { records } = engine;
  const friendlyName = form.required('FriendlyName');
  const attributes = form.text('Attributes') ?? '{}';
  jsonOf('Attributes', attributes);
  if (
    records.workers
      .all()
      .some((each) => each.workspace_sid === workspaceSid && each.friendly_name === friendlyName)
  )
    throw refusals.conflict(`There is a worker ${friendlyName} already`);
  const workspace = records.workspaces.find(workspaceSid);
  const activitySid = form.text('ActivitySid') ?? workspace?.default_activity_sid;
  const activity = records.activities.find(activitySid);
  if (!activity) throw refusals.invalid(`There is no activity ${activitySid ?? ''}`);
  const sid = newSid('WK');
  const home = `${TASKROUTER}/${workspaceSid}`;
  const url = `${home}/Workers/${sid}`;
  const shown = shownInWorkspace(engine, workspaceSid);
  return Object.assign(
    {
      ...shown,
      sid,
      friendly_name: friendlyName,
      attributes,
      activity_sid: activity.sid,
      activity_name: activity.friendly_name,
      available: activity.available,
      date_status_changed: shown.date_created,
    },
    {
      url,
      links: {
        workspace: home,
        activity: `${home}/Activities/${activity.sid}`,
        channels: `${url}/Channels`,
        worker_channels: `${url}/Channels`,
        reservations: `${url}/Reservations`,
        statistics: `${home}/Workers/Statistics`,
        real_time_statistics: `${home}/Workers/RealTimeStatistics`,
        cumulative_statistics: `${home}/Workers/CumulativeStatistics`,
        worker_statistics: `${url}/Statistics`,
      },
    },
  );
}

function newChannel(
  engine: Engine,
  worker: WorkerRecord,
  taskChannel: { readonly sid: string; readonly unique_name: string },
): WorkerChannelRecord {
  return {
    ...shownInWorkspace(engine, worker.workspace_sid),
    sid: newSid('WC'),
    worker_sid: worker.sid,
    task_channel_sid: taskChannel.sid,
    task_channel_unique_name: taskChannel.unique_name,
    configured_capacity: 1,
    available: true,
  };
}

function channelResource(engine: Engine, channel: WorkerChannelRecord): Readonly<Record<string, unknown>> {
  return {
    ...channel,
    assigned_tasks: assignedTasks(engine, channel.worker_sid, channel.task_channel_unique_name),
    available_capacity_percentage: availableCapacity(engine, channel),
    url: `${TASKROUTER}/${channel.workspace_sid}/Workers/${channel.worker_sid}/Channels/${channel.sid}`,
  };
}
