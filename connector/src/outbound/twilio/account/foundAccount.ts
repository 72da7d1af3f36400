import type Twilio from 'twilio/lib/rest/Twilio.js';
import type { FoundResource } from './resource.ts';
import { withQueues } from './routing.ts';
import { eventList } from './wantedAccount.ts';

/**
 * Reads what there is, in the shape of what is wanted. Everything rejects with twilio-node's error: `status` and
 * `code` for an answer, neither for no answer.
 */
export function accountReader(client: Twilio) {
  const workspaceAt = (sid: string) => client.taskrouter.v1.workspaces(sid);
  return {
    async workspaces(): Promise<readonly FoundResource[]> {
      return (await client.taskrouter.v1.workspaces.list()).map(workspaceFound);
    },
    async workspace(sid: string): Promise<FoundResource> {
      return workspaceFound(await workspaceAt(sid).fetch());
    },
    async activities(workspaceSid: string): Promise<readonly FoundResource[]> {
      const { timeoutActivitySid } = await workspaceAt(workspaceSid).fetch();
      return (await workspaceAt(workspaceSid).activities.list()).map(({ sid, friendlyName, available }) => ({
        kind: 'activity',
        sid,
        name: friendlyName,
        settings: { available, afterTimeout: sid === timeoutActivitySid },
      }));
    },
    async queues(workspaceSid: string): Promise<readonly FoundResource[]> {
      return (await workspaceAt(workspaceSid).taskQueues.list()).map(
        ({ sid, friendlyName, targetWorkers }) => ({
          kind: 'queue',
          sid,
          name: friendlyName,
          settings: { targetWorkers },
        }),
      );
    },
    async workflows(
      workspaceSid: string,
      queues: readonly FoundResource[],
    ): Promise<readonly FoundResource[]> {
      const found = await workspaceAt(workspaceSid).workflows.list();
      return found.map((each) => workflowFound(each, queues));
    },
    async workflow(
      { workspaceSid, sid }: { workspaceSid: string; sid: string },
      queues: readonly FoundResource[],
    ): Promise<FoundResource> {
      return workflowFound(await workspaceAt(workspaceSid).workflows(sid).fetch(), queues);
    },
    async applications(): Promise<readonly FoundResource[]> {
      return (await client.applications.list()).map(applicationFound);
    },
    async application(sid: string): Promise<FoundResource> {
      return applicationFound(await client.applications(sid).fetch());
    },
    async numbers(): Promise<readonly FoundResource[]> {
      return (await client.incomingPhoneNumbers.list({ pageSize: 1000 })).map(numberFound);
    },
    async number(phoneNumber: string): Promise<FoundResource | undefined> {
      const [found] = await client.incomingPhoneNumbers.list({ phoneNumber, limit: 1 });
      return found && numberFound(found);
    },
    /** Whether calls may go out with this number: the account's own, or one that it has verified. */
    async mayShow(phoneNumber: string): Promise<boolean> {
      const [own] = await client.incomingPhoneNumbers.list({ phoneNumber, limit: 1 });
      if (own) return true;
      return (await client.outgoingCallerIds.list({ phoneNumber, limit: 1 })).length > 0;
    },
  };
}

export type AccountReader = ReturnType<typeof accountReader>;

interface Workspace {
  readonly sid: string;
  readonly friendlyName: string;
  readonly eventCallbackUrl: string | null;
  readonly eventsFilter: string | null;
  readonly multiTaskEnabled: boolean;
}

function workspaceFound(found: Workspace): FoundResource {
  const events = (found.eventsFilter ?? '').split(',').map((name) => name.trim());
  return {
    kind: 'workspace',
    sid: found.sid,
    name: found.friendlyName,
    settings: {
      eventCallbackUrl: found.eventCallbackUrl ?? '',
      eventsFilter: eventList(events),
      multiTaskEnabled: found.multiTaskEnabled,
    },
  };
}

interface Workflow {
  readonly sid: string;
  readonly friendlyName: string;
  readonly assignmentCallbackUrl: string | null;
  readonly taskReservationTimeout: number;
  readonly configuration: string;
}

function workflowFound(found: Workflow, queues: readonly FoundResource[]): FoundResource {
  return {
    kind: 'workflow',
    sid: found.sid,
    name: found.friendlyName,
    settings: {
      assignmentCallbackUrl: found.assignmentCallbackUrl ?? '',
      taskReservationTimeout: found.taskReservationTimeout,
      routing: withQueues(found.configuration, new Map(queues.map(({ sid, name }) => [sid, name]))),
    },
  };
}

interface Application {
  readonly sid: string;
  readonly friendlyName: string | null;
  readonly voiceUrl: string | null;
  readonly voiceMethod: string | null;
}

function applicationFound(found: Application): FoundResource {
  return {
    kind: 'application',
    sid: found.sid,
    name: found.friendlyName ?? '',
    settings: { voiceUrl: found.voiceUrl ?? '', voiceMethod: found.voiceMethod ?? '' },
  };
}

interface PhoneNumber extends Application {
  readonly phoneNumber: string;
  readonly voiceFallbackUrl: string | null;
  readonly voiceFallbackMethod: string | null;
  readonly statusCallback: string | null;
  readonly statusCallbackMethod: string | null;
  readonly voiceApplicationSid: string | null;
  readonly trunkSid: string | null;
  readonly capabilities: unknown;
}

function numberFound(found: PhoneNumber): FoundResource {
  const unfit = unfitness(found);
  return {
    kind: 'number',
    sid: found.sid,
    name: found.phoneNumber,
    settings: {
      voiceUrl: found.voiceUrl ?? '',
      voiceMethod: found.voiceMethod ?? '',
      voiceFallbackUrl: found.voiceFallbackUrl ?? '',
      voiceFallbackMethod: found.voiceFallbackMethod ?? '',
      statusCallback: found.statusCallback ?? '',
      statusCallbackMethod: found.statusCallbackMethod ?? '',
      voiceApplicationSid: found.voiceApplicationSid ?? '',
    },
    ...(unfit !== undefined && { unfit }),
  };
}

function unfitness({ capabilities, trunkSid }: PhoneNumber): string | undefined {
  if ((capabilities as { voice?: boolean } | null)?.voice === false) return 'It takes no calls.';
  if (trunkSid)
    return `The SIP trunk ${trunkSid} takes its calls. Take it out of the trunk in Twilio's console.`;
  return undefined;
}
