import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { conferenceCallback, startCentre, type Centre } from './centre.ts';
import type { Party } from './parties.ts';

const CUSTOMER = '+14155550142';
const EXPERT = '+14155550143';

let centre: Centre;
let agent: Party;

/** An agent and a customer talk in a conference that is called talk. */
beforeEach(async () => {
  centre = await startCentre();
  for (const number of [CUSTOMER, EXPERT, 'client:coach']) centre.parties.teach(number, 'answer');
  agent = await joinAs('agent', '');
  await add({ to: CUSTOMER, label: 'customer', endConferenceOnExit: true });
  await centre.advance(3);
});
afterEach(() => centre.stop());

/** A browser client enters by TwiML. */
async function joinAs(label: string, attributes: string, name = 'talk'): Promise<Party> {
  centre.on(
    '/outbound',
    `<Response><Dial action="/dialled"><Conference participantLabel="${label}" statusCallback="/conference" ` +
      `statusCallbackEvent="start end join leave mute hold modify announcement" ${attributes}>${name}` +
      '</Conference></Dial></Response>',
  );
  const party = centre.parties.connect(label, centre.applicationSid, {});
  await centre.advance(1);
  return party;
}

type Dialling = Parameters<ReturnType<Centre['client']['conferences']>['participants']['create']>[0];

function add(dialling: Omit<Dialling, 'from'>) {
  return centre.client
    .conferences('talk')
    .participants.create({ from: centre.number, ...conferenceCallback(centre.appUrl), ...dialling });
}

const conference = async () => (await centre.client.conferences.list({ friendlyName: 'talk' }))[0]!;
const talk = async () => centre.client.conferences((await conference()).sid);
const participant = async (label: string) => (await talk()).participants(label);
const labels = async () => (await (await talk()).participants.list()).map(({ label }) => label);
const events = () => centre.at('/conference').map(({ params }) => params.StatusCallbackEvent);
const told = (event: string) =>
  centre.at('/conference').findLast(({ params }) => params.StatusCallbackEvent === event)?.params;

describe('a participant on hold', () => {
  it('is told of, and heard of, until it comes back', async () => {
    const customer = await participant('customer');

    expect(await customer.update({ hold: true })).toMatchObject({ hold: true });
    expect(await customer.update({ hold: true })).toMatchObject({ hold: true });
    expect(await customer.update({ hold: false })).toMatchObject({ hold: false });
    await centre.advance(0.1);

    expect(events().slice(-2)).toEqual(['participant-hold', 'participant-unhold']);
    expect(told('participant-hold')).toMatchObject({ ParticipantLabel: 'customer', Hold: 'true' });
  });

  it('hears the documents of its address, fetched again when they end, until it comes back', async () => {
    centre.on(
      '/hold',
      '<Response><Say>Please wait a little while</Say><Redirect>/music</Redirect></Response>',
    );
    centre.on('/music', '<Response><Pause length="2"/></Response>');
    const customer = await participant('customer');

    await customer.update({ hold: true, holdUrl: `${centre.appUrl}/hold` });
    await centre.advance(9);
    const asked = centre.at('/hold').length;
    await customer.update({ hold: false });
    await centre.advance(9);

    expect(asked).toBeGreaterThan(1);
    expect(centre.at('/hold')).toHaveLength(asked);
    expect(centre.at('/music').length).toBeGreaterThan(1);
    const [first] = centre.at('/hold');
    expect(first).toMatchObject({ method: 'GET', signed: true, params: { CallStatus: 'in-progress' } });
    expect(first?.params.CallSid).toBe(told('participant-hold')?.CallSid);
  });

  it('hears a recording for ever with loop="0", by POST when that is asked', async () => {
    centre.on('/hold', '<Response><Play loop="0">/music.wav</Play></Response>');
    const customer = await participant('customer');

    await customer.update({ hold: true, holdUrl: `${centre.appUrl}/hold`, holdMethod: 'POST' });
    await centre.advance(3600);

    expect(centre.at('/hold').map(({ method }) => method)).toEqual(['POST']);
  });

  it('changes its music with another address, without an event', async () => {
    centre.on('/hold', '<Response><Play loop="0">/music.wav</Play></Response>');
    centre.on('/silence', '<Response><Pause length="600"/></Response>');
    const customer = await participant('customer');

    await customer.update({ hold: true, holdUrl: `${centre.appUrl}/hold` });
    await centre.advance(1);
    await customer.update({ hold: true, holdUrl: `${centre.appUrl}/silence` });
    await customer.update({ hold: true });
    await centre.advance(1);

    expect([centre.at('/hold').length, centre.at('/silence').length]).toEqual([1, 1]);
    expect(events().filter((type) => type === 'participant-hold')).toHaveLength(1);
  });

  it.each([
    ['an error', () => ({ status: 500 })],
    ['a verb that is not for music', () => ({ body: '<Response><Dial>+14155550100</Dial></Response>' })],
  ])('stays on hold when its address answers %s', async (_name, answer) => {
    centre.on('/hold', answer);
    const customer = await participant('customer');

    await customer.update({ hold: true, holdUrl: `${centre.appUrl}/hold` });
    await centre.advance(60);

    expect(centre.at('/hold')).toHaveLength(1);
    expect(await customer.fetch()).toMatchObject({ hold: true, status: 'connected' });
  });

  it('asks for no more music when it hangs up', async () => {
    centre.on('/hold', '<Response><Pause length="2"/></Response>');
    await (await participant('customer')).update({ hold: true, holdUrl: `${centre.appUrl}/hold` });
    centre.parties.rung(CUSTOMER)[0]?.hangUp();
    await centre.advance(0.1);
    const asked = centre.at('/hold').length;

    await centre.advance(30);

    expect(centre.at('/hold')).toHaveLength(asked);
  });

  it('takes no change of who ends the conference', async () => {
    const customer = await participant('customer');

    await customer.update({ hold: true });
    await customer.update({ endConferenceOnExit: false });

    expect(await customer.fetch()).toMatchObject({ endConferenceOnExit: true });
    await customer.update({ hold: false });
    expect(await customer.update({ endConferenceOnExit: false })).toMatchObject({
      endConferenceOnExit: false,
    });
    await centre.advance(0.1);
    expect(events().filter((type) => type === 'participant-modify')).toHaveLength(1);
  });
});

