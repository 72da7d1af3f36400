import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type InteractionId } from '../../../../softphone/core/index.ts';
import { TelephonyError } from '../ports/telephony.ts';
import {
  AGENT,
  CUSTOMER,
  CUSTOMER_LEG,
  openCallCenterKit,
  type CallCenterKit,
} from '../testing/callCenterKit.ts';
import { OTHER, otherIsReady, OUTSIDE_PARTY, PARTNER } from '../testing/secondAgent.ts';
import { isRecorded, type Recording, type RecordingId } from './recording.ts';

const recordingId = 'RE1' as RecordingId;
const running: Recording = { state: 'running', recordingId };
const kept: Recording = { state: 'kept', recordingId, seconds: 12 };
const absent: Recording = { state: 'absent' };
const deleted: Recording = { state: 'deleted', recordingId };

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
  await kit.ready();
  await otherIsReady(kit);
});
afterEach(() => kit.stop());

const requestsOf = (...methods: readonly string[]) =>
  kit.asked.filter(({ method }) => methods.includes(method));
const started = () => requestsOf('startRecording').map((each) => each.with);
const set = () => requestsOf('setRecording').map((each) => each.with);
const tell = (interactionId: InteractionId, recording: Recording) =>
  kit.tell({ type: 'recordingChanged', interactionId, recording });
const markAt = async (agentId: typeof AGENT, interactionId: InteractionId) =>
  (await kit.callAt(agentId, interactionId))?.recording;
const pause = (interactionId: InteractionId) =>
  kit.orders(AGENT, { type: 'setRecording', interactionId, recording: 'paused' });

describe('a call of a queue that is recorded', () => {
  beforeEach(() => void kit.recordedQueues.add('Support'));

  it('is recorded on the customer’s leg from the agent’s answer on, and the agent sees it', async () => {
    const interactionId = await kit.offer();
    expect(started()).toEqual([]);

    await kit.answers(interactionId);

    expect(started()).toEqual([{ interactionId, legId: CUSTOMER_LEG }]);
    expect(await markAt(AGENT, interactionId)).toBe('running');
  });

  it('shows no mark before the carrier records', async () => {
    const answer = kit.carrier.delays('startRecording');
    const interactionId = await kit.talk();
    expect(await markAt(AGENT, interactionId)).toBeUndefined();
    expect(isRecorded(await kit.recordOf(interactionId))).toBe(true);

    answer();
    await kit.settle();

    expect(await markAt(AGENT, interactionId)).toBe('running');
  });

  it('that nobody answered has nothing to link to', async () => {
    const interactionId = await kit.offer();
    await kit.tell({ type: 'callerGone', legId: CUSTOMER_LEG });
    await kit.settle();

    expect(isRecorded(await kit.recordOf(interactionId))).toBe(false);
    expect(started()).toEqual([]);
  });

  it('is not recorded when the rule is gone by the time when somebody does answer', async () => {
    const interactionId = await kit.offer();
    kit.recordedQueues.clear();
    await kit.answers(interactionId);

    expect(started()).toEqual([]);
    expect(await kit.recordOf(interactionId)).not.toHaveProperty('recording');
  });

  it('has no recording to link to when the carrier would not record', async () => {
    kit.failing.set('startRecording', new TelephonyError('TELEPHONY_REFUSED'));
    const interactionId = await kit.talk();

    expect(isRecorded(await kit.recordOf(interactionId))).toBe(false);
    expect(await markAt(AGENT, interactionId)).toBeUndefined();
    expect(kit.problems).toContain('EFFECT_GIVEN_UP');
  });

  it('says nothing about calls that agents make', async () => {
    await kit.joins(await kit.dials({ kind: 'number', number: CUSTOMER }), CUSTOMER_PARTY);

    expect(started()).toEqual([]);
  });
});

