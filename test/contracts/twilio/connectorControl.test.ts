import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LegId, Room, Sound } from '../../../connector/src/callCenter/ports/telephony.ts';
import { webhookPaths } from '../../../connector/src/inbound/twilioWebhooks/webhookPaths.ts';
import type { Ani } from '../../../softphone/core/index.ts';
import {
  ADA,
  CALLER,
  COLLEAGUE,
  colleague,
  CUSTOMER,
  customer,
  interactionId,
  openConnectorKit,
  room,
  type ConnectorKit,
} from './connectorKit.ts';
import type { Party } from './parties.ts';
import { OUR_NUMBER } from './twilioKit.ts';

let kit: ConnectorKit;

beforeEach(async () => {
  kit = await openConnectorKit();
  for (const address of [CUSTOMER, `client:${ADA.id}`, `client:${COLLEAGUE}`]) {
    kit.parties.teach(address, 'answer');
  }
});

afterEach(() => kit.stop());

/** A caller of the queue talks with Ada; resolves with the conference, which is named after the task. */
async function talkOfQueue(): Promise<{ caller: Party; talk: Required<Room> }> {
  await kit.telephony.setAvailability(ADA.id, 'available');
  const caller = kit.parties.call(CALLER, OUR_NUMBER);
  await kit.advance(3);
  const reservation = kit.toldReservation();
  await kit.telephony.connectReservation({
    ...reservation,
    interactionId,
    agentId: ADA.id,
    ani: CALLER as Ani,
  });
  await kit.advance(3);
  const name = reservation.taskId;
  const conferenceId = kit.steps(webhookPaths.conference, 'ConferenceSid')[0] ?? '';
  return { caller, talk: { name, conferenceId } };
}

/** Ada has called a customer. */
async function talkOfAda(): Promise<{ ada: Party; legId: LegId }> {
  const ada = kit.parties.connect(ADA.id, kit.provisioned.applicationSid, { interactionId });
  await kit.advance(1);
  const legId = await kit.telephony.ringParty(customer);
  await kit.advance(3);
  return { ada, legId };
}

const callerLegOf = async (talk: Room) => {
  const [leg] = (await kit.telephony.attendees(talk)).filter(
    ({ legId }) => kit.steps(webhookPaths.callArrived, 'CallSid')[0] === legId,
  );
  if (!leg) throw new Error('The caller is not in the conference');
  return leg.legId;
};
const lastHeard = ({ heard }: Party) => heard.at(-1);
const agentsCalls = (agentId: string) => kit.parties.rung(`client:${agentId}`);
const joined = () =>
  kit
    .at(webhookPaths.conference)
    .filter(({ params }) => params.StatusCallbackEvent === 'participant-join')
    .map(({ params }) => params.ParticipantLabel);

describe('a second agent of a call that the queue brought', () => {
  it.each(['its name', 'its id'])('comes into the same conference, rung by %s', async (known) => {
    const { talk } = await talkOfQueue();
    const into = known === 'its id' ? talk : { name: talk.name };

    await kit.telephony.ringParty({ ...colleague, room: into });
    await kit.advance(3);

    expect(await kit.telephony.attendees(into)).toHaveLength(3);
    expect(joined()).toEqual([undefined, undefined, colleague.partyId]);
    expect(agentsCalls(COLLEAGUE)[0]?.params).toEqual({ interactionId: 'i1' });
    const named = await kit.client.conferences.list({ friendlyName: talk.name });
    expect(named.map(({ sid }) => sid)).toEqual([talk.conferenceId]);
  });

  it('goes on with the caller when the first one leaves, and the caller’s leaving ends it', async () => {
    const { caller, talk } = await talkOfQueue();
    await kit.telephony.ringParty({ ...colleague, room: talk });
    await kit.advance(3);

    agentsCalls(ADA.id)[0]?.hangUp();
    await kit.advance(1);
    expect(caller.heard).not.toContain('completed');
    expect(agentsCalls(COLLEAGUE)[0]?.heard).not.toContain('completed');

    caller.hangUp();
    await kit.advance(1);
    expect(lastHeard(agentsCalls(COLLEAGUE)[0]!)).toBe('completed');
    expect(await kit.telephony.attendees(talk)).toEqual([]);
    await expect(kit.telephony.ringParty({ ...colleague, room: talk })).rejects.toMatchObject({
      code: 'TELEPHONY_GONE',
    });
  });
});

describe('what a party hears', () => {
  it.each<[Sound, string | undefined]>([
    ['music', webhookPaths.wait],
    ['silence', webhookPaths.silence],
  ])('is %s until it may talk again', async (sound, path) => {
    const { legId } = await talkOfAda();
    const asked = kit.at(path ?? '').length;

    await kit.telephony.setSound({ interactionId, room, legId, sound });
    await kit.advance(2);
    expect(kit.at(path ?? '')).toHaveLength(asked + 1);
    expect(await kit.telephony.attendees(room)).toContainEqual(
      expect.objectContaining({ legId, partyId: 'customer', state: 'in', held: true }),
    );

    await kit.telephony.setSound({ interactionId, room, legId, sound: 'talk' });
    expect((await kit.telephony.attendees(room)).map(({ held }) => held)).toEqual([false, false]);
  });

  it('is of no matter any more for a party who has left', async () => {
    const { legId } = await talkOfAda();
    await kit.telephony.endLeg(legId);
    await kit.advance(1);

    await expect(
      kit.telephony.setSound({ interactionId, room, legId, sound: 'music' }),
    ).resolves.toBeUndefined();
  });
});

