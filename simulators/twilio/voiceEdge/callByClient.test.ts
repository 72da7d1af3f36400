import { describe, expect, it } from '@jest/globals';
import type { SignalError } from './signalling.ts';
import { createSwitchboardUnderTest } from './testing/scriptedClient.ts';
import { types, last, ring, invite } from './testing/clientCalls.ts';

describe('a call that a client makes', () => {
  it('is handed over with its parameters, rings and is answered', async () => {
    const system = createSwitchboardUnderTest();
    const client = await system.signIn('agent_1');

    const { call, params } = await invite(system, client);
    call.ring();
    call.answer();

    expect(params).toEqual({ To: '+44', x: '1' });
    expect(client.heard.slice(-2)).toMatchObject([
      { type: 'ringing', payload: { callsid: 'CA1' } },
      { type: 'answer', payload: { callsid: 'CA1', sdp: 'answer to o', reconnect: 'reconnect-token' } },
    ]);
  });

  it('is refused under the temporary sid before it rang, under its own afterwards', async () => {
    const system = createSwitchboardUnderTest();
    const client = await system.signIn('agent_1');

    (await invite(system, client)).call.hangUp('busy');
    expect(last(client)?.payload).toEqual({ callsid: 'TJ1', error: { code: 31_486, message: 'Busy Here' } });
    const { call } = await invite(system, client);
    call.ring();
    call.hangUp('noAnswer');

    expect(last(client)?.payload).toMatchObject({ callsid: 'CA2', error: { code: 31_480 } });
  });

  it('is given up by the client under the sid it knows', async () => {
    const system = createSwitchboardUnderTest();
    const client = await system.signIn('agent_1');
    const { told } = await invite(system, client);

    await client.say('hangup', { callsid: 'TJ1' });

    expect(told).toEqual(['canceled']);
    expect(types(client)).not.toContain('hangup');
  });

  it('is refused when its media cannot be used, or nobody answers for the account', async () => {
    const system = createSwitchboardUnderTest();
    const client = await system.signIn('agent_1');

    await client.say('invite', { callsid: 'TJ1', sdp: 'o', twilio: {} });
    expect(last(client)?.payload.error).toHaveProperty('code', 31_002);
    system.switchboard.clients.onInvite(() => undefined);
    await client.say('invite', { callsid: 'TJ2', sdp: 'bad', twilio: {} });

    expect(last(client)).toMatchObject({ type: 'hangup', payload: { callsid: 'TJ2' } });
  });
});

describe('a call in progress', () => {
  async function talk() {
    const system = createSwitchboardUnderTest();
    const client = await system.signIn('agent_1');
    const { call, told } = await ring(system);
    await client.say('answer', { callsid: 'CA100', sdp: 'a' });
    told.length = 0;
    return { system, client, call, told, leg: system.legs[0]! };
  }

  it('reports digits from the sound and from the signalling, without pauses', async () => {
    const { client, told, leg } = await talk();

    leg.happen({ type: 'digit', digit: '5' });
    await client.say('dtmf', { callsid: 'CA100', dtmf: '1w#' });

    expect(told).toEqual(['5', '1', '#']);
  });

  it('outlives its signalling for the client’s reconnect time-out, and is resumed', async () => {
    const { system, client, told } = await talk();

    client.vanish();
    system.clock.advance(29_000);
    const again = await system.signIn('agent_1');
    await again.say('invite', { callsid: 'CA100', sdp: 's', reconnect: 'reconnect-token', twilio: {} });
    system.clock.advance(10_000);

    expect(last(again)).toMatchObject({
      type: 'answer',
      payload: { callsid: 'CA100', reconnect: 'reconnect-token' },
    });
    expect(told).toEqual([]);
  });

  it('ends when its client does not come back in time', async () => {
    const { system, client, told, leg } = await talk();

    client.vanish();
    system.clock.advance(30_000);

    expect(told).toEqual(['completed']);
    expect(leg.closed()).toBe(true);
  });

  it('is not resumed with a wrong token or when it is over', async () => {
    const { system, client, call } = await talk();

    await client.say('invite', { callsid: 'CA100', sdp: 's', reconnect: 'wrong', twilio: {} });
    expect(last(client)?.payload.error).toHaveProperty('code', 31_209);
    call.hangUp();
    const again = await system.signIn('agent_1');
    await again.say('invite', { callsid: 'CA100', sdp: 's', reconnect: 'reconnect-token', twilio: {} });

    expect(last(again)?.payload).toMatchObject({ callsid: 'CA100', error: { code: 31_209 } });
  });

  it('ends when the browser’s sound is lost', async () => {
    const { client, told, leg } = await talk();

    leg.happen({ type: 'lost', reason: 'silent' });

    expect(told).toEqual(['completed']);
    expect(last(client)).toMatchObject({ type: 'hangup', payload: { callsid: 'CA100' } });
  });

  it('answers a later offer', async () => {
    const { client } = await talk();

    await client.say('reinvite', { callsid: 'CA100', sdp: 'restart' });

    expect(last(client)).toEqual({
      type: 'answer',
      version: '1.6',
      payload: { callsid: 'CA100', sdp: 'answer to restart' },
    });
  });

  it('acknowledges messages, and says what is wrong with others', async () => {
    const { client } = await talk();
    const message = {
      callsid: 'CA100',
      voiceeventsid: 'KX1',
      content: 'hi',
      messagetype: 'user-defined-message',
    };

    await client.say('message', message);
    await client.say('message', { ...message, content: 'x'.repeat(11_000) });
    await client.say('message', { ...message, messagetype: 'other' });
    await client.say('message', { ...message, callsid: 'CA999' });

    const answers = client.heard
      .slice(-4)
      .map(({ type, payload }) => (payload.error as SignalError | undefined)?.code ?? type);
    expect(answers).toEqual(['ack', 31_212, 31_210, 31_404]);
  });

  it('ends with the switchboard', async () => {
    const { system, client, told } = await talk();

    system.switchboard.stop();

    expect(told).toEqual(['failed']);
    expect(client.connection()).toBe('broken');
  });
});
