import type { Twilio } from 'twilio';

/** What the connector needs at Twilio. */
export interface TwilioPlan {
  /** Where Twilio reaches the connector. */
  readonly publicUrl: string;
  readonly queues: readonly string[];
  /** Our numbers, E.164; each must belong to the account already. */
  readonly numbers: readonly string[];
  readonly reservationSeconds: number;
}

/** The sids that go into the connector's configuration. */
export interface ProvisionedTwilio {
  readonly workspaceSid: string;
  readonly workflowSid: string;
  readonly applicationSid: string;
}

const NAME = 'CTI Connector';

/** Twilio tells only these; the connector has no use for others. */
const EVENTS = [
  'reservation.created',
  'reservation.accepted',
  'reservation.rejected',
  'reservation.timeout',
  'reservation.canceled',
  'reservation.rescinded',
  'task.canceled',
].join(',');

const activities = [
  { friendlyName: 'Available', available: true },
  { friendlyName: 'Unavailable', available: false },
  { friendlyName: 'Offline', available: false },
] as const;

/**
 * Creates or mends what the connector needs: workspace, activities, queues, workflow, TwiML app, webhooks.
 * Found by name, so that running it again changes only what differs. Changes go by sid: what twilio-node lists
 * does not always know its own.
 * Source: twilio.com/docs/taskrouter/api and twilio.com/docs/usage/api/applications.
 */
export async function provisionTwilio(client: Twilio, plan: TwilioPlan): Promise<ProvisionedTwilio> {
  const workspaceSid = await provisionWorkspace(client, plan);
  for (const activity of activities) await provisionActivity(client, workspaceSid, activity);
  const queueSids = new Map<string, string>();
  for (const queue of plan.queues) queueSids.set(queue, await provisionQueue(client, workspaceSid, queue));
  const workflowSid = await provisionWorkflow(client, workspaceSid, { plan, queueSids });
  const applicationSid = await provisionApplication(client, plan);
  for (const number of plan.numbers) await pointNumber(client, number, plan);
  return { workspaceSid, workflowSid, applicationSid };
}

async function provisionWorkspace(client: Twilio, { publicUrl }: TwilioPlan): Promise<string> {
  const wanted = {
    friendlyName: NAME,
    eventCallbackUrl: `${publicUrl}/twilio/taskrouter/events`,
    eventsFilter: EVENTS,
  };
  const [found] = await client.taskrouter.v1.workspaces.list({ friendlyName: NAME, limit: 1 });
  if (!found) return (await client.taskrouter.v1.workspaces.create(wanted)).sid;
  if (found.eventCallbackUrl !== wanted.eventCallbackUrl || found.eventsFilter !== EVENTS) {
    await client.taskrouter.v1.workspaces(found.sid).update(wanted);
  }
  return found.sid;
}

async function provisionActivity(
  client: Twilio,
  workspaceSid: string,
  wanted: (typeof activities)[number],
): Promise<void> {
  const { activities: known } = client.taskrouter.v1.workspaces(workspaceSid);
  const [found] = await known.list({ friendlyName: wanted.friendlyName, limit: 1 });
  if (!found) await known.create(wanted);
}

/** Every worker serves the queues that its attribute `queues` names. */
async function provisionQueue(client: Twilio, workspaceSid: string, queue: string): Promise<string> {
  const { taskQueues } = client.taskrouter.v1.workspaces(workspaceSid);
  const targetWorkers = `queues HAS "${queue}"`;
  const [found] = await taskQueues.list({ friendlyName: queue, limit: 1 });
  if (!found) return (await taskQueues.create({ friendlyName: queue, targetWorkers })).sid;
  if (found.targetWorkers !== targetWorkers) await taskQueues(found.sid).update({ targetWorkers });
  return found.sid;
}

async function provisionWorkflow(
  client: Twilio,
  workspaceSid: string,
  { plan, queueSids }: { plan: TwilioPlan; queueSids: ReadonlyMap<string, string> },
): Promise<string> {
  const wanted = {
    friendlyName: NAME,
    assignmentCallbackUrl: `${plan.publicUrl}/twilio/taskrouter/assignment`,
    taskReservationTimeout: plan.reservationSeconds,
    configuration: JSON.stringify({
      task_routing: {
        filters: [...queueSids].map(([name, queue]) => ({
          filter_friendly_name: name,
          expression: `queue == "${name}"`,
          targets: [{ queue }],
        })),
      },
    }),
  };
  const { workflows } = client.taskrouter.v1.workspaces(workspaceSid);
  const [found] = await workflows.list({ friendlyName: NAME, limit: 1 });
  if (!found) return (await workflows.create(wanted)).sid;
  await workflows(found.sid).update(wanted);
  return found.sid;
}

async function provisionApplication(client: Twilio, { publicUrl }: TwilioPlan): Promise<string> {
  const voiceUrl = `${publicUrl}/twilio/voice/outbound`;
  const [found] = await client.applications.list({ friendlyName: NAME, limit: 1 });
  if (!found)
    return (await client.applications.create({ friendlyName: NAME, voiceUrl, voiceMethod: 'POST' })).sid;
  if (found.voiceUrl !== voiceUrl)
    await client.applications(found.sid).update({ voiceUrl, voiceMethod: 'POST' });
  return found.sid;
}

async function pointNumber(client: Twilio, phoneNumber: string, { publicUrl }: TwilioPlan): Promise<void> {
  const wanted = {
    voiceUrl: `${publicUrl}/twilio/voice`,
    voiceMethod: 'POST',
    statusCallback: `${publicUrl}/twilio/voice/status`,
    statusCallbackMethod: 'POST',
  };
  const [found] = await client.incomingPhoneNumbers.list({ phoneNumber, limit: 1 });
  if (!found) {
    throw new Error(
      `The number ${phoneNumber} does not belong to the Twilio account. Buy it there, or take it out.`,
    );
  }
  if (found.voiceUrl !== wanted.voiceUrl || found.statusCallback !== wanted.statusCallback)
    await client.incomingPhoneNumbers(found.sid).update(wanted);
}
