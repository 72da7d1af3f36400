import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER, startTalk, type Talk } from './conferenceTalk.ts';

let talk: Talk;

beforeEach(async () => {
  talk = await startTalk();
});
afterEach(() => talk.stop());

describe('a participant on hold', () => {
  it('is told of, and heard of, until it comes back', async () => {
    const customer = await talk.participant('customer');

    expect(await customer.update({ hold: true })).toMatchObject({ hold: true });
    expect(await customer.update({ hold: true })).toMatchObject({ hold: true });
    expect(await customer.update({ hold: false })).toMatchObject({ hold: false });
    await talk.advance(0.1);

    expect(talk.events().slice(-2)).toEqual(['participant-hold', 'participant-unhold']);
    expect(talk.told('participant-hold')).toMatchObject({ ParticipantLabel: 'customer', Hold: 'true' });
  });

  it('hears the documents of its address, fetched again when they end, until it comes back', async () => {
    talk.on('/hold', '<Response><Say>Please wait a little while</Say><Redirect>/music</Redirect></Response>');
    talk.on('/music', '<Response><Pause length="2"/></Response>');
    const customer = await talk.participant('customer');

    await customer.update({ hold: true, holdUrl: `${talk.appUrl}/hold` });
    await talk.advance(9);
    const asked = talk.at('/hold').length;
    await customer.update({ hold: false });
    await talk.advance(9);

    expect(asked).toBeGreaterThan(1);
    expect(talk.at('/hold')).toHaveLength(asked);
    expect(talk.at('/music').length).toBeGreaterThan(1);
    const [first] = talk.at('/hold');
    expect(first).toMatchObject({ method: 'GET', signed: true, params: { CallStatus: 'in-progress' } });
    expect(first?.params.CallSid).toBe(talk.told('participant-hold')?.CallSid);
  });

  it('hears a recording for ever with loop="0", by POST when that is asked', async () => {
    talk.on('/hold', '<Response><Play loop="0">/music.wav</Play></Response>');
    const customer = await talk.participant('customer');

    await customer.update({ hold: true, holdUrl: `${talk.appUrl}/hold`, holdMethod: 'POST' });
    await talk.advance(3600);

    expect(talk.at('/hold').map(({ method }) => method)).toEqual(['POST']);
  });

  it('changes its music with another address, without an event', async () => {
    talk.on('/hold', '<Response><Play loop="0">/music.wav</Play></Response>');
    talk.on('/silence', '<Response><Pause length="600"/></Response>');
    const customer = await talk.participant('customer');

    await customer.update({ hold: true, holdUrl: `${talk.appUrl}/hold` });
    await talk.advance(1);
    await customer.update({ hold: true, holdUrl: `${talk.appUrl}/silence` });
    await customer.update({ hold: true });
    await talk.advance(1);

    expect([talk.at('/hold').length, talk.at('/silence').length]).toEqual([1, 1]);
    expect(talk.events().filter((type) => type === 'participant-hold')).toHaveLength(1);
  });

  it.each([
    ['an error', () => ({ status: 500 })],
    ['a verb that is not for music', () => ({ body: '<Response><Dial>+14155550100</Dial></Response>' })],
  ])('stays on hold when its address answers %s', async (_name, answer) => {
    talk.on('/hold', answer);
    const customer = await talk.participant('customer');

    await customer.update({ hold: true, holdUrl: `${talk.appUrl}/hold` });
    await talk.advance(60);

    expect(talk.at('/hold')).toHaveLength(1);
    expect(await customer.fetch()).toMatchObject({ hold: true, status: 'connected' });
  });

  it('asks for no more music when it hangs up', async () => {
    talk.on('/hold', '<Response><Pause length="2"/></Response>');
    await (await talk.participant('customer')).update({ hold: true, holdUrl: `${talk.appUrl}/hold` });
    talk.parties.rung(CUSTOMER)[0]?.hangUp();
    await talk.advance(0.1);
    const asked = talk.at('/hold').length;

    await talk.advance(30);

    expect(talk.at('/hold')).toHaveLength(asked);
  });

  it('takes no change of who ends the conference', async () => {
    const customer = await talk.participant('customer');

    await customer.update({ hold: true });
    await customer.update({ endConferenceOnExit: false });

    expect(await customer.fetch()).toMatchObject({ endConferenceOnExit: true });
    await customer.update({ hold: false });
    expect(await customer.update({ endConferenceOnExit: false })).toMatchObject({
      endConferenceOnExit: false,
    });
    await talk.advance(0.1);
    expect(talk.events().filter((type) => type === 'participant-modify')).toHaveLength(1);
  });
});
