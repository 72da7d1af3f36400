import type Twilio from 'twilio/lib/rest/Twilio.js';
import type {
  FoundResource,
  ResourceKind,
  Settings,
} from '../../connector/src/outbound/twilio/account/resource.ts';
import { withQueues } from '../../connector/src/outbound/twilio/account/routing.ts';
import type { Step } from './plan.ts';

export interface ApiKey {
  readonly sid: string;
  /** Twilio tells it once. */
  readonly secret: string;
}

/** What carrying out a step needs to know of the steps before. */
export interface Progress {
  readonly workspaceSid: string;
  /** Sids of the workspace's queues by name. */
  readonly queueSids: ReadonlyMap<string, string>;
}

/** The sid that a step leaves behind, and the secret of a new key; `undefined` when nothing is left. */
export interface Outcome {
  readonly sid: string;
  readonly secret?: string;
}

/**
 * Carries one step out. Changes go by sid: what twilio-node lists does not always know its own.
 * Rejects with twilio-node's error.
 */
export async function carryOut(client: Twilio, step: Step, progress: Progress): Promise<Outcome | undefined> {
  switch (step.action) {
    case 'create':
      return create(client, step, progress);
    case 'change':
      await change(client, step, progress);
      return { sid: step.sid };
    case 'remove':
      await remove(client, step, progress);
      return undefined;
    case 'keep':
    case 'leave':
      return { sid: step.sid };
    case 'refuse':
      return undefined;
  }
}

type Of<Action extends Step['action']> = Extract<Step, { action: Action }>;

async function create(
  client: Twilio,
  { kind, name, settings }: Of<'create'>,
  progress: Progress,
): Promise<Outcome> {
  const workspace = () => client.taskrouter.v1.workspaces(progress.workspaceSid);
  const wanted = { friendlyName: name, ...settings };
  switch (kind) {
    case 'workspace':
      return client.taskrouter.v1.workspaces.create(wanted);
    case 'activity': {
      const { sid } = await workspace().activities.create(wanted);
      if (settings['afterTimeout'] === true) await workspace().update({ timeoutActivitySid: sid });
      return { sid };
    }
    case 'queue':
      return workspace().taskQueues.create(wanted);
    case 'workflow':
      return workspace().workflows.create({
        friendlyName: name,
        configuration: '',
        ...sent(settings, progress),
      });
    case 'application':
      return client.applications.create(wanted);
    case 'apiKey': {
      const { sid, secret } = await client.newKeys.create({ friendlyName: name });
      return { sid, secret };
    }
    case 'number':
      throw new Error('Numbers are bought in the console, never here.');
  }
}

async function change(
  client: Twilio,
  { kind, sid, changes }: Of<'change'>,
  progress: Progress,
): Promise<unknown> {
  const workspace = () => client.taskrouter.v1.workspaces(progress.workspaceSid);
  const wanted = Object.fromEntries(changes.map(({ setting, to }) => [setting, to]));
  switch (kind) {
    case 'workspace':
      return client.taskrouter.v1.workspaces(sid).update(wanted);
    case 'queue':
      return workspace().taskQueues(sid).update(wanted);
    case 'workflow':
      return workspace().workflows(sid).update(sent(wanted, progress));
    case 'application':
      return client.applications(sid).update(wanted);
    case 'number':
      return client.incomingPhoneNumbers(sid).update(wanted);
    // What else an activity is, Twilio fixes when it creates it.
    case 'activity':
      return workspace().update({ timeoutActivitySid: sid });
    case 'apiKey':
      throw new Error(`Twilio does not let the ${kind} ${sid} be changed.`);
  }
}

const silence = { voiceUrl: '', voiceFallbackUrl: '', statusCallback: '' };

async function remove(client: Twilio, { kind, sid }: Of<'remove'>, progress: Progress): Promise<unknown> {
  const workspace = () => client.taskrouter.v1.workspaces(progress.workspaceSid);
  switch (kind) {
    case 'workspace':
      return client.taskrouter.v1.workspaces(sid).remove();
    case 'queue':
      return workspace().taskQueues(sid).remove();
    case 'application':
      return client.applications(sid).remove();
    case 'apiKey':
      return client.keys(sid).remove();
    // The number stays the account's: only its calls come here no more.
    case 'number':
      return client.incomingPhoneNumbers(sid).update(silence);
    case 'activity':
    case 'workflow':
      throw new Error(`The ${kind} ${sid} goes with its workspace.`);
  }
}

/** A workflow's settings as Twilio takes them: the routing as its configuration, with the sids of queues. */
function sent({ routing, ...settings }: Settings, { queueSids }: Progress): Settings {
  return {
    ...settings,
    ...(typeof routing === 'string' && { configuration: withQueues(routing, queueSids) }),
  };
}

/** What is known of the workspace before anything is done. */
export function progressOf(resources: readonly FoundResource[], workspaceSid: string): Progress {
  const ofKind = (wanted: ResourceKind) => resources.filter(({ kind }) => kind === wanted);
  return { workspaceSid, queueSids: new Map(ofKind('queue').map(({ name, sid }) => [name, sid])) };
}
