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
import { OTHER, otherIsReady } from '../testing/secondAgent.ts';
import { isRecorded, type RecordingId } from './recording.ts';
import { createRecordingScenes, type RecordingScenes } from './testing/recordingScenes.ts';

const recordingId = 'RE1' as RecordingId;

let kit: CallCenterKit;
let carrier: RecordingScenes;

beforeEach(async () => {
  kit = await openCallCenterKit();
  carrier = createRecordingScenes(kit);
  kit.onDemandQueues.add('Support');
  await kit.ready();
  await otherIsReady(kit);
});
afterEach(() => kit.stop());

const start = (interactionId: InteractionId, agentId = AGENT) =>
  kit.orders(agentId, { type: 'setRecording', interactionId, recording: 'running' });

async function toQueue(interactionId: InteractionId, queue: string): Promise<void> {
  await kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'queue', queue } });
  await kit.reserves(interactionId, OTHER);
  await kit.answers(interactionId, OTHER);
}

describe('a call in which agents may start a recording', () => {
  it('is not recorded by itself, and the agent sees that it may be', async () => {
    const interactionId = await kit.talk();

    expect(carrier.requestsOf('startRecording')).toEqual([]);
    expect(await carrier.markAt(AGENT, interactionId)).toBe('startable');
    expect(isRecorded(await kit.recordOf(interactionId))).toBe(false);
  });

  it('is recorded on the customer’s leg when the agent says so, and marked when the carrier records', async () => {
    const interactionId = await kit.talk();
    const answer = kit.carrier.delays('startRecording');

    expect(await start(interactionId)).toBeUndefined();
    expect(await carrier.markAt(AGENT, interactionId)).toBe('startable');
    answer();
    await kit.settle();

    expect(carrier.requestsOf('startRecording')).toEqual([{ interactionId, legId: CUSTOMER_LEG }]);
    expect(await carrier.markAt(AGENT, interactionId)).toBe('running');
  });

  it('is recorded once, however often the agent asks', async () => {
    const interactionId = await kit.talk();
    const answer = kit.carrier.delays('startRecording');
    expect([await start(interactionId), await start(interactionId)]).toEqual([undefined, undefined]);
    answer();
    await kit.settle();
    expect(await start(interactionId)).toBeUndefined();

    expect(carrier.requestsOf('startRecording')).toHaveLength(1);
    expect(carrier.requestsOf('setRecording')).toEqual([]);
  });

  it('has its recording paused and resumed like any other', async () => {
    const interactionId = await kit.talk();
    expect(await carrier.pause(interactionId)).toEqual({ code: 'NOT_RECORDED' });
    await start(interactionId);
    await carrier.pause(interactionId);
    expect(await carrier.markAt(AGENT, interactionId)).toBe('paused');

    await start(interactionId);

    expect(await carrier.markAt(AGENT, interactionId)).toBe('running');
    expect(carrier.requestsOf('startRecording')).toHaveLength(1);
  });

  it('can be tried again when the carrier would not record; the agent is told', async () => {
    const interactionId = await kit.talk();
    const failed: unknown[] = [];
    kit.callCenter.subscribe(AGENT, {
      deskEvent: ({ event }) => {
        if (event.type === 'commandFailed') failed.push(event);
      },
      historyChanged: () => undefined,
      parkedChanged: () => undefined,
    });
    kit.failing.set('startRecording', new TelephonyError('TELEPHONY_REFUSED'));
    await start(interactionId);

    expect(failed).toMatchObject([{ command: 'setRecording', refusal: { code: 'COMMAND_FAILED' } }]);
    expect(await carrier.markAt(AGENT, interactionId)).toBe('startable');
    expect((await kit.recordOf(interactionId)).parts).not.toMatchObject([{ recorded: true }]);

    kit.failing.clear();
    await start(interactionId);

    expect(await carrier.markAt(AGENT, interactionId)).toBe('running');
  });

  it('is one that agents make, when the rule for outbound calls says so', async () => {
    kit.onDemandQueues.add('Outbound');
    const interactionId = await kit.dials({ kind: 'number', number: CUSTOMER });
    expect(await start(interactionId)).toEqual({ code: 'NOT_CONNECTED' });
    await kit.joins(interactionId, CUSTOMER_PARTY);
    expect(carrier.requestsOf('startRecording')).toEqual([]);

    await start(interactionId);

    expect(await carrier.markAt(AGENT, interactionId)).toBe('running');
  });

  it('is never one between agents', async () => {
    kit.onDemandQueues.add('Outbound').add('Internal').add('Direct');
    const interactionId = await kit.dials({ kind: 'agent', agentId: OTHER });
    await kit.answers(interactionId, OTHER);

    expect(await carrier.markAt(AGENT, interactionId)).toBeUndefined();
    expect(await start(interactionId)).toEqual({ code: 'NOT_RECORDED' });
  });

  it('has a link in the log of who talked when it was recorded, and of nobody else', async () => {
    kit.onDemandQueues.add('Sales');
    const interactionId = await kit.talk();
    await toQueue(interactionId, 'Sales');
    await start(interactionId, OTHER);
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.wrapUpRunsOut();

    expect(kit.saved.map(({ agentId, recorded }) => ({ agentId, recorded }))).toEqual([
      { agentId: AGENT, recorded: false },
      { agentId: OTHER, recorded: true },
    ]);
  });
});

