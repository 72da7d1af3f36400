import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AgentId, InteractionId } from '../../../../softphone/core/index.ts';
import { customerLegOf, type InteractionRecord } from '../../callCenter/interactions/interactionRecord.ts';
import type { RecordingSound, Recordings } from '../../callCenter/ports/recordings.ts';
import type { Store } from '../../callCenter/ports/store.ts';
import { TelephonyError } from '../../callCenter/ports/telephony.ts';
import type { Recording } from '../../callCenter/recording/recording.ts';
import { hasMessageFor } from '../../callCenter/voicemail/voicemail.ts';
import { byteRangeOf, bytesWithin } from './byteRange.ts';
import { OrgApiError } from './orgApiError.ts';
import type { Visitor } from './visitors.ts';

export interface RecordingRouteParts {
  readonly store: Pick<Store, 'interaction'>;
  readonly recordings: Recordings;
  /** Told what was found out about the recording of a call, or of a message. */
  readonly recordingFound: (id: InteractionId, found: FoundRecording) => Promise<void>;
}

/** A recording, and what it is of. */
export interface FoundRecording {
  readonly what: 'call' | 'message';
  readonly recording: Recording;
}

/** Sends the recording of a call log to the one user for whom the org signed this key. */
export async function sendRecording(
  parts: RecordingRouteParts,
  visitor: Visitor,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<FastifyReply> {
  const { key } = request.params as { key: string };
  if (visitor.recording !== key) throw notThisRecording();
  const [interactionId = '', agentId] = key.split(':');
  const record = await parts.store.interaction(interactionId as InteractionId);
  if (!record) throw missing();
  const what = hasMessageFor(record, agentId as AgentId | undefined) ? 'message' : 'call';
  const recording = await latest(parts, record, what);
  if (recording && isUndecided(recording)) throw notReady();
  if (recording?.state !== 'kept') throw missing();
  const { recordingId } = recording;
  const transfer = new AbortController();
  reply.raw.on('close', () => transfer.abort());
  const sound = await asked(() => parts.recordings.open(recordingId, transfer.signal));
  if (!sound) {
    await parts.recordingFound(record.id, { what, recording: { state: 'deleted', recordingId } });
    throw missing();
  }
  return sendSound(reply, sound, request.headers.range);
}

/** After a call, what the carrier said may have been lost: then it is asked. */
async function latest(
  { recordings, recordingFound }: RecordingRouteParts,
  record: InteractionRecord,
  what: FoundRecording['what'],
): Promise<Recording | undefined> {
  const known = what === 'message' ? record.voicemail?.message : record.recording;
  const legId = customerLegOf(record);
  if (!known || !legId || !isUndecided(known) || record.phase !== 'ended') return known;
  const found = await asked(() => recordings.find(legId, what));
  if (!found || isUndecided(found)) return known;
  await recordingFound(record.id, { what, recording: found });
  return found;
}

function isUndecided({ state }: Recording): boolean {
  return state === 'asked' || state === 'running' || state === 'paused';
}

async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (cause) {
    if (!(cause instanceof TelephonyError)) throw cause;
    throw new OrgApiError(
      502,
      'RECORDING_UNAVAILABLE',
      'The carrier does not hand it out now. Try again later.',
    );
  }
}

function sendSound(
  reply: FastifyReply,
  sound: RecordingSound,
  rangeHeader: string | undefined,
): FastifyReply {
  const { type, length, bytes } = sound;
  reply.type(type).header('cache-control', 'private, no-store').header('accept-ranges', 'bytes');
  if (length === undefined) return reply.send(Readable.from(bytes));
  const range = byteRangeOf(rangeHeader, length);
  if (range === 'unsatisfiable') {
    return reply.code(416).header('content-range', `bytes */${length}`).send();
  }
  if (!range) return reply.header('content-length', length).send(Readable.from(bytes));
  return reply
    .code(206)
    .header('content-range', `bytes ${range.from}-${range.to}/${length}`)
    .header('content-length', range.to - range.from + 1)
    .send(Readable.from(bytesWithin(bytes, range)));
}

const notThisRecording = () =>
  new OrgApiError(403, 'RECORDING_REFUSED', 'Ask the org for a token for this recording.');
const missing = () =>
  new OrgApiError(404, 'RECORDING_MISSING', 'This call was not recorded, or its recording was deleted.');
const notReady = () =>
  new OrgApiError(409, 'RECORDING_NOT_READY', 'The carrier is still preparing it. Try again in a minute.');
