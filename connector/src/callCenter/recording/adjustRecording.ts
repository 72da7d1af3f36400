import { openParts } from '../interactions/agentParts.ts';
import { customerLegOf, type InteractionRecord } from '../interactions/interactionRecord.ts';
import type { LegId, OngoingRecording, Telephony } from '../ports/telephony.ts';
import type { Turn } from '../turn.ts';
import { isAnother, type Recording, type RecordingId } from './recording.ts';
import { tellRecording } from './tellRecording.ts';

/** What the carrier is still to be told about the recording. */
export type RecordingStep =
  | { readonly type: 'start'; readonly legId: LegId }
  | (OngoingRecording & { readonly type: 'set'; readonly recording: 'running' | 'paused' });

/** The next step from what is to what is wanted, if there is one. */
export function recordingStep(record: InteractionRecord): RecordingStep | undefined {
  const { phase, recording, recordingWish } = record;
  const legId = customerLegOf(record);
  if (phase === 'ended' || !legId || !recording || !recordingWish) return undefined;
  const wanted = recordingWish === 'running' ? 'running' : 'paused';
  switch (recording.state) {
    case 'asked':
      return wanted === 'running' ? { type: 'start', legId } : undefined;
    case 'running':
    case 'paused': {
      const { recordingId, state } = recording;
      return state === wanted ? undefined : { type: 'set', legId, recordingId, recording: wanted };
    }
    case 'kept':
    case 'absent':
    case 'deleted':
      return undefined;
  }
}

/** Takes a step at the carrier; resolves with the recording as it is then. */
export async function takeRecordingStep(
  telephony: Pick<Telephony, 'startRecording' | 'setRecording'>,
  { id: interactionId }: Pick<InteractionRecord, 'id'>,
  step: RecordingStep,
): Promise<Recording> {
  switch (step.type) {
    case 'start': {
      const { legId } = step;
      return { state: 'running', recordingId: await telephony.startRecording({ interactionId, legId }) };
    }
    case 'set':
      await telephony.setRecording(step);
      return { state: step.recording, recordingId: step.recordingId };
  }
}

/** The carrier has done it: the agents see it. What was wanted otherwise meanwhile is asked for again. */
export async function recordingSet(
  turn: Turn,
  record: InteractionRecord,
  recording: Recording,
): Promise<void> {
  const before = record.recording;
  const over = before?.state === 'kept' || before?.state === 'absent' || before?.state === 'deleted';
  if (over || record.phase === 'ended') return;
  if (isAnother(before, recording)) return endOtherRecording(turn, record, recording.recordingId);
  const saved = await turn.save({ ...record, recording });
  await tellRecording(turn, saved);
  if (recordingStep(saved)) await turn.ask({ type: 'adjustRecording', interactionId: record.id });
}

/** The carrier refuses for good: what is, is what is wanted, and the agents are told. */
export async function recordingRefused(turn: Turn, record: InteractionRecord): Promise<void> {
  const { recording, phase } = record;
  if (phase === 'ended' || !recording) return;
  if (recording.state === 'running' || recording.state === 'paused') {
    await turn.save({ ...record, recordingWish: recording.state });
    return tellRefused(turn, record);
  }
  if (recording.state === 'asked' && recording.byAgent) {
    await turn.save(withoutStart(record));
    return tellRefused(turn, record);
  }
  await turn.save({ ...record, recording: { state: 'absent' } });
}

/** Nobody was on record; an agent may try again. */
function withoutStart(record: InteractionRecord): InteractionRecord {
  const { recording: _never, ...rest } = record;
  return {
    ...rest,
    ...(record.recordingWish === 'running' && { recordingWish: 'onDemand' }),
    parts: record.parts.map(({ recorded: _neither, ...part }) => part),
  };
}

async function tellRefused(turn: Turn, record: InteractionRecord): Promise<void> {
  for (const { agentId, answeredAt } of openParts(record)) {
    if (answeredAt === undefined) continue;
    await turn.tellAgent(agentId, {
      type: 'commandFailed',
      command: 'setRecording',
      refusal: { code: 'COMMAND_FAILED' },
      at: turn.at,
    });
  }
}

/** The interaction has one recording: another that a repeated request has begun would escape every pause. */
export async function endOtherRecording(
  turn: Turn,
  record: InteractionRecord,
  recordingId: RecordingId,
): Promise<void> {
  const legId = customerLegOf(record);
  if (!legId || record.phase === 'ended') return;
  await turn.ask({ type: 'endRecording', interactionId: record.id, legId, recordingId });
}
