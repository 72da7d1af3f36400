import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, agentStateOf, type InteractionId } from '../../../../softphone/core/index.ts';
import type { Attendee, LegId } from '../ports/telephony.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  openCallCenterKit,
  ROOM,
  type CallCenterKit,
} from '../testing/callCenterKit.ts';
import { agentPartyId } from './partyRecord.ts';

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
});

afterEach(() => kit.stop());

const { conferenceId } = ROOM;
const inRoom = (legId: LegId, change: Partial<Attendee> = {}): Attendee => ({
  conferenceId,
  legId,
  state: 'in',
  held: false,
  ...change,
});
const customer = inRoom(CUSTOMER_LEG);
const agent = inRoom(AGENT_LEG);

/** From now on, these are in the conference and those wait in the queue. */
function given(attendees: readonly Attendee[], waiting: readonly LegId[] | 'untold' = []): void {
  kit.carrier.sight = {
    attendees: () => Promise.resolve(attendees),
    waitingLegs: () => Promise.resolve(waiting === 'untold' ? undefined : new Set(waiting)),
  };
}

async function looks(count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    kit.clock.advance(30_000);
    await kit.settle();
  }
}

/** An agent has answered, and nothing was heard of the conference. */
async function answered(): Promise<InteractionId> {
  const interactionId = await kit.offer();
  await kit.command({ type: 'answer', interactionId });
  await kit.settle();
  return interactionId;
}

const askedFor = (method: string) =>
  kit.asked.filter((each) => each.method === method).map((each) => each.with);
const stateName = async () => agentStateOf(await kit.desk()).name;

describe('a conference whose news was lost', () => {
  it('is found with the caller and the agent in it: they talk', async () => {
    const interactionId = await answered();
    given([customer, agent]);

    await looks(1);

    const record = await kit.recordOf(interactionId);
    expect(record).toMatchObject({ phase: 'connected', room: ROOM });
    expect(record.parties.map(({ state, legId }) => [state, legId])).toEqual([
      ['in', CUSTOMER_LEG],
      ['in', AGENT_LEG],
    ]);
    expect((await kit.desk()).interactions[0]?.call.state).toBe('connected');
    expect(kit.repairs).toEqual(['legJoined', 'legJoined']);
  });

  it('is over with the call, when nobody is in it and the legs are over', async () => {
    await kit.talk();
    given([]);
    kit.over.set(CUSTOMER_LEG, { cause: 'completed' });
    kit.over.set(AGENT_LEG, { cause: 'completed' });

    await looks(1);

    expect(await stateName()).toBe('wrapUp');
    expect(kit.repairs).toEqual(['legEnded']);
  });

  it('changes nothing for a party who rings there', async () => {
    await answered();
    given([customer, inRoom(AGENT_LEG, { state: 'ringing' })]);

    await looks(1);

    expect((await kit.desk()).interactions[0]?.call.state).not.toBe('connected');
  });
});

describe('a leg that nobody waits for', () => {
  const stray = inRoom('CA-stray' as LegId, { partyId: agentPartyId(AGENT) });

  it('is put out at the second look, because it may be on its way out at the first', async () => {
    await kit.talk();
    given([customer, agent, stray]);

    await looks(1);
    expect(askedFor('endLeg')).toEqual([]);

    await looks(1);
    expect(askedFor('endLeg')).toEqual([stray.legId]);
    expect(kit.repairs).toEqual(['strayLeg']);
  });

  it('is put out once', async () => {
    await kit.talk();
    given([customer, agent, stray]);

    await looks(5);

    expect(askedFor('endLeg')).toEqual([stray.legId]);
  });
});

describe('what a party hears', () => {
  it('is corrected when the carrier holds one who should talk', async () => {
    const interactionId = await kit.talk();
    given([inRoom(CUSTOMER_LEG, { held: true }), agent]);

    await looks(1);

    expect(askedFor('setSound')).toEqual([{ interactionId, room: ROOM, legId: CUSTOMER_LEG, sound: 'talk' }]);
    expect(kit.repairs).toEqual(['sound']);
  });

  it('is corrected when the carrier lets one talk who should be on hold', async () => {
    const interactionId = await kit.talk();
    await kit.command({ type: 'hold', interactionId, partyId: CUSTOMER_PARTY });
    await kit.settle();
    kit.asked.length = 0;
    given([customer, agent]);

    await looks(1);

    expect(askedFor('setSound')).toContainEqual(
      expect.objectContaining({ legId: CUSTOMER_LEG, sound: 'music' }),
    );
    expect((await kit.recordOf(interactionId)).parties[0]).toMatchObject({ held: true, sound: 'music' });
  });

  it('is left alone while it is right', async () => {
    const interactionId = await kit.talk();
    await kit.command({ type: 'hold', interactionId, partyId: CUSTOMER_PARTY });
    await kit.settle();
    kit.asked.length = 0;

    await looks(3);

    expect(askedFor('setSound')).toEqual([]);
    expect(kit.repairs).toEqual([]);
  });
});

describe('a caller who is on the line, in no queue and in no conference', () => {
  it('is sent to the queue at the second look, once', async () => {
    const interactionId = await kit.arrive();
    given([], []);

    await looks(1);
    expect(askedFor('sendToQueue')).toEqual([]);

    await looks(4);
    expect(askedFor('sendToQueue')).toEqual([
      expect.objectContaining({ interactionId, legId: CUSTOMER_LEG }),
    ]);
    expect(kit.repairs).toEqual(['callerAstray']);
  });

  it('is sent back into the conference where the agent waits', async () => {
    const interactionId = await kit.talk();
    given([agent]);

    await looks(2);

    expect(askedFor('sendToRoom')).toEqual([expect.objectContaining({ interactionId, legId: CUSTOMER_LEG })]);
    expect(await stateName()).toBe('onCall');
  });

  it('is left alone where the carrier does not tell who waits', async () => {
    await kit.arrive();
    given([], 'untold');

    await looks(3);

    expect(kit.repairs).toEqual([]);
  });

  it('is left alone while waiting', async () => {
    await kit.arrive();

    await looks(3);

    expect(kit.repairs).toEqual([]);
  });
});

describe('an agent', () => {
  it('whose leg is up outside the conference has lost the connection', async () => {
    const interactionId = await kit.talk();
    given([customer]);

    await looks(2);

    expect(askedFor('endLeg')).toContainEqual(AGENT_LEG);
    expect(kit.repairs).toContain('partyAstray');
    expect((await kit.recordOf(interactionId)).parts[0]).toMatchObject({ answeredAt: expect.any(Number) });
  });

  it('who was rung and never comes has missed the call after a while', async () => {
    await answered();
    given([], [CUSTOMER_LEG]);

    await looks(3);
    expect(kit.repairs).toEqual([]);

    await looks(1);
    expect(kit.repairs).toEqual(['notComing']);
    expect((await kit.desk()).agent.resting).toEqual({ name: 'notReady', reasonCode: 'Missed call' });
  });
});
