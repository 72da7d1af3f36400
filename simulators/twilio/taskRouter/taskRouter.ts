import type { Call } from '../calls/call.ts';
import type { Calls } from '../calls/calls.ts';
import type { Conferences } from '../conferences/conferences.ts';
import type { Queues } from '../queues/queues.ts';
import { connectByConference } from './conferenceInstruction.ts';
import type { Engine, Instruction } from './engine.ts';
import type { EnqueuedTasks } from './enqueuedTasks.ts';
import { accept, conclude } from './reservations.ts';
import { routeTasks } from './routing.ts';
import type { Reservation } from './task.ts';
import { cancelTask, createTask } from './tasks.ts';
import { setActivity } from './workers.ts';

/** What a request about a reservation cannot have; `code` is Twilio's error number. */
export interface InstructionRefusal {
  readonly code: number;
  readonly message: string;
}

/** TaskRouter with its hands on the telephone. */
export interface TaskRouter {
  readonly engine: Engine;
  readonly enqueuedTasks: EnqueuedTasks;
  /** Carries out an instruction, or says why not. */
  instruct(reservation: Reservation, instruction: Instruction): InstructionRefusal | undefined;
}

export interface TaskRouterOptions extends Omit<
  Engine,
  | 'tasks'
  | 'reservations'
  | 'occupying'
  | 'events'
  | 'lastReservedAt'
  | 'workerVersions'
  | 'routeSoon'
  | 'obey'
> {
  readonly calls: Calls;
  readonly conferences: Conferences;
  readonly queues: Queues;
}

export function createTaskRouter(options: TaskRouterOptions): TaskRouter {
  const { account, clock, records, webhooks, ...voice } = options;
  let routing = false;
  const engine: Engine = {
    account,
    clock,
    records,
    webhooks,
    tasks: new Map(),
    reservations: new Map(),
    occupying: new Set(),
    events: [],
    lastReservedAt: new Map(),
    workerVersions: new Map(),
    routeSoon() {
      if (routing) return;
      routing = true;
      clock.schedule(0, () => {
        routing = false;
        routeTasks(engine);
      });
    },
    obey: (reservation, instruction) => {
      instruct(reservation, instruction);
    },
  };

  function instruct(reservation: Reservation, instruction: Instruction): InstructionRefusal | undefined {
    if (reservation.status !== 'pending') return notPending(reservation);
    switch (instruction.name) {
      case 'accept':
        accept(engine, reservation);
        return undefined;
      case 'reject': {
        const activity = records.activities.find(instruction.property('ActivitySid'));
        conclude(engine, reservation, 'rejected');
        if (activity) setActivity(engine, reservation.workerSid, activity);
        return undefined;
      }
      case 'conference':
        return connectByConference({ engine, ...voice }, reservation, instruction);
      default:
        return {
          code: 40_001,
          message: `The stand-in does not carry out the instruction "${instruction.name}"`,
        };
    }
  }

  const enqueuedTasks: EnqueuedTasks = {
    create({ workflowSid, call, attributes, priority, timeoutSeconds }) {
      const workflow = records.workflows.find(workflowSid);
      if (!workflow) return undefined;
      const { sid } = createTask(engine, {
        workspaceSid: workflow.workspace_sid,
        workflowSid,
        attributes: { ...callAttributes(call, account.accountSid), ...attributes },
        channelName: 'voice',
        priority,
        timeoutSeconds,
      });
      return sid;
    },
    cancel(taskSid, reason) {
      const task = engine.tasks.get(taskSid);
      if (task) cancelTask(engine, task, reason);
    },
  };
  return { engine, enqueuedTasks, instruct };
}

/** 40144 when the caller is gone; 40136 when the reservation is over for another reason. */
function notPending({ sid, task }: Reservation): InstructionRefusal {
  if (task.status === 'canceled') return { code: 40_144, message: `Reservation ${sid} is no longer Pending` };
  return {
    code: 40_136,
    message: `Unable to execute instruction. Reservation ${sid} is not currently in a Pending state.`,
  };
}

/** What a task of a caller always knows; twilio.com/docs/taskrouter/twiml-queue-calls. */
function callAttributes(call: Call, accountSid: string) {
  return {
    from_country: null,
    called: call.to,
    to_country: null,
    caller: call.from,
    call_sid: call.sid,
    account_sid: accountSid,
    direction: call.direction,
    from: call.from,
    to: call.to,
    api_version: '2010-04-01',
  };
}
