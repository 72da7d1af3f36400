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
import { createRecordingScenes, type RecordingScenes } from './testing/recordingScenes.ts';

const recordingId = 'RE1' as RecordingId;
const running: Recording = { state: 'running', recordingId };

let kit: CallCenterKit;
let carrier: RecordingScenes;

beforeEach(async () => {
  kit = await openCallCenterKit();
  carrier = createRecordingScenes(kit);
  await kit.ready();
  await otherIsReady(kit);
});
afterEach(() => kit.stop());

const tell = (interactionId: InteractionId, recording: Recording) =>
  kit.tell({ type: 'recordingChanged', interactionId, recording });

describe('a call of a queue that is recorded', () => {
  beforeEach(() => void kit.recordedQueues.add('Support'));

  it('is recorded on the customer’s leg from the agent’s answer on, and the agent sees it', async () => {
    const interactionId = await kit.offer();
    expect(carrier.requestsOf('startRecording')).toEqual([]);

    await kit.answers(interactionId);

    expect(carrier.requestsOf('startRecording')).toEqual([{ interactionId, legId: CUSTOMER_LEG }]);
    expect(await carrier.markAt(AGENT, interactionId)).toBe('running');
  });

  it('shows no mark before the carrier records', async () => {
    const answer = kit.carrier.delays('startRecording');
    const interactionId = await kit.talk();
    expect(await carrier.markAt(AGENT, interactionId)).toBeUndefined();
    expect(isRecorded(await kit.recordOf(interactionId))).toBe(true);

    answer();
    await kit.settle();

    expect(await carrier.markAt(AGENT, interactionId)).toBe('running');
  });

  it('that nobody answered has nothing to link to', async () => {
    const interactionId = await kit.offer();
    await kit.tell({ type: 'callerGone', legId: CUSTOMER_LEG });
    await kit.settle();

    expect(isRecorded(await kit.recordOf(interactionId))).toBe(false);
    expect(carrier.requestsOf('startRecording')).toEqual([]);
  });

  it('is not recorded when the rule is gone by the time when somebody does answer', async () => {
    const interactionId = await kit.offer();
    kit.recordedQueues.clear();
    await kit.answers(interactionId);

    expect(carrier.requestsOf('startRecording')).toEqual([]);
    expect(await kit.recordOf(interactionId)).not.toHaveProperty('recording');
  });

  it('has no recording to link to when the carrier would not record', async () => {
    kit.failing.set('startRecording', new TelephonyError('TELEPHONY_REFUSED'));
    const interactionId = await kit.talk();

    expect(isRecorded(await kit.recordOf(interactionId))).toBe(false);
    expect(await carrier.markAt(AGENT, interactionId)).toBeUndefined();
    expect(kit.problems).toContain('EFFECT_GIVEN_UP');
  });

  it('says nothing about calls that agents make', async () => {
    await kit.joins(await kit.dials({ kind: 'number', number: CUSTOMER }), CUSTOMER_PARTY);

    expect(carrier.requestsOf('startRecording')).toEqual([]);
  });
});

describe('a call that an agent makes', () => {
  it('is recorded by the rule for outbound calls, when the customer has answered', async () => {
    kit.recordedQueues.add('Outbound');
    const interactionId = await kit.dials({ kind: 'number', number: CUSTOMER });
    expect(carrier.requestsOf('startRecording')).toEqual([]);

    await kit.joins(interactionId, CUSTOMER_PARTY);

    const legId = (await kit.partyOf(interactionId, CUSTOMER_PARTY))?.legId;
    expect(carrier.requestsOf('startRecording')).toEqual([{ interactionId, legId }]);
  });

  it('to a colleague is never recorded', async () => {
    kit.recordedQueues.add('Outbound').add('Internal').add('Direct');
    const interactionId = await kit.dials({ kind: 'agent', agentId: OTHER });
    await kit.answers(interactionId, OTHER);

    expect(carrier.requestsOf('startRecording')).toEqual([]);
  });
});

describe('a call to an extension', () => {
  it('is recorded by the rule for direct calls', async () => {
    kit.recordedQueues.add('Direct');
    kit.extensions.set('201', AGENT);
    await kit.answers(await kit.directCall('201'));

    expect(carrier.requestsOf('startRecording')).toHaveLength(1);
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

    expect(carrier.requestsOf('startRecording')).toHaveLength(1);
    expect(carrier.requestsOf('setRecording')).toEqual([]);
    expect(await carrier.markAt(OTHER, interactionId)).toBe('running');
  });

  it('is paused, and shown to nobody, in a queue that is not recorded, and goes on in one that is', async () => {
    const interactionId = await kit.talk();
    await kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'queue', queue: 'Sales' } });
    await kit.reserves(interactionId, OTHER);
    await kit.orders(OTHER, { type: 'answer', interactionId });
    expect(carrier.requestsOf('setRecording')).toMatchObject([{ recording: 'paused' }]);
    await kit.joins(interactionId, CUSTOMER_PARTY);
    await kit.joins(interactionId, OTHER);

    expect(await carrier.markAt(OTHER, interactionId)).toBeUndefined();
    expect(await kit.orders(OTHER, { type: 'setRecording', interactionId, recording: 'running' })).toEqual({
      code: 'NOT_RECORDED',
    });

    await kit.orders(OTHER, { type: 'completeWrapUp', interactionId });
    await kit.orders(OTHER, { type: 'transfer', interactionId, target: { kind: 'queue', queue: 'Support' } });
    await kit.passes(200);
    await kit.orders(AGENT, { type: 'setAgentState', state: { name: 'ready' } });
    await kit.reserves(interactionId, AGENT);
    await kit.answers(interactionId);

    expect(carrier.requestsOf('setRecording')).toMatchObject([
      { recording: 'paused' },
      { recording: 'running' },
    ]);
    expect(await carrier.markAt(AGENT, interactionId)).toBe('running');
  });

  it('begins when a queue that is not recorded gives the call to one that is', async () => {
    kit.recordedQueues.clear();
    kit.recordedQueues.add('Sales');
    const interactionId = await kit.talk();
    await kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'queue', queue: 'Sales' } });
    await kit.reserves(interactionId, OTHER);
    await kit.answers(interactionId, OTHER);
    expect(carrier.requestsOf('startRecording')).toHaveLength(1);

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

    expect(carrier.requestsOf('endRecording')).toMatchObject([{ legId: CUSTOMER_LEG, recordingId: 'RE2' }]);
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

    expect(carrier.requestsOf('startRecording')).toHaveLength(1);
    expect(await carrier.markAt(AGENT, interactionId)).toBe('running');
  });
});