describe('a participant that is changed', () => {
  it('is muted and unmuted, with events', async () => {
    const customer = await participant('customer');

    expect(await customer.update({ muted: true, beepOnExit: true })).toMatchObject({ muted: true });
    expect(await (await talk()).participants.list({ muted: true })).toHaveLength(1);
    await customer.update({ muted: false });
    await centre.advance(0.1);

    expect(events().slice(-2)).toEqual(['participant-mute', 'participant-unmute']);
  });
});

describe('a coach', () => {
  it('names whom to coach, who must be there', async () => {
    const { callSid } = await (await participant('agent')).fetch();

    const coach = await add({
      to: 'client:coach?interactionId=i1',
      label: 'coach',
      coaching: true,
      callSidToCoach: callSid,
    });
    await centre.advance(3);

    expect(coach).toMatchObject({ coaching: true, callSidToCoach: callSid, status: 'queued' });
    expect(centre.parties.rung('client:coach')[0]?.params).toEqual({ interactionId: 'i1' });
    expect(await (await talk()).participants.list({ coaching: true })).toHaveLength(1);
    expect(await (await participant('coach')).update({ coaching: false })).toMatchObject({ coaching: false });
    await expect((await participant('coach')).update({ coaching: true })).rejects.toMatchObject({
      code: 20_001,
    });
    await expect(
      (await participant('coach')).update({ coaching: true, callSidToCoach: `CA${'0'.repeat(32)}` }),
    ).rejects.toMatchObject({ code: 13_240 });
    await expect(
      add({ to: EXPERT, label: 'other', coaching: true, callSidToCoach: `CA${'0'.repeat(32)}` }),
    ).rejects.toMatchObject({ code: 13_240 });
  });
});

describe('an announcement', () => {
  const announcement = () => `${centre.appUrl}/announcement`;

  beforeEach(async () => {
    await end();
    agent = await joinAs('agent', '');
    await add({ to: CUSTOMER, label: 'customer' });
    await centre.advance(3);
    centre.on('/announcement', '<Response><Say>One minute left</Say></Response>');
  });

  it('to one participant is played once, and its end told', async () => {
    await (await participant('customer')).update({ announceUrl: announcement() });
    await centre.advance(10);

    expect(centre.at('/announcement').map(({ method }) => method)).toEqual(['POST']);
    expect(told('announcement-end')).toMatchObject({
      ParticipantLabel: 'customer',
      AnnounceUrl: announcement(),
    });
  });

  it('to all is played once, and its end told', async () => {
    await (await talk()).update({ announceUrl: announcement(), announceMethod: 'GET' });
    await centre.advance(10);

    expect(centre.at('/announcement').map(({ method }) => method)).toEqual(['GET']);
    expect(told('announcement-end')).not.toHaveProperty('ParticipantLabel');
  });

  it('that cannot be had is told', async () => {
    centre.on('/announcement', () => ({ status: 404 }));

    await (await talk()).update({ announceUrl: announcement() });
    await centre.advance(1);

    expect(told('announcement-fail')).toMatchObject({ AnnounceUrl: announcement() });
    expect(told('announcement-fail')).toHaveProperty('ReasonAnnouncementFailed');
  });
});