describe('a call that an agent makes', () => {
  it('is recorded by the rule for outbound calls, when the customer has answered', async () => {
    kit.recordedQueues.add('Outbound');
    const interactionId = await kit.dials({ kind: 'number', number: CUSTOMER });
    expect(started()).toEqual([]);

    await kit.joins(interactionId, CUSTOMER_PARTY);

    const legId = (await kit.partyOf(interactionId, CUSTOMER_PARTY))?.legId;
    expect(started()).toEqual([{ interactionId, legId }]);
  });

  it('to a colleague is never recorded', async () => {
    kit.recordedQueues.add('Outbound').add('Internal').add('Direct');
    const interactionId = await kit.dials({ kind: 'agent', agentId: OTHER });
    await kit.answers(interactionId, OTHER);

    expect(started()).toEqual([]);
  });
});

describe('a call to an extension', () => {
  it('is recorded by the rule for direct calls', async () => {
    kit.recordedQueues.add('Direct');
    kit.extensions.set('201', AGENT);
    await kit.answers(await kit.directCall('201'));

    expect(started()).toHaveLength(1);
  });
});

describe('a pause', () => {
  beforeEach(() => void kit.recordedQueues.add('Support'));

  it('is made by the recording’s id, and seen when the carrier has made it', async () => {
    const interactionId = await kit.talk();
    const answer = kit.carrier.delays('setRecording');

    expect(await pause(interactionId)).toBeUndefined();
    expect(await markAt(AGENT, interactionId)).toBe('running');
    answer();
    await kit.settle();

    expect(set()).toEqual([{ type: 'set', legId: CUSTOMER_LEG, recordingId, recording: 'paused' }]);
    expect(await markAt(AGENT, interactionId)).toBe('paused');
  });

  it('ends when the agent says so', async () => {
    const interactionId = await kit.talk();
    await pause(interactionId);
    await kit.orders(AGENT, { type: 'setRecording', interactionId, recording: 'running' });

    expect(set()).toMatchObject([{ recording: 'paused' }, { recording: 'running' }]);
    expect(await markAt(AGENT, interactionId)).toBe('running');
  });

  it('that is taken back before the carrier was told leaves the recording running', async () => {
    const interactionId = await kit.talk();
    const answer = kit.carrier.delays('setRecording');
    await pause(interactionId);
    await kit.orders(AGENT, { type: 'setRecording', interactionId, recording: 'running' });
    answer();
    await kit.settle();

    expect(await markAt(AGENT, interactionId)).toBe('running');
    expect((await kit.recordOf(interactionId)).recording).toEqual(running);
  });

  it('that the carrier refuses is told, and the mark stays', async () => {
    const interactionId = await kit.talk();
    const failed: unknown[] = [];
    kit.callCenter.subscribe(AGENT, {
      deskEvent: ({ event }) => void (event.type === 'commandFailed' && failed.push(event)),
      historyChanged: () => undefined,
      parkedChanged: () => undefined,
    });
    kit.failing.set('setRecording', new TelephonyError('TELEPHONY_REFUSED'));
    await pause(interactionId);

    expect(failed).toMatchObject([{ command: 'setRecording', refusal: { code: 'COMMAND_FAILED' } }]);
    expect(await markAt(AGENT, interactionId)).toBe('running');
    expect(await kit.recordOf(interactionId)).toMatchObject({ recordingWish: 'running' });
  });

  it('is refused in a call that is not recorded', async () => {
    kit.recordedQueues.clear();

    expect(await pause(await kit.talk())).toEqual({ code: 'NOT_RECORDED' });
  });

  it('is seen by a colleague who is asked into the call, and lasts', async () => {
    const interactionId = await kit.talk();
    await pause(interactionId);
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'agent', agentId: OTHER } });
    await kit.answers(interactionId, OTHER);

    expect(await markAt(OTHER, interactionId)).toBe('paused');
    expect(set()).toHaveLength(1);
  });

  it('ends when the call is another agent’s', async () => {
    const interactionId = await kit.talk();
    await pause(interactionId);
    await kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'agent', agentId: OTHER } });
    await kit.answers(interactionId, OTHER);

    expect(await markAt(OTHER, interactionId)).toBe('running');
  });

  it('that is forgotten ends with the leg: nothing is asked of a call that is over', async () => {
    const interactionId = await kit.talk();
    await pause(interactionId);
    await kit.orders(AGENT, { type: 'hangUp', interactionId });

    expect(set()).toHaveLength(1);
  });
});