describe('where agents may not start a recording', () => {
  it('nothing is offered, and a start is refused', async () => {
    kit.onDemandQueues.clear();
    const interactionId = await kit.talk();

    expect(await carrier.markAt(AGENT, interactionId)).toBeUndefined();
    expect(await start(interactionId)).toEqual({ code: 'NOT_RECORDED' });
    expect(carrier.requestsOf('startRecording')).toEqual([]);
  });
});

describe('a recording that an agent has started', () => {
  it('is seen by a colleague who is asked into the call, and goes on when the colleague keeps it', async () => {
    const interactionId = await kit.talk();
    await start(interactionId);
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'agent', agentId: OTHER } });
    await kit.answers(interactionId, OTHER);
    expect(await carrier.markAt(OTHER, interactionId)).toBe('running');

    await kit.orders(AGENT, { type: 'leave', interactionId });

    expect(await carrier.markAt(OTHER, interactionId)).toBe('running');
    expect(carrier.requestsOf('setRecording')).toEqual([]);
  });

  it.each([
    { does: 'runs', paused: false, mark: 'running' },
    { does: 'is paused', paused: true, mark: 'paused' },
  ] as const)('and that $does stays so where the next agent decides too', async ({ paused, mark }) => {
    kit.onDemandQueues.add('Sales');
    const interactionId = await kit.talk();
    await start(interactionId);
    if (paused) await carrier.pause(interactionId);
    await toQueue(interactionId, 'Sales');

    expect(await carrier.markAt(OTHER, interactionId)).toBe(mark);
    expect(carrier.requestsOf('setRecording')).toHaveLength(paused ? 1 : 0);
  });

  it('is paused, and shown to nobody, in a queue that is not recorded', async () => {
    const interactionId = await kit.talk();
    await start(interactionId);
    await toQueue(interactionId, 'Sales');

    expect(carrier.requestsOf('setRecording')).toMatchObject([{ recordingId, recording: 'paused' }]);
    expect(await carrier.markAt(OTHER, interactionId)).toBeUndefined();
    expect(await start(interactionId, OTHER)).toEqual({ code: 'NOT_RECORDED' });
  });
});

describe('a recording that rests where it is not allowed', () => {
  it('goes on, the same one, when an agent starts it where agents may', async () => {
    const interactionId = await kit.talk();
    await start(interactionId);
    await toQueue(interactionId, 'Sales');
    await kit.orders(AGENT, { type: 'completeWrapUp', interactionId });
    await kit.orders(OTHER, { type: 'transfer', interactionId, target: { kind: 'queue', queue: 'Support' } });
    await kit.passes(200);
    await kit.orders(AGENT, { type: 'setAgentState', state: { name: 'ready' } });
    await kit.reserves(interactionId, AGENT);
    await kit.answers(interactionId);
    expect(await carrier.markAt(AGENT, interactionId)).toBe('startable');

    await start(interactionId);

    expect(carrier.requestsOf('startRecording')).toHaveLength(1);
    expect(carrier.requestsOf('setRecording')).toMatchObject([
      { recording: 'paused' },
      { recordingId, recording: 'running' },
    ]);
    expect(await carrier.markAt(AGENT, interactionId)).toBe('running');
  });
});
