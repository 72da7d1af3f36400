import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER, EXPERT, startTalk, type Talk } from './conferenceTalk.ts';

let talk: Talk;

beforeEach(async () => {
  talk = await startTalk();
});
afterEach(() => talk.stop());

describe('a participant that is changed', () => {
  it('is muted and unmuted, with events', async () => {
    const customer = await talk.participant('customer');

    expect(await customer.update({ muted: true, beepOnExit: true })).toMatchObject({ muted: true });
    expect(await (await talk.conference()).participants.list({ muted: true })).toHaveLength(1);
    await customer.update({ muted: false });
    await talk.advance(0.1);

    expect(talk.events().slice(-2)).toEqual(['participant-mute', 'participant-unmute']);
  });
});

describe('a coach', () => {
  it('names whom to coach, who must be there', async () => {
    const { callSid } = await (await talk.participant('agent')).fetch();

    const coach = await talk.add({
      to: 'client:coach?interactionId=i1',
      label: 'coach',
      coaching: true,
      callSidToCoach: callSid,
    });
    await talk.advance(3);

    expect(coach).toMatchObject({ coaching: true, callSidToCoach: callSid, status: 'queued' });
    expect(talk.parties.rung('client:coach')[0]?.params).toEqual({ interactionId: 'i1' });
    expect(await (await talk.conference()).participants.list({ coaching: true })).toHaveLength(1);
    expect(await (await talk.participant('coach')).update({ coaching: false })).toMatchObject({
      coaching: false,
    });
    await expect((await talk.participant('coach')).update({ coaching: true })).rejects.toMatchObject({
      code: 20_001,
    });
    await expect(
      (await talk.participant('coach')).update({ coaching: true, callSidToCoach: `CA${'0'.repeat(32)}` }),
    ).rejects.toMatchObject({ code: 13_240 });
    await expect(
      talk.add({ to: EXPERT, label: 'other', coaching: true, callSidToCoach: `CA${'0'.repeat(32)}` }),
    ).rejects.toMatchObject({ code: 13_240 });
  });
});

describe('an announcement', () => {
  const announcement = () => `${talk.appUrl}/announcement`;

  beforeEach(async () => {
    await talk.end();
    await talk.joinAs('agent');
    await talk.add({ to: CUSTOMER, label: 'customer' });
    await talk.advance(3);
    talk.on('/announcement', '<Response><Say>One minute left</Say></Response>');
  });

  it('to one participant is played once, and its end told', async () => {
    await (await talk.participant('customer')).update({ announceUrl: announcement() });
    await talk.advance(10);

    expect(talk.at('/announcement').map(({ method }) => method)).toEqual(['POST']);
    expect(talk.told('announcement-end')).toMatchObject({
      ParticipantLabel: 'customer',
      AnnounceUrl: announcement(),
    });
  });

  it('to all is played once, and its end told', async () => {
    await (await talk.conference()).update({ announceUrl: announcement(), announceMethod: 'GET' });
    await talk.advance(10);

    expect(talk.at('/announcement').map(({ method }) => method)).toEqual(['GET']);
    expect(talk.told('announcement-end')).not.toHaveProperty('ParticipantLabel');
  });

  it('that cannot be had is told', async () => {
    talk.on('/announcement', () => ({ status: 404 }));

    await (await talk.conference()).update({ announceUrl: announcement() });
    await talk.advance(1);

    expect(talk.told('announcement-fail')).toMatchObject({ AnnounceUrl: announcement() });
    expect(talk.told('announcement-fail')).toHaveProperty('ReasonAnnouncementFailed');
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
    talk.on('/announcement', '<Response><Say>Hello</Say></Response>');
    const announceUrl = 'announceUrl' in change ? `${talk.appUrl}/announcement` : undefined;

    await (await talk.participant('customer')).update({ ...change, ...(announceUrl ? { announceUrl } : {}) });
    await talk.advance(3);

    expect(Object.keys(talk.told(type) ?? {}).sort()).toEqual(
      [...conferenceFields, ...participantFields, ...more].sort(),
    );
    expect(talk.received.every(({ signed }) => signed)).toBe(true);
  });
});
