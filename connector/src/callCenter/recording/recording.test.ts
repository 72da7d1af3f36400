import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { InteractionId } from '../../../../softphone/core/index.ts';
import type { RecordingId } from './recording.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER,
  CUSTOMER_LEG,
  openCallCenterKit,
  type CallCenterKit,
} from '../testing/callCenterKit.ts';
import { isRecorded, type Recording } from './recording.ts';

const recordingId = 'RE1' as RecordingId;
const running: Recording = { state: 'running', recordingId };
const kept: Recording = { state: 'kept', recordingId, seconds: 12 };
const absent: Recording = { state: 'absent' };
const deleted: Recording = { state: 'deleted', recordingId };

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
});
afterEach(() => kit.stop());

const requestOf = (method: string) => kit.asked.find((each) => each.method === method)?.with;
const tell = (interactionId: InteractionId, recording: Recording) =>
  kit.tell({ type: 'recordingChanged', interactionId, recording });

async function dialed(): Promise<InteractionId> {
  await kit.ready();
  await kit.command({ type: 'dial', number: CUSTOMER });
  const interactionId = (await kit.desk()).interactions[0]!.id;
  await kit.callCenter.ask({
    type: 'agentLegArrived',
    interactionId,
    agentId: AGENT,
    legId: AGENT_LEG,
  });
  await kit.tell({ type: 'legJoined', interactionId, legId: AGENT_LEG });
  await kit.settle();
  return interactionId;
}

describe('a call of a queue that is recorded', () => {
  beforeEach(() => void kit.recordedQueues.add('Support'));

  it('is recorded from the moment when agent and caller are together', async () => {
    const interactionId = await kit.talk();

    expect(requestOf('connectReservation')).toMatchObject({ recorded: true });
    expect(await kit.recordOf(interactionId)).toMatchObject({ recording: { state: 'asked' } });
  });

  it('has a recording to link to, before the carrier has said anything', async () => {
    expect(isRecorded(await kit.recordOf(await kit.talk()))).toBe(true);
  });

  it('that nobody answered has nothing to link to', async () => {
    const interactionId = await kit.offer();
    await kit.command({ type: 'answer', interactionId });
    await kit.tell({ type: 'callerGone', legId: CUSTOMER_LEG });

    expect(isRecorded(await kit.recordOf(interactionId))).toBe(false);
  });

  it('is not recorded when the rule is gone by the time when somebody does answer', async () => {
    const interactionId = await kit.offer();
    await kit.command({ type: 'answer', interactionId });
    await kit.tell({
      type: 'legEnded',
      interactionId,
      role: 'agent',
      legId: AGENT_LEG,
      cause: 'noAnswer',
    });

    expect(await kit.recordOf(interactionId)).not.toHaveProperty('recording');
  });

  it('says nothing about calls that agents make', async () => {
    await dialed();

    expect(requestOf('dialCustomer')).toMatchObject({ recorded: false });
  });
});

describe('a call of a queue that is not recorded', () => {
  it('is connected without a recording and has nothing to link to', async () => {
    kit.recordedQueues.add('Sales');
    const interactionId = await kit.talk();

    expect(requestOf('connectReservation')).toMatchObject({ recorded: false });
    expect(isRecorded(await kit.recordOf(interactionId))).toBe(false);
  });
});

describe('a call that an agent makes', () => {
  it('is recorded by the rule for outbound calls, whichever leg is in the conference first', async () => {
    kit.recordedQueues.add('Outbound');
    const interactionId = await dialed();

    const agentsLeg = await kit.callCenter.ask({
      type: 'agentLegArrived',
      interactionId,
      agentId: AGENT,
      legId: AGENT_LEG,
    });
    expect(agentsLeg).toEqual({ type: 'joinConference', interactionId, recorded: true });
    expect(requestOf('dialCustomer')).toMatchObject({ recorded: true });
  });
});

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
});
