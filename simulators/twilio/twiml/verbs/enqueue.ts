import { createHoldMusic } from '../../../shared/media/soundSource.ts';
import type { QueueEntry, QueueResult } from '../../queues/queues.ts';
import { methodOf } from '../../webhooks/progressCallback.ts';
import type { Params } from '../../webhooks/signature.ts';
import { playDocuments } from '../documents.ts';
import { Interrupted, interruptible, type Interruption } from '../interruptible.ts';
import { TwimlRefused, type TwimlElement } from '../parseTwiml.ts';
import {
  addressIn,
  CONTINUE,
  goTo,
  integerOf,
  tellAction,
  type Next,
  type TwimlRun,
  type Verb,
} from '../twimlRun.ts';

/**
 * Puts the caller into a queue; with a workflow, TaskRouter gets a task for the caller.
 * Source: twilio.com/docs/voice/twiml/enqueue.
 */
export const enqueue: Verb = async (element, run) => {
  const { workflowSid, action, method } = element.attributes;
  const { queues, tasks } = run.parts;
  const waiting = new AbortController();
  const stopWaiting = () => {
    waiting.abort(new Interrupted('redirected'));
  };
  let finish: (result: QueueResult) => void = () => undefined;
  const entry = queues.enter(workflowSid ?? element.text, run.call, {
    onBridged: stopWaiting,
    onUnbridged: () => {
      finish('bridged');
    },
  });
  if (!entry) return afterQueue(element, run, { QueueResult: 'queue-full', QueueSid: '', QueueTime: '0' });
  const taskSid = workflowSid === undefined ? undefined : createTask(element, run, workflowSid);
  let result: QueueResult;
  try {
    result = await interruptible(run.signal, (resolve, reject) => {
      finish = resolve;
      const signal = AbortSignal.any([run.signal, waiting.signal]);
      entertain(element, entry, { ...run, signal }).then(resolve, (error: unknown) => {
        if (!signal.aborted) reject(error as Error);
      });
      return stopWaiting;
    });
  } catch (error) {
    if (taskSid !== undefined) tasks.cancel(taskSid, error instanceof Interrupted ? error.why : 'error');
    if (error instanceof Interrupted && action !== undefined)
      tellAction(run, { action, method }, queueParams(entry, cutOff(error.why, entry)));
    throw error;
  } finally {
    entry.remove();
  }
  if (taskSid !== undefined && result !== 'bridged') tasks.cancel(taskSid, result);
  return afterQueue(element, run, queueParams(entry, result));
};

function afterQueue({ attributes: { action, method } }: TwimlElement, run: TwimlRun, params: Params): Next {
  return action === undefined ? CONTINUE : goTo(run, { action, method }, params);
}

function createTask(element: TwimlElement, run: TwimlRun, workflowSid: string): string {
  const task = element.children.find(({ name }) => name === 'Task');
  const taskSid = run.parts.tasks.create({
    workflowSid,
    call: run.call,
    attributes: attributesOf(task?.text ?? ''),
    priority: integerOf(task?.attributes.priority, 0),
    timeoutSeconds: task?.attributes.timeout === undefined ? undefined : Number(task.attributes.timeout),
  });
  if (taskSid === undefined) throw new TwimlRefused(14_221, `There is no workflow ${workflowSid}`);
  return taskSid;
}

function attributesOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text === '' ? '{}' : text) as Readonly<Record<string, unknown>>;
  } catch {
    throw new TwimlRefused(14_220, 'The attributes of <Task> are no JSON');
  }
}

function cutOff(why: Interruption, { bridged }: QueueEntry): QueueResult {
  if (why === 'hangup') return bridged ? 'bridged' : 'hangup';
  return bridged ? 'redirected-from-bridged' : 'redirected';
}

function queueParams(entry: QueueEntry, result: QueueResult) {
  const { QueueSid = '', QueueTime = '' } = entry.params();
  return { QueueResult: result, QueueSid, QueueTime };
}

const waitVerbs = ['Play', 'Say', 'Pause', 'Hangup', 'Redirect', 'Leave', 'Gather'];

/** Music, or the documents of `waitUrl` over and over, until the caller leaves or is taken out. */
async function entertain(element: TwimlElement, entry: QueueEntry, run: TwimlRun): Promise<QueueResult> {
  const { waitUrl, waitUrlMethod } = element.attributes;
  if (waitUrl !== undefined && waitUrl !== '') {
    const start = { url: addressIn(run, waitUrl), method: methodOf(waitUrlMethod) };
    const end = await playDocuments({ start, verbs: waitVerbs, again: true, params: entry.params }, run);
    if (end === 'leave') return 'leave';
    run.call.end();
  }
  return interruptible<QueueResult>(run.signal, () => {
    run.hear(createHoldMusic());
    return () => {
      run.hear(undefined);
    };
  });
}