describe('the one recording of a call', () => {
  beforeEach(() => void kit.recordedQueues.add('Support'));

  it('goes on through hold, consult, parking and a transfer', async () => {
    const interactionId = await kit.talk();
    await kit.orders(AGENT, { type: 'hold', interactionId, partyId: CUSTOMER_PARTY });
    await kit.orders(AGENT, { type: 'resume', interactionId, partyId: CUSTOMER_PARTY });
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'number', number: PARTNER } });
    await kit.doesNotCome(interactionId, OUTSIDE_PARTY);
    await kit.orders(AGENT, { type: 'park', interactionId });
    await kit.orders(OTHER, { type: 'pickUp', interactionId });
    await kit.joins(interactionId, OTHER);

    expect(started()).toHaveLength(1);
    expect(set()).toEqual([]);
    expect(await markAt(OTHER, interactionId)).toBe('running');
  });

  it('is paused, and shown to nobody, in a queue that is not recorded, and goes on in one that is', async () => {
    const interactionId = await kit.talk();
    await kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'queue', queue: 'Sales' } });
    await kit.reserves(interactionId, OTHER);
    await kit.orders(OTHER, { type: 'answer', interactionId });
    expect(set()).toMatchObject([{ recording: 'paused' }]);
    await kit.joins(interactionId, CUSTOMER_PARTY);
    await kit.joins(interactionId, OTHER);

    expect(await markAt(OTHER, interactionId)).toBeUndefined();
    expect(await kit.orders(OTHER, { type: 'setRecording', interactionId, recording: 'running' })).toEqual({
      code: 'NOT_RECORDED',
    });

    await kit.orders(OTHER, { type: 'completeWrapUp', interactionId });
    await kit.orders(OTHER, { type: 'transfer', interactionId, target: { kind: 'queue', queue: 'Support' } });
    await kit.passes(200);
    await kit.orders(AGENT, { type: 'setAgentState', state: { name: 'ready' } });
    await kit.reserves(interactionId, AGENT);
    await kit.answers(interactionId);

    expect(set()).toMatchObject([{ recording: 'paused' }, { recording: 'running' }]);
    expect(await markAt(AGENT, interactionId)).toBe('running');
  });

  it('begins when a queue that is not recorded gives the call to one that is', async () => {
    kit.recordedQueues.clear();
    kit.recordedQueues.add('Sales');
    const interactionId = await kit.talk();
    await kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'queue', queue: 'Sales' } });
    await kit.reserves(interactionId, OTHER);
    await kit.answers(interactionId, OTHER);
    expect(started()).toHaveLength(1);

    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.wrapUpRunsOut();

    expect(kit.saved.map(({ agentId, recorded }) => ({ agentId, recorded }))).toEqual([
      { agentId: AGENT, recorded: false },
      { agentId: OTHER, recorded: true },
    ]);
  });

  it('is the only one: another that a repeated request has begun is ended', async () => {
    const interactionId = await kit.talk();
    await tell(interactionId, { state: 'running', recordingId: 'RE2' as RecordingId });
    await kit.settle();

    expect(requestsOf('endRecording')).toMatchObject([
      { with: { legId: CUSTOMER_LEG, recordingId: 'RE2' } },
    ]);
    expect((await kit.recordOf(interactionId)).recording).toEqual(running);
  });

  it('is not begun again by a request that is repeated after the carrier’s news', async () => {
    const answer = kit.carrier.delays('startRecording');
    kit.failing.set('startRecording', new TelephonyError('TELEPHONY_UNAVAILABLE'));
    const interactionId = await kit.talk();
    answer();
    await tell(interactionId, running);
    kit.failing.clear();
    await kit.passes(5);

    expect(started()).toHaveLength(1);
    expect(await markAt(AGENT, interactionId)).toBe('running');
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

  it('that it began, told late, does not end a pause', async () => {
    kit.recordedQueues.add('Support');
    const interactionId = await kit.talk();
    await pause(interactionId);
    await tell(interactionId, running);

    expect(await markAt(AGENT, interactionId)).toBe('paused');
  });
});
