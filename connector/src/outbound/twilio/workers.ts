import type Twilio from 'twilio/lib/rest/Twilio.js';
import type { AgentId } from '../../../../softphone/core/index.ts';
import { TelephonyError, type Availability } from '../../callCenter/ports/telephony.ts';

export interface Workers {
  /** The sid of the agent's worker, who is made known to TaskRouter when need be. */
  sidOf(agentId: AgentId): Promise<string>;
  /** Looks the worker up again at the next question. */
  forget(agentId: AgentId): void;
  activitySid(availability: Availability): Promise<string>;
}

const activityNames: Readonly<Record<Availability, string>> = {
  available: 'Available',
  unavailable: 'Unavailable',
  offline: 'Offline',
};

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
  let activitySids: ReadonlyMap<string, string> | undefined;

  async function activitySid(availability: Availability): Promise<string> {
    const name = activityNames[availability];
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

  async function register(agentId: AgentId): Promise<string> {
    const [known] = await workspace.workers.list({ friendlyName: agentId, limit: 1 });
    if (!known) {
      const offline = await activitySid('offline');
      const worker = await workspace.workers.create({
        friendlyName: agentId,
        attributes,
        activitySid: offline,
      });
      return worker.sid;
    }
    if (known.attributes !== attributes) await workspace.workers(known.sid).update({ attributes });
    return known.sid;
  }

  return {
    activitySid,
    async sidOf(agentId) {
      const sid = sids.get(agentId) ?? (await register(agentId));
      sids.set(agentId, sid);
      return sid;
    },
    forget: (agentId) => void sids.delete(agentId),
  };
}