describe('an event of a conference', () => {
  const conferenceFields = [
    'AccountSid',
    'ConferenceSid',
    'FriendlyName',
    'SequenceNumber',
    'StatusCallbackEvent',
    'Timestamp',
  ];
  const participantFields = [
    'CallSid',
    'Coaching',
    'EndConferenceOnExit',
    'Hold',
    'Muted',
    'ParticipantLabel',
    'StartConferenceOnEnter',
  ];

  it.each([
    ['participant-hold', { hold: true }, []],
    ['participant-mute', { muted: true }, []],
    ['participant-modify', { endConferenceOnExit: false }, []],
    ['announcement-end', { announceUrl: 'announcement' }, ['AnnounceUrl']],
  ])('%s has the documented fields', async (type, change, more) => {
    centre.on('/announcement', '<Response><Say>Hello</Say></Response>');
    const announceUrl = 'announceUrl' in change ? `${centre.appUrl}/announcement` : undefined;

    await (await participant('customer')).update({ ...change, ...(announceUrl ? { announceUrl } : {}) });
    await centre.advance(3);

    expect(Object.keys(told(type) ?? {}).sort()).toEqual(
      [...conferenceFields, ...participantFields, ...more].sort(),
    );
    expect(centre.received.every(({ signed }) => signed)).toBe(true);
  });
});

/** Ends the conference that the test began with. */
async function end() {
  agent.hangUp();
  await (await talk()).update({ status: 'completed' });
  await centre.advance(1);
}

describe('somebody who waits alone', () => {
  beforeEach(end);

  it('hears the documents of the waiting address until somebody comes', async () => {
    centre.on('/wait', '<Response><Pause length="2"/></Response>');
    await joinAs('agent', 'waitUrl="/wait" waitMethod="GET"');
    await centre.advance(5);
    const asked = centre.at('/wait');
    expect(asked.length).toBeGreaterThan(1);
    expect(asked[0]).toMatchObject({ method: 'GET', signed: true });

    await add({ to: CUSTOMER });
    await centre.advance(3);
    const before = centre.at('/wait').length;
    await centre.advance(9);

    expect(centre.at('/wait')).toHaveLength(before);
  });
});

describe('a conference', () => {
  it('whose name is used again after its end is another one', async () => {
    const { sid } = await conference();

    await end();
    await add({ to: CUSTOMER });
    await centre.advance(3);

    const list = await centre.client.conferences.list({ friendlyName: 'talk' });
    expect(list.map((each) => each.status)).toEqual(['init', 'completed']);
    expect(list[1]?.sid).toBe(sid);
  });

  it('that is over takes nobody in and has no participants', async () => {
    const over = await talk();

    await end();

    expect(await over.participants.list()).toEqual([]);
    await expect(over.participants.create({ from: centre.number, to: EXPERT })).rejects.toMatchObject({
      code: 20_404,
    });
  });

  it('lists who rings, who is in, and nobody who has left', async () => {
    centre.parties.teach(EXPERT, 'wait');
    await add({ to: EXPERT, label: 'expert', timeout: 20, muted: true, startConferenceOnEnter: false });
    await centre.advance(1);

    const list = await (await talk()).participants.list();

    expect(list.map(({ label, status }) => [label, status])).toEqual([
      ['agent', 'connected'],
      ['customer', 'connected'],
      ['expert', 'ringing'],
    ]);
    await expect(add({ to: EXPERT, label: 'expert' })).rejects.toMatchObject({ status: 400, code: 16_025 });
    await (await participant('expert')).remove();
    await centre.advance(0.1);
    expect(centre.parties.rung(EXPERT)[0]?.heard).toEqual(['canceled']);
    expect(told('participant-leave')).toMatchObject({
      ReasonParticipantLeft: 'participant_add_failed',
      ParticipantCallStatus: 'canceled',
    });
    expect(await labels()).toEqual(['agent', 'customer']);
  });

  it('goes on without somebody who is taken out', async () => {
    await add({ to: EXPERT, label: 'expert' });
    await centre.advance(3);

    await (await participant('expert')).remove();
    await centre.advance(0.1);

    expect(centre.parties.rung(EXPERT)[0]?.heard.at(-1)).toBe('completed');
    expect(told('participant-leave')).toMatchObject({
      ParticipantLabel: 'expert',
      ReasonParticipantLeft: 'participant_updated_via_api',
    });
    expect(await labels()).toEqual(['agent', 'customer']);
  });
});
