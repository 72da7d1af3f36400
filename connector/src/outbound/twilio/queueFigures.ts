import type Twilio from 'twilio/lib/rest/Twilio.js';
import type { QueueFigures } from '../../../../softphone/core/index.ts';
import type { QueueBoard } from '../../callCenter/ports/queueBoard.ts';
import { askTwilio } from './twilioFailure.ts';

export interface QueueBoardParts {
  readonly client: Twilio;
  readonly workspaceSid: string;
  /** The centre's queues, by name. */
  readonly queues: readonly string[];
}

/**
 * `QueueBoard` on TaskRouter's real-time statistics, one request for each queue.
 * Source: twilio.com/docs/taskrouter/api/taskqueue-statistics.
 */
export function createQueueBoard({ client, workspaceSid, queues }: QueueBoardParts): QueueBoard {
  const workspace = client.taskrouter.v1.workspaces(workspaceSid);
  let sids: readonly (readonly [queue: string, sid: string])[] | undefined;

  async function queueSids() {
    const known = await workspace.taskQueues.list();
    return known
      .filter(({ friendlyName }) => queues.includes(friendlyName))
      .map(({ friendlyName, sid }) => [friendlyName, sid] as const);
  }

  async function figuresOf(sid: string): Promise<QueueFigures> {
    const now = await workspace.taskQueues(sid).realTimeStatistics().fetch();
    return {
      waiting: waitingIn(now.tasksByStatus),
      longestWaitSeconds: now.longestTaskWaitingAge,
      ready: now.totalAvailableWorkers,
    };
  }

  return {
    figures: () =>
      askTwilio(async () => {
        try {
          sids ??= await queueSids();
          return new Map(
            await Promise.all(sids.map(async ([queue, sid]) => [queue, await figuresOf(sid)] as const)),
          );
        } catch (cause) {
          // A queue may have been made anew, with another sid.
          sids = undefined;
          throw cause;
        }
      }),
  };
}

/** A call that is reserved has not been answered: its caller still waits. */
function waitingIn(tasksByStatus: unknown): number {
  const { pending, reserved } = (tasksByStatus ?? {}) as Readonly<Record<string, unknown>>;
  return [pending, reserved].reduce<number>((sum, each) => sum + (typeof each === 'number' ? each : 0), 0);
}
