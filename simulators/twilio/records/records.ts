import type { HttpMethod } from '../webhooks/progressCallback.ts';
import type { Collection, RecordStore, TwilioRecord } from './recordStore.ts';

/** How a number or an application answers calls. */
export interface VoiceSettings extends TwilioRecord {
  readonly voice_url: string;
  readonly voice_method: HttpMethod;
  readonly voice_fallback_url: string;
  readonly voice_fallback_method: HttpMethod;
  readonly status_callback: string;
  readonly status_callback_method: HttpMethod;
  readonly friendly_name: string;
}

export interface PhoneNumberRecord extends VoiceSettings {
  readonly phone_number: string;
  readonly voice_application_sid: string;
}

export type ApplicationRecord = VoiceSettings;

export interface WorkspaceRecord extends TwilioRecord {
  readonly friendly_name: string;
  readonly event_callback_url: string;
  /** Event types separated by commas; empty means all. */
  readonly events_filter: string;
  readonly timeout_activity_sid: string;
  readonly default_activity_sid: string;
}

interface InWorkspace extends TwilioRecord {
  readonly workspace_sid: string;
  readonly friendly_name: string;
  readonly date_updated: string;
}

export interface ActivityRecord extends InWorkspace {
  readonly available: boolean;
}

export interface TaskChannelRecord extends InWorkspace {
  readonly unique_name: string;
}

export interface TaskQueueRecord extends InWorkspace {
  readonly target_workers: string;
}

export interface WorkflowRecord extends InWorkspace {
  /** JSON text; twilio.com/docs/taskrouter/workflow-configuration. */
  readonly configuration: string;
  readonly assignment_callback_url: string;
  readonly fallback_assignment_callback_url: string;
  readonly task_reservation_timeout: number;
}

export interface WorkerRecord extends InWorkspace {
  readonly activity_sid: string;
  readonly activity_name: string;
  readonly available: boolean;
  /** JSON text. */
  readonly attributes: string;
  readonly date_status_changed: string;
}

export interface WorkerChannelRecord extends TwilioRecord {
  readonly worker_sid: string;
  readonly workspace_sid: string;
  readonly task_channel_sid: string;
  readonly task_channel_unique_name: string;
  readonly configured_capacity: number;
  readonly available: boolean;
  readonly date_created: string;
  readonly date_updated: string;
}

/** An API key with its secret, which the API shows only once. */
export interface KeyRecord extends TwilioRecord {
  readonly friendly_name: string;
  readonly date_created: string;
  readonly date_updated: string;
  readonly secret: string;
}

/** What the account owns and keeps over a restart. */
export interface Records {
  readonly keys: Collection<KeyRecord>;
  readonly phoneNumbers: Collection<PhoneNumberRecord>;
  readonly applications: Collection<ApplicationRecord>;
  readonly workspaces: Collection<WorkspaceRecord>;
  readonly activities: Collection<ActivityRecord>;
  readonly taskChannels: Collection<TaskChannelRecord>;
  readonly taskQueues: Collection<TaskQueueRecord>;
  readonly workflows: Collection<WorkflowRecord>;
  readonly workers: Collection<WorkerRecord>;
  readonly workerChannels: Collection<WorkerChannelRecord>;
}

export function openRecords(store: RecordStore): Records {
  return {
    keys: store.collection('keys'),
    phoneNumbers: store.collection('phoneNumbers'),
    applications: store.collection('applications'),
    workspaces: store.collection('workspaces'),
    activities: store.collection('activities'),
    taskChannels: store.collection('taskChannels'),
    taskQueues: store.collection('taskQueues'),
    workflows: store.collection('workflows'),
    workers: store.collection('workers'),
    workerChannels: store.collection('workerChannels'),
  };
}
