import type { Clock } from '../../shared/clock.ts';
import { silence } from '../../shared/media/soundSource.ts';
import { API_VERSION, newSid, rfc2822, type Account } from '../account.ts';
import type { Params } from '../webhooks/signature.ts';
import type { WebhookSender } from '../webhooks/webhookSender.ts';
import { goesOn, type Channels, type Recorded, type Recording, type RecordingPlan } from './recording.ts';

/** All recordings of the account. They are kept in memory. */
export interface Recordings {
  /** Records what `listen` gives, until it is stopped. */
  begin(of: Recorded, plan: RecordingPlan, listen: Listen): Recording;
  /** Oldest first. */
  all(): readonly Recording[];
  find(sid: string): Recording | undefined;
  remove(sid: string): void;
}

/** Gives sound until the returned function is called. */
export type Listen = (push: (channels: Channels) => void) => () => void;

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

  function tell(recording: Recording) {
    const { callback, status } = recording;
    if (!callback?.events.includes(status)) return;
    const { url, method } = callback;
    webhooks.notify({ kind: 'recording', url, method, params: paramsOf(account, recording) });
  }

  return {
    begin(of, plan, listen) {
      const startedAt = clock.now();
      const sound: Channels[] = [];
      let status: Recording['status'] = 'in-progress';
      let updatedAt = startedAt;
      let endedAt: number | undefined;
      let paused: 'silence' | 'skip' | undefined;
      let skippedMs = 0;
      let pausedAt = startedAt;

      const recording: Recording = {
        ...plan,
        sid: newSid('RE'),
        of,
        startedAt,
        sound,
        get status() {
          return status;
        },
        get updatedAt() {
          return updatedAt;
        },
        get seconds() {
          return endedAt === undefined ? undefined : Math.round((endedAt - startedAt - skippedMs) / 1000);
        },
        pause(behavior) {
          if (status !== 'in-progress') return;
          paused = behavior;
          pausedAt = clock.now();
          move('paused');
        },
        resume() {
          if (status !== 'paused') return;
          endPause();
          move('in-progress');
        },
        stop({ byRequest = false, worthless = false } = {}) {
          if (!goesOn(recording)) return;
          endPause();
          stopListening();
          endedAt = clock.now();
          move(byRequest ? 'stopped' : 'processing');
          const absent = worthless || endedAt - startedAt < SHORTEST_MS;
          clock.schedule(PROCESSING_MS, () => {
            move(absent ? 'absent' : 'completed');
            tell(recording);
          });
        },
      };

      function move(next: Recording['status']) {
        status = next;
        updatedAt = clock.now();
      }

      function endPause() {
        if (paused === 'skip') skippedMs += clock.now() - pausedAt;
        paused = undefined;
      }

      recordings.set(recording.sid, recording);
      const stopListening = listen((channels) => {
        if (paused === 'skip') return;
        sound.push(paused ? channels.map(silence) : channels);
      });
      tell(recording);
      return recording;
    },
    all: () => [...recordings.values()],
    find: (sid) => recordings.get(sid),
    remove: (sid) => void recordings.delete(sid),
  };
}

/** Where a recording is at Twilio's. */
export function addressOf({ accountSid }: Account, { sid }: Recording): string {
  return `https://api.twilio.com/${API_VERSION}/Accounts/${accountSid}/Recordings/${sid}`;
}

/** Source: twilio.com/docs/voice/api/recording#recording-status-callback. */
function paramsOf(account: Account, recording: Recording): Params {
  const { of, sid, status, startedAt, seconds, channels, source, track } = recording;
  return {
    AccountSid: account.accountSid,
    ...('callSid' in of
      ? { CallSid: of.callSid, RecordingTrack: track }
      : { ConferenceSid: of.conferenceSid }),
    RecordingSid: sid,
    RecordingUrl: addressOf(account, recording),
    RecordingStatus: status,
    RecordingChannels: String(channels),
    RecordingStartTime: rfc2822(startedAt),
    RecordingSource: source,
    ...(seconds === undefined ? {} : { RecordingDuration: String(seconds) }),
  };
}
