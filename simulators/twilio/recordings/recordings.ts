import type { Clock } from '../../shared/clock.ts';
import type { Frame } from '../../shared/media/audioLine.ts';
import { API_VERSION, newSid, rfc2822, secondsBetween, type Account } from '../account.ts';
import type { Talk } from '../sound.ts';
import { progressCallback, type ProgressCallback } from '../webhooks/progressCallback.ts';
import type { Params } from '../webhooks/signature.ts';
import type { WebhookSender } from '../webhooks/webhookSender.ts';

/** That a conference is recorded from its start, and where that is told. */
export interface RecordingPlan {
  readonly callback: ProgressCallback | undefined;
}

/** Reads `ConferenceRecord` and its callback; `undefined` when nothing is to be recorded. */
export function recordingPlan(read: (name: string) => string | undefined): RecordingPlan | undefined {
  const wanted = read('ConferenceRecord');
  if (wanted !== 'true' && wanted !== 'record-from-start') return undefined;
  return { callback: progressCallback(read, 'ConferenceRecordingStatusCallback') };
}

/** One recording of a conference: everything that its parties hear of each other, in one channel. */
export interface Recording {
  readonly sid: string;
  readonly conferenceSid: string;
  readonly startedAt: number;
  readonly frames: readonly Frame[];
  status: 'in-progress' | 'processing' | 'completed' | 'absent';
  updatedAt: number;
  endedAt: number | undefined;
}

/** All recordings of the account. They are kept in memory. */
export interface Recordings {
  /** Records the talk until the returned function is called. */
  begin(conference: { readonly sid: string; readonly talk: Talk }, plan: RecordingPlan): () => void;
  /** Oldest first. */
  all(): readonly Recording[];
  find(sid: string): Recording | undefined;
  remove(sid: string): void;
}

export interface RecordingsOptions {
  readonly account: Account;
  readonly clock: Clock;
  readonly webhooks: WebhookSender;
}

/** How long the stand-in takes to make a recording ready, and what is too short to be one. */
const PROCESSING_MS = 1_000;
const SHORTEST_MS = 1_000;

/** Source: twilio.com/docs/voice/api/recording and twilio.com/docs/voice/twiml/conference, "record". */
export function createRecordings({ account, clock, webhooks }: RecordingsOptions): Recordings {
  const recordings = new Map<string, Recording>();

  function tell(recording: Recording, { callback }: RecordingPlan) {
    if (!callback?.events.includes(recording.status)) return;
    webhooks.notify({
      kind: 'recording',
      url: callback.url,
      method: callback.method,
      params: paramsOf(account, recording),
    });
  }

  function move(recording: Recording, status: Recording['status'], plan: RecordingPlan) {
    recording.status = status;
    recording.updatedAt = clock.now();
    tell(recording, plan);
  }

  return {
    begin({ sid, talk }, plan) {
      const frames: Frame[] = [];
      const recording: Recording = {
        sid: newSid('RE'),
        conferenceSid: sid,
        startedAt: clock.now(),
        frames,
        status: 'in-progress',
        updatedAt: clock.now(),
        endedAt: undefined,
      };
      recordings.set(recording.sid, recording);
      const stop = talk.record((frame) => frames.push(frame));
      tell(recording, plan);
      return () => {
        stop();
        recording.endedAt = clock.now();
        move(recording, 'processing', plan);
        const absent = recording.endedAt - recording.startedAt < SHORTEST_MS;
        clock.schedule(PROCESSING_MS, () => move(recording, absent ? 'absent' : 'completed', plan));
      };
    },
    all: () => [...recordings.values()],
    find: (sid) => recordings.get(sid),
    remove: (sid) => void recordings.delete(sid),
  };
}

/** Whole seconds; of a recording that goes on, none. */
export function durationOf({ startedAt, endedAt }: Recording): number | undefined {
  return endedAt === undefined ? undefined : secondsBetween(startedAt, endedAt);
}

function paramsOf({ accountSid }: Account, recording: Recording): Params {
  const { sid, conferenceSid, status, startedAt } = recording;
  const duration = durationOf(recording);
  return {
    AccountSid: accountSid,
    ConferenceSid: conferenceSid,
    RecordingSid: sid,
    RecordingUrl: `https://api.twilio.com/${API_VERSION}/Accounts/${accountSid}/Recordings/${sid}`,
    RecordingStatus: status,
    RecordingChannels: '1',
    RecordingStartTime: rfc2822(startedAt),
    RecordingSource: 'Conference',
    ...(duration === undefined ? {} : { RecordingDuration: String(duration) }),
  };
}
