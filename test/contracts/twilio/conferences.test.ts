import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER, EXPERT, startTalk, type Talk } from './conferenceTalk.ts';

let talk: Talk;

beforeEach(async () => {
  talk = await startTalk();
});
afterEach(() => talk.stop());

describe('somebody who waits alone', () => {
  beforeEach(() => talk.end());

  it('hears the documents of the waiting address until somebody comes', async () => {
    talk.on('/wait', '<Response><Pause length="2"/></Response>');
    await talk.joinAs('agent', 'waitUrl="/wait" waitMethod="GET"');
    await talk.advance(5);
    const asked = talk.at('/wait');
    expect(asked.length).toBeGreaterThan(1);
    expect(asked[0]).toMatchObject({ method: 'GET', signed: true });

    await talk.add({ to: CUSTOMER });
    await talk.advance(3);
    const before = talk.at('/wait').length;
    await talk.advance(9);

    expect(talk.at('/wait')).toHaveLength(before);
  });
});

describe('a conference', () => {
  it('whose name is used again after its end is another one', async () => {
    const { sid } = await (await talk.conference()).fetch();

    await talk.end();
    await talk.add({ to: CUSTOMER });
    await talk.advance(3);

    const list = await talk.client.conferences.list({ friendlyName: 'talk' });
    expect(list.map((each) => each.status)).toEqual(['init', 'completed']);
    expect(list[1]?.sid).toBe(sid);
  });

  it('that is over takes nobody in and has no participants', async () => {
    const over = await talk.conference();

    await talk.end();

    expect(await over.participants.list()).toEqual([]);
    await expect(over.participants.create({ from: talk.number, to: EXPERT })).rejects.toMatchObject({
      code: 20_404,
    });
  });

  it('lists who rings, who is in, and nobody who has left', async () => {
    talk.parties.teach(EXPERT, 'wait');
    await talk.add({ to: EXPERT, label: 'expert', timeout: 20, muted: true, startConferenceOnEnter: false });
    await talk.advance(1);

    const list = await (await talk.conference()).participants.list();

    expect(list.map(({ label, status }) => [label, status])).toEqual([
      ['agent', 'connected'],
      ['customer', 'connected'],
      ['expert', 'ringing'],
    ]);
    await expect(talk.add({ to: EXPERT, label: 'expert' })).rejects.toMatchObject({
      status: 400,
      code: 16_025,
    });
    await (await talk.participant('expert')).remove();
    await talk.advance(0.1);
    expect(talk.parties.rung(EXPERT)[0]?.heard).toEqual(['canceled']);
    expect(talk.told('participant-leave')).toMatchObject({
      ReasonParticipantLeft: 'participant_add_failed',
      ParticipantCallStatus: 'canceled',
    });
    expect(await talk.labels()).toEqual(['agent', 'customer']);
  });

  it('goes on without somebody who is taken out', async () => {
    await talk.add({ to: EXPERT, label: 'expert' });
    await talk.advance(3);

    await (await talk.participant('expert')).remove();
    await talk.advance(0.1);

    expect(talk.parties.rung(EXPERT)[0]?.heard.at(-1)).toBe('completed');
    expect(talk.told('participant-leave')).toMatchObject({
      ParticipantLabel: 'expert',
      ReasonParticipantLeft: 'participant_updated_via_api',
    });
    expect(await talk.labels()).toEqual(['agent', 'customer']);
  });
});

describe('a conference that is full', () => {
  const FULL = { status: 400, code: 16_020 };

  it('with 250 in it takes nobody more, until somebody leaves', async () => {
    for (let count = 3; count <= 250; count += 1) await talk.add({ to: EXPERT, label: `expert-${count}` });
    await talk.advance(3);
    expect(new Set(await talk.labels()).size).toBe(250);

    await expect(talk.add({ to: EXPERT, label: 'late' })).rejects.toMatchObject(FULL);
    await talk.advance(3);
    expect(await talk.labels()).not.toContain('late');
    await (await talk.participant('expert-3')).remove();
    await talk.add({ to: EXPERT, label: 'late' });
    await talk.advance(3);

    expect(await talk.labels()).toContain('late');
  });

  it('is full earlier for who says so, by request and by TwiML', async () => {
    await expect(talk.add({ to: EXPERT, maxParticipants: 2 })).rejects.toMatchObject(FULL);
    await talk.joinAs('expert', 'maxParticipants="2"');

    expect(await talk.labels()).toEqual(['agent', 'customer']);
    expect(talk.at('/dialled').map(({ params }) => params.DialCallStatus)).toEqual(['failed']);
  });
});