describe('a party who rings', () => {
  it('is in the conference, ringing, and has one leg however often it is rung', async () => {
    kit.parties.teach(CUSTOMER, 'wait');
    const { legId } = await talkOfAda();

    expect(await kit.telephony.ringParty(customer)).toBe(legId);

    expect(kit.parties.rung(CUSTOMER)).toHaveLength(1);
    expect(await kit.telephony.attendees(room)).toContainEqual({
      conferenceId: expect.any(String),
      legId,
      partyId: 'customer',
      state: 'ringing',
      held: false,
    });
  });

  it('has one leg though Twilio’s answer was lost', async () => {
    kit.standIn.restFaults.add({
      action: { type: 'loseAnswer' },
      matches: ({ method, path }) => method === 'POST' && path.endsWith('/Participants'),
      times: 1,
    });
    kit.parties.connect(ADA.id, kit.provisioned.applicationSid, { interactionId });
    await kit.advance(1);
    await expect(kit.telephony.ringParty(customer)).rejects.toMatchObject({ code: 'TELEPHONY_UNAVAILABLE' });

    const legId = await kit.telephony.ringParty(customer);
    await kit.advance(3);

    expect(kit.parties.rung(CUSTOMER)).toHaveLength(1);
    expect(await kit.telephony.attendees(room)).toContainEqual(
      expect.objectContaining({ legId, state: 'in' }),
    );
  });

  it('and does not answer is told of as one that did not come, with the reason', async () => {
    kit.parties.teach(CUSTOMER, 'busy');
    await talkOfAda();

    const { params } = kit
      .at(webhookPaths.conference)
      .findLast((each) => each.params.StatusCallbackEvent === 'participant-leave')!;
    expect(params).toMatchObject({
      ReasonParticipantLeft: 'participant_add_failed',
      ParticipantCallStatus: 'busy',
      ParticipantLabel: 'customer',
    });
  });
});

describe('a caller who is sent elsewhere', () => {
  it('waits in the queue again, before those who came later, and the agents stay behind', async () => {
    const { caller, talk } = await talkOfQueue();
    const legId = await callerLegOf(talk);

    await kit.telephony.sendToQueue({ interactionId, legId });
    await kit.advance(2);

    expect(kit.at(webhookPaths.sentToQueue)).toHaveLength(1);
    expect(lastHeard(caller)).toBe('answered');
    const tasks = await kit.client.taskrouter.v1.workspaces(kit.provisioned.workspaceSid).tasks.list();
    expect(tasks.filter(({ priority }) => priority === 100)).toHaveLength(1);
    const leaves = kit
      .at(webhookPaths.conference)
      .filter(({ params }) => params.StatusCallbackEvent === 'participant-leave');
    expect(leaves.find(({ params }) => params.CallSid === legId)?.params.ReasonParticipantLeft).toBe(
      'participant_updated_via_api',
    );
    expect(kit.steps(webhookPaths.queueLeft, 'QueueResult')).toEqual(['redirected-from-bridged']);
  });

  it('out of the queue comes into the conference, with music', async () => {
    const caller = kit.parties.call(CALLER, OUR_NUMBER);
    await kit.advance(3);
    const legId = kit.steps(webhookPaths.callArrived, 'CallSid')[0] as LegId;

    await kit.telephony.sendToRoom({ interactionId, legId });
    await kit.advance(2);

    expect(kit.steps(webhookPaths.queueLeft, 'QueueResult')).toEqual(['redirected']);
    expect(lastHeard(caller)).toBe('answered');
    expect(await kit.telephony.attendees(room)).toMatchObject([{ legId, partyId: 'customer', state: 'in' }]);
  });

  it('leaves a message', async () => {
    const caller = kit.parties.call(CALLER, OUR_NUMBER);
    await kit.advance(3);
    const legId = kit.steps(webhookPaths.callArrived, 'CallSid')[0] as LegId;

    await kit.telephony.sendToVoicemail({ interactionId, legId });
    await kit.advance(5);
    caller.hangUp();
    await kit.advance(3);

    expect(kit.at(webhookPaths.messageLeft)).toHaveLength(1);
  });

  it('and has hung up is gone', async () => {
    const caller = kit.parties.call(CALLER, OUR_NUMBER);
    await kit.advance(3);
    const legId = kit.steps(webhookPaths.callArrived, 'CallSid')[0] as LegId;
    caller.hangUp();
    await kit.advance(1);

    await expect(kit.telephony.sendToQueue({ interactionId, legId })).rejects.toMatchObject({
      code: 'TELEPHONY_GONE',
    });
  });
});
