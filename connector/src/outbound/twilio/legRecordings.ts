import type Twilio from 'twilio/lib/rest/Twilio.js';
import type { RecordingInstance } from 'twilio/lib/rest/api/v2010/account/recording.js';
import type { LegId, OngoingRecording, Telephony, TelephonyError } from '../../callCenter/ports/telephony.ts';
import type { Recording, RecordingId } from '../../callCenter/recording/recording.ts';
import type { CallbackAddresses } from './callbackAddresses.ts';
import { askTwilio, endAtTwilio } from './twilioFailure.ts';

export interface LegRecordingsParts {
  readonly client: Twilio;
  readonly addresses: Pick<CallbackAddresses, 'recordingStatus' | 'recordingEvents'>;
}

type RecordingMethods = Pick<Telephony, 'startRecording' | 'setRecording' | 'endRecording' | 'findMessage'>;

type Leg = Parameters<Telephony['startRecording']>[0];

/** A leg is recorded once, and a caller leaves one message, or a few. */
const RECORDINGS_OF_A_LEG = 20;

/** What is recorded of a leg by request, or by the verb Record (twilio.com/docs/voice/api/recording, "Source"). */
const sources = { call: 'StartCallRecordingAPI', message: 'RecordVerb' } as const;

/**
 * The part of `Telephony` about recordings of legs: twilio.com/docs/voice/api/recording,
 * "Create a recording for a call".
 */
export function createLegRecordings({ client, addresses }: LegRecordingsParts): RecordingMethods {
  /** Legs of which it is not known whether Twilio records them: Twilio would record a leg twice. */
  const uncertain = new Set<LegId>();

  async function running(legId: LegId): Promise<RecordingId | undefined> {
    const found = await recordingOfLeg(client, legId, 'call');
    const goesOn = found?.status === 'in-progress' || found?.status === 'paused';
    return goesOn ? (found.sid as RecordingId) : undefined;
  }

  async function start({ interactionId, legId }: Leg): Promise<RecordingId> {
    const { sid } = await client.calls(legId).recordings.create({
      recordingChannels: 'dual',
      recordingStatusCallback: addresses.recordingStatus(interactionId),
      recordingStatusCallbackMethod: 'POST',
      recordingStatusCallbackEvent: [...addresses.recordingEvents],
    });
    return sid as RecordingId;
  }

  const change = (
    { legId, recordingId }: OngoingRecording,
    wanted: { status: 'paused'; pauseBehavior: 'silence' } | { status: 'in-progress' | 'stopped' },
  ) => client.calls(legId).recordings(recordingId).update(wanted);

  return {
    async startRecording(request) {
      const { legId } = request;
      const known = uncertain.has(legId) ? await askTwilio(() => running(legId)) : undefined;
      try {
        const recordingId = known ?? (await askTwilio(() => start(request)));
        uncertain.delete(legId);
        return recordingId;
      } catch (failure) {
        if ((failure as TelephonyError).code === 'TELEPHONY_UNAVAILABLE') uncertain.add(legId);
        else uncertain.delete(legId);
        throw failure;
      }
    },

    async setRecording({ recording, ...ongoing }) {
      await askTwilio(() =>
        change(
          ongoing,
          recording === 'paused' ? { status: 'paused', pauseBehavior: 'silence' } : { status: 'in-progress' },
        ),
      );
    },

    endRecording: (ongoing) => endAtTwilio(() => change(ongoing, { status: 'stopped' })),

    findMessage: (legId) => askTwilio(() => findRecording(client, legId, 'message')),
  };
}

/** The newest recording of a leg, as far as it is decided; `absent` when there is none. */
export async function findRecording(
  client: Twilio,
  legId: LegId,
  what: keyof typeof sources,
): Promise<Recording | undefined> {
  const found = await recordingOfLeg(client, legId, what);
  return found ? recordingOf(found, what) : { state: 'absent' };
}

async function recordingOfLeg(
  client: Twilio,
  legId: LegId,
  what: keyof typeof sources,
): Promise<RecordingInstance | undefined> {
  const all = await client.recordings.list({ callSid: legId, limit: RECORDINGS_OF_A_LEG });
  return all.find(({ source }) => source === sources[what]);
}

/** Source: twilio.com/docs/voice/api/recording, "Recording Status values". A message that is being prepared is there. */
function recordingOf(
  { sid, status, duration }: RecordingInstance,
  what: keyof typeof sources,
): Recording | undefined {
  const recordingId = sid as RecordingId;
  switch (status) {
    case 'completed':
      return { state: 'kept', recordingId, seconds: Math.max(0, Number(duration)) };
    case 'absent':
      return { state: 'absent' };
    case 'deleted':
      return { state: 'deleted', recordingId };
    case 'stopped':
    case 'processing':
      return what === 'message' ? { state: 'running', recordingId } : undefined;
    case 'in-progress':
    case 'paused':
      return undefined;
  }
}
