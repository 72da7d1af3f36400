import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type AgentId, type Desk, type DeskCommand } from '../../../softphone/core/index.ts';
import { MAIN_NUMBER, startModelCentre, type ModelCentre } from '../../model/modelCentre.ts';
import type { Party } from './parties.ts';
import { ACCOUNT } from './twilioKit.ts';

const ADA = { id: '005000000000001AAA' as AgentId, name: 'Ada Agent' };
const CALLER = '+14155550199';

let centre: ModelCentre;

beforeEach(async () => {
  centre = await startModelCentre(new Map());
  centre.parties.teach(`client:${ADA.id}`, 'answer');
  await centre.track(centre.callCenter.signIn(ADA));
  await command({ type: 'setAgentState', state: { name: 'ready' } });
  await seconds(1);
});

afterEach(() => centre.stop());

const seconds = (count: number) => centre.advance(count * 1000);

async function command(order: DeskCommand): Promise<void> {
  expect(await centre.track(centre.callCenter.command(ADA.id, order))).toBeUndefined();
}

async function desk(): Promise<Desk> {
  const kept = await centre.store.desk(ADA.id);
  if (!kept) throw new Error('Ada has no desk');
  return kept.desk;
}

const callOf = async () => (await desk()).interactions[0]?.call;

/** From now on, Twilio's news of these kinds is lost for good. */
function lose(...kinds: string[]): void {
  centre.twilio.faults.add({
    action: { type: 'drop' },
    matches: ({ kind }) => kinds.includes(kind),
    times: Infinity,
  });
}

/** Ada has answered a caller. */
async function answer(): Promise<Party> {
  const caller = centre.parties.call(CALLER, MAIN_NUMBER);
  await seconds(5);
  const [offered] = (await desk()).interactions;
  if (!offered) throw new Error('Nothing rings at Ada');
  await command({ type: 'answer', interactionId: offered.id });
  await seconds(5);
  return caller;
}

const conferences = () => centre.twilio.snapshot().conferences;
const participants = () => conferences().flatMap((each) => each.participants);

describe('within half a minute, though Twilio’s news was lost,', () => {
  it('two who talk are seen to talk', async () => {
    lose('conference', 'callStatus');
    await answer();
    expect((await callOf())?.state).not.toBe('connected');

    await seconds(30);

    expect((await callOf())?.state).toBe('connected');
    expect(centre.repairs).toEqual(['legJoined', 'legJoined']);
  });

  it('a call that ended has ended, and is logged once', async () => {
    const caller = await answer();
    lose('conference', 'callStatus', 'voice', 'taskRouter');
    caller.hangUp();
    await seconds(1);
    expect((await callOf())?.state).toBe('connected');

    await seconds(60);

    expect(await centre.store.liveInteractions()).toEqual([]);
    expect(centre.repairs).toEqual(['legEnded']);
    expect(centre.logs).toHaveLength(1);
    expect(participants()).toEqual([]);
  });

  it('a caller who hung up in the queue waits no more', async () => {
    await command({ type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } });
    const caller = centre.parties.call(CALLER, MAIN_NUMBER);
    await seconds(5);
    lose('conference', 'callStatus', 'voice', 'taskRouter');
    caller.hangUp();

    await seconds(31);

    expect(await centre.store.liveInteractions()).toEqual([]);
    expect(centre.repairs).toEqual(['legEnded']);
  });

  it('who was taken off hold by somebody else is on hold again', async () => {
    await answer();
    const [interaction] = (await desk()).interactions;
    await command({ type: 'hold', interactionId: interaction!.id, partyId: CUSTOMER_PARTY });
    await seconds(2);
    const [conference] = conferences();
    const held = conference?.participants.find(({ hold }) => hold);
    await centre.twilio.request(
      'POST',
      `/api/2010-04-01/Accounts/${ACCOUNT.accountSid}/Conferences/${conference?.sid ?? ''}` +
        `/Participants/${held?.callSid ?? ''}.json`,
      { form: { Hold: 'false' } },
    );
    expect(participants().filter(({ hold }) => hold)).toEqual([]);

    await seconds(31);

    expect(participants().filter(({ hold }) => hold)).toHaveLength(1);
    expect(centre.repairs).toEqual(['sound']);
  });
});

it('with nothing lost, nothing is repaired: not in the queue, not in a talk, not on hold, not afterwards', async () => {
  await command({ type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } });
  const caller = centre.parties.call(CALLER, MAIN_NUMBER);
  await seconds(100);
  await command({ type: 'setAgentState', state: { name: 'ready' } });
  await seconds(5);
  const [interaction] = (await desk()).interactions;
  await command({ type: 'answer', interactionId: interaction!.id });
  await seconds(65);
  await command({ type: 'hold', interactionId: interaction!.id, partyId: CUSTOMER_PARTY });
  await seconds(65);
  caller.hangUp();
  await seconds(65);

  expect(centre.repairs).toEqual([]);
  expect(centre.logs).toHaveLength(1);
});
