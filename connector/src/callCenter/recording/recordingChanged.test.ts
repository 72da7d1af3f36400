import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { InteractionId } from '../../../../softphone/core/index.ts';
import { AGENT, openCallCenterKit, type CallCenterKit } from '../testing/callCenterKit.ts';
import { isRecorded, type Recording, type RecordingId } from './recording.ts';
import { createRecordingScenes, type RecordingScenes } from './testing/recordingScenes.ts';

const recordingId = 'RE1' as RecordingId;
const running: Recording = { state: 'running', recordingId };
const kept: Recording = { state: 'kept', recordingId, seconds: 12 };
const absent: Recording = { state: 'absent' };
const deleted: Recording = { state: 'deleted', recordingId };

let kit: CallCenterKit;
let carrier: RecordingScenes;

beforeEach(async () => {
  kit = await openCallCenterKit();
  carrier = createRecordingScenes(kit);
});
afterEach(() => kit.stop());

const tell = (interactionId: InteractionId, recording: Recording) =>
  kit.tell({ type: 'recordingChanged', interactionId, recording });

describe('what the carrier says about a recording', () => {
  it.each([
    ['in order', [running, kept], kept],
    ['out of order', [kept, running], kept],
    ['ready without a beginning', [kept], kept],
    ['nothing to record', [absent], absent],
    ['nothing to record, after a beginning', [running, absent], absent],
    ['ready, although it seemed absent', [absent, kept], kept],
    ['deleted', [running, kept, deleted], deleted],
    ['ready, told late', [deleted, kept], deleted],
  ])('%s', async (_what, news, expected) => {
    kit.recordedQueues.add('Support');
    const interactionId = await kit.talk();

    for (const each of news) await tell(interactionId, each);

    expect((await kit.recordOf(interactionId)).recording).toEqual(expected);
  });

  it('is kept when the interaction has ended before', async () => {
    kit.recordedQueues.add('Support');
    const interactionId = await kit.talk();
    await kit.command({ type: 'hangUp', interactionId });

    await tell(interactionId, kept);

    const record = await kit.recordOf(interactionId);
    expect(record).toMatchObject({ phase: 'ended', recording: kept });
    expect(isRecorded(record)).toBe(true);
  });

  it('that it began, told late, does not end a pause', async () => {
    kit.recordedQueues.add('Support');
    const interactionId = await kit.talk();
    await carrier.pause(interactionId);
    await tell(interactionId, running);

    expect(await carrier.markAt(AGENT, interactionId)).toBe('paused');
  });
});
