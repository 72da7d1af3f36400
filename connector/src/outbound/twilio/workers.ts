import type Twilio from 'twilio/lib/rest/Twilio.js';
import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import {
  routerNames,
  TelephonyError,
  type Availability,
  type RouterState,
  type Telephony,
} from '../../callCenter/ports/telephony.ts';
import { askTwilio, isGone } from './twilioFailure.ts';

export interface Workers {
  /** The sid of the agent's worker, who is made known to TaskRouter when need be. */
  sidOf(agentId: AgentId): Promise<string>;
  activitySid(activity: keyof typeof routerNames): Promise<string>;
  readonly state: Telephony['routerState'];
  readonly states: Telephony['routerStates'];
  readonly setAvailability: Telephony['setAvailability'];
}

/** The largest page of a list (twilio.com/docs/usage/twilios-response, "Paging"). */
const PAGE_SIZE = 1_000;

/** An answer about a worker, with its headers. */
interface Answer {
  readonly body: { readonly activitySid: string; readonly dateStatusChanged: Date };
  readonly headers: unknown;
}

/**
 * The agents as TaskRouter's workers: named by agent id, so that events name the agent, and without personal data.
 * Source: twilio.com/docs/taskrouter/api/worker.
 */
export function createWorkers(
  client: Twilio,
  { workspaceSid, queues }: { workspaceSid: string; queues: readonly string[] },
): Workers {
  const workspace = client.taskrouter.v1.workspaces(workspaceSid);
  const attributes = JSON.stringify({ queues });
  const sids = new Map<AgentId, string>();
  /** How this connector has left each worker. */
  const own = new Map<AgentId, string>();
  let activitySids: ReadonlyMap<string, string> | undefined;

  async function activitySid(activity: keyof typeof routerNames): Promise<string> {
    const name = routerNames[activity];
    activitySids ??= new Map(
      (await workspace.activities.list()).map((each) => [each.friendlyName, each.sid]),
    );
    const sid = activitySids.get(name);
    if (sid !== undefined) return sid;
    activitySids = undefined;
    throw new TelephonyError('TELEPHONY_REFUSED', {
      cause: new Error(`The TaskRouter workspace has no activity ${name}. Run the provisioning again.`),
    });
  }

  async function sidOf(agentId: AgentId): Promise<string> {
    const sid = sids.get(agentId) ?? (await register(agentId));
    sids.set(agentId, sid);
    return sid;
  }

  async function register(agentId: AgentId): Promise<string> {
    const [known] = await workspace.workers.list({ friendlyName: agentId, limit: 1 });
    if (!known) {
      const offline = await activitySid('offline');
      const made = await workspace.workers.createWithHttpInfo({
        friendlyName: agentId,
        attributes,
        activitySid: offline,
      });
      own.set(agentId, markOf(made));
      return made.body.sid;
    }
    if (known.attributes !== attributes) await workspace.workers(known.sid).update({ attributes });
    return known.sid;
  }

  /** Asks about the agent's worker; looks it up again when it was deleted. */
  async function atWorker<Answer>(
    agentId: AgentId,
    ask: (worker: ReturnType<typeof workspace.workers>) => Promise<Answer>,
  ): Promise<Answer> {
    const attempt = () => askTwilio(async () => ask(workspace.workers(await sidOf(agentId))));
    try {
      return await attempt();
    } catch (failure) {
      if (!isGone(failure)) throw failure;
      sids.delete(agentId);
      return attempt();
    }
  }

  return {
    sidOf,
    activitySid,

    async state(agentId) {
      const read = await atWorker(agentId, (worker) => worker.fetchWithHttpInfo());
      const version = versionOf(read);
      return {
        ...stateOf(read.body),
        own: own.get(agentId) === markOf(read),
        ...(version !== undefined && { version }),
      };
    },

    async states() {
      return (await workspace.workers.list({ pageSize: PAGE_SIZE })).map(stateOf);
    },

    async setAvailability(agentId, availability, version) {
      const change = {
        rejectPendingReservations: availability !== 'available',
        ...(version !== undefined && { ifMatch: version }),
      };
      const written = await atWorker(agentId, async (worker) =>
        worker.updateWithHttpInfo({ activitySid: await activitySid(availability), ...change }),
      );
      own.set(agentId, markOf(written));
    },
  };
}

/** Another one after a change by somebody else. Without versions, a change and its opposite within a second look alike. */
function markOf(answer: Answer): string {
  const { activitySid, dateStatusChanged } = answer.body;
  return versionOf(answer) ?? `${activitySid} ${dateStatusChanged.getTime()}`;
}

function versionOf({ headers }: Answer): string | undefined {
  const { etag } = headers as { etag?: unknown };
  return typeof etag === 'string' ? etag : undefined;
}

interface Worker {
  readonly friendlyName: string;
  readonly activityName: string;
  readonly available: boolean;
  readonly dateStatusChanged: Date;
}

function stateOf({ friendlyName, activityName, available, dateStatusChanged }: Worker): RouterState {
  return {
    agentId: friendlyName as AgentId,
    availability: availabilityOf(activityName, available),
    stateName: activityName,
    since: dateStatusChanged.getTime() as Instant,
  };
}

function availabilityOf(activityName: string, available: boolean): Availability {
  if (available) return 'available';
  return activityName === routerNames.offline ? 'offline' : 'unavailable';
}
