import { describe, expect, it } from '@jest/globals';
import type { EndpointCall } from '../../phoneNetwork/endpointCall.ts';
import type { ClientInvite } from './clientGateway.ts';
import type { SignalError } from './signalling.ts';
import {
  createSwitchboardUnderTest,
  settled,
  signToken,
  type ScriptedClient,
  type SwitchboardUnderTest,
} from './testing/scriptedClient.ts';

const types = (client: ScriptedClient) => client.heard.map((message) => message.type);
const last = (client: ScriptedClient) => client.heard.at(-1);

async function ring({ switchboard, clock }: SwitchboardUnderTest, identity = 'agent_1') {
  const call = switchboard.clients.dialClient({
    identity,
    callSid: 'CA100',
    from: '+14155550100',
    to: `client:${identity}`,
    params: { interactionId: 'a&b' },
  });
  const told = follow(call);
  await settled();
  clock.advance(0);
  return { call, told };
}

function follow(call: EndpointCall) {
  const told: string[] = [];
  call.subscribe((event) => {
    told.push(event.type === 'digit' ? event.digit : event.type === 'ended' ? event.cause : event.type);
  });
  return told;
}

async function invite({ switchboard, clock }: SwitchboardUnderTest, client: ScriptedClient) {
  const invites: ClientInvite[] = [];
  switchboard.clients.onInvite((each) => invites.push(each));
  await client.say('invite', { callsid: 'TJ1', sdp: 'o', twilio: { params: 'To=%2B44&x=1' } });
  const { call, params } = invites[0]!;
  const told = follow(call);
  clock.advance(0);
  return { call, params, told };
}

describe('signing in', () => {
  it('welcomes a client with its identity and time, and registers it', async () => {
    const system = createSwitchboardUnderTest();

    const client = await system.signIn('agent_1');

    expect(types(client)).toEqual(['connected', 'ready']);
    expect(client.heard[0]?.payload.token).toEqual({ identity: 'agent_1', ttl: 3600 });
  });

  it('sends a client with a bad token away, so that its registration fails', async () => {
    const { connect } = createSwitchboardUnderTest();
    const client = connect();

    await client.say('listen', { token: 'nonsense' });

    expect(types(client)).toEqual(['error', 'close']);
    expect(client.connection()).toBe('closed');
  });

  it('does nothing for a client that has shown no token', async () => {
    const { connect } = createSwitchboardUnderTest();
    const client = connect();

    await client.say('register', { media: { audio: true } });
    await client.say('invite', { callsid: 'TJ1', sdp: 'o', twilio: {} });

    expect(client.heard.map((message) => message.payload.error)).toEqual([
      { code: 31_204, message: 'JWT is invalid' },
      { code: 31_204, message: 'JWT is invalid' },
    ]);
  });

  it('says offline when the client unregisters', async () => {
    const system = createSwitchboardUnderTest();
    const client = await system.signIn('agent_1');

    await client.say('register', { media: { audio: false } });

    expect(last(client)?.type).toBe('offline');
    expect((await ring(system)).told).toEqual(['noAnswer']);
  });

  it('breaks a connection that has been silent for 15 s', async () => {
    const system = createSwitchboardUnderTest();
    const client = await system.signIn('agent_1');

    system.clock.advance(15_000);

    expect(client.connection()).toBe('broken');
  });

  it('takes an expired client off the list until it shows a new token', async () => {
    const system = createSwitchboardUnderTest();
    const client = await system.signIn('agent_1', { ttl: 10 });

    system.clock.advance(10_000);
    expect(client.heard.slice(-2).map((each) => each.payload.error ?? each.type)).toEqual([
      { code: 31_205, message: 'JWT token expired' },
      'offline',
    ]);
    await client.say('register', { media: { audio: true } });
    expect(last(client)?.payload.error).toHaveProperty('code', 31_205);
    await client.say('listen', { token: signToken('agent_1', system.clock.now() / 1000 + 600) });
    await client.say('register', { media: { audio: true } });

    expect(types(client).slice(-2)).toEqual(['connected', 'ready']);
  });

  it('does not take an expired token again', async () => {
    const system = createSwitchboardUnderTest();
    const client = await system.signIn('agent_1', { ttl: 60 });

    system.switchboard.sessionsOf('agent_1')[0]?.expire();
    await client.say('listen', { token: signToken('agent_1', system.clock.now() / 1000 + 60) });

    expect(last(client)?.payload.error).toHaveProperty('code', 31_205);
    expect(client.connection()).toBe('open');
  });

  it('keeps its identity for as long as it is connected', async () => {
    const system = createSwitchboardUnderTest();
    const client = await system.signIn('agent_1');

    await client.say('listen', { token: signToken('agent_2', system.clock.now() / 1000 + 600) });

    expect(last(client)?.payload.error).toHaveProperty('code', 31_204);
    expect(system.switchboard.sessionsOf('agent_2')).toEqual([]);
  });
});

describe('a call to a client', () => {
  it('rings with its parameters and is answered', async () => {
    const system = createSwitchboardUnderTest();
    const client = await system.signIn('agent_1');

    const { told } = await ring(system);
    await client.say('answer', { callsid: 'CA100', sdp: 'a' });

    const offered = client.heard.find((message) => message.type === 'invite')?.payload;
    expect(offered).toMatchObject({ callsid: 'CA100', sdp: 'offer', reconnect: 'reconnect-token' });
    expect(offered?.parameters).toMatchObject({ From: '+14155550100', Params: 'interactionId=a%26b' });
    expect(told).toEqual(['ringing', 'answered']);
  });

  it('ends at once when nobody is registered', async () => {
    expect((await ring(createSwitchboardUnderTest())).told).toEqual(['noAnswer']);
  });

  it('rings every device of the identity; the first answer wins and the others are told', async () => {
    const system = createSwitchboardUnderTest();
    const [first, second] = [await system.signIn('agent_1'), await system.signIn('agent_1')];
    await system.signIn('agent_2');

    const { told } = await ring(system);
    await second.say('answer', { callsid: 'CA100', sdp: 'a' });
    await first.say('answer', { callsid: 'CA100', sdp: 'late' });

    expect(types(first).slice(-2)).toEqual(['cancel', 'cancel']);
    expect(told).toEqual(['ringing', 'answered']);
    expect(system.legs.map((leg) => leg.closed())).toEqual([true, false]);
  });

  it('is busy when the last device declines', async () => {
    const system = createSwitchboardUnderTest();
    const [first, second] = [await system.signIn('agent_1'), await system.signIn('agent_1')];

    const { told } = await ring(system);
    await first.say('reject', { callsid: 'CA100' });
    expect(told).toEqual(['ringing']);
    await second.say('reject', { callsid: 'CA100' });

    expect(told).toEqual(['ringing', 'busy']);
  });

  it('does not ring again at a device that declined', async () => {
    const system = createSwitchboardUnderTest();
    const [first] = [await system.signIn('agent_1'), await system.signIn('agent_1')];
    await ring(system);

    await first.say('reject', { callsid: 'CA100' });
    await first.say('register', { media: { audio: true } });

    expect(types(first).filter((type) => type === 'invite')).toHaveLength(1);
  });

  it('is taken back when the carrier gives up, and ended once', async () => {
    const system = createSwitchboardUnderTest();
    const client = await system.signIn('agent_1');
    const { call, told } = await ring(system);

    call.hangUp('noAnswer');
    call.hangUp();

    expect(last(client)).toMatchObject({ type: 'cancel', payload: { callsid: 'CA100' } });
    expect(told).toEqual(['ringing', 'noAnswer']);
  });

  it('rings again at a client that lost its connection and came back within 5 s', async () => {
    const system = createSwitchboardUnderTest();
    const client = await system.signIn('agent_1');
    const { told } = await ring(system);

    client.vanish();
    system.clock.advance(4000);
    const again = await system.signIn('agent_1');
    system.clock.advance(10_000);

    expect(last(again)?.type).toBe('invite');
    expect(told).toEqual(['ringing']);
  });

  it('is not answered when no client comes back', async () => {
    const system = createSwitchboardUnderTest();
    const client = await system.signIn('agent_1');
    const { told } = await ring(system);

    client.vanish();
    system.clock.advance(5000);

    expect(told).toEqual(['ringing', 'noAnswer']);
  });

  it('fails when the answer’s media cannot be used', async () => {
    const system = createSwitchboardUnderTest();
    const client = await system.signIn('agent_1');
    const { told } = await ring(system);

    await client.say('answer', { callsid: 'CA100', sdp: 'bad' });

    expect(told).toEqual(['ringing', 'failed']);
    expect(last(client)?.type).toBe('hangup');
  });

  it('may be taken over while it rings, by whoever has its token', async () => {
    const system = createSwitchboardUnderTest();
    const [rung, other] = [
      await system.signIn('agent_1'),
      await system.signIn('agent_1', { registered: false }),
    ];
    const { told } = await ring(system);

    await other.say('invite', { callsid: 'CA100', sdp: 'own', reconnect: 'reconnect-token', twilio: {} });

    expect(last(other)).toMatchObject({ type: 'answer', payload: { sdp: 'answer to own' } });
    expect(last(rung)?.type).toBe('cancel');
    expect(told).toEqual(['ringing', 'answered']);
  });

  it('cannot be answered by another identity', async () => {
    const system = createSwitchboardUnderTest();
    await system.signIn('agent_1');
    const stranger = await system.signIn('agent_2');
    const { told } = await ring(system);

    await stranger.say('answer', { callsid: 'CA100', sdp: 'a' });
    await stranger.say('hangup', { callsid: 'CA100' });

    expect(told).toEqual(['ringing']);
  });
});

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

it('ignores what is not a message', async () => {
  const system = createSwitchboardUnderTest();
  const client = await system.signIn('agent_1');

  await client.say('unheardOf');
  system.switchboard.sessionsOf('agent_1')[0]?.received('{');
  system.switchboard.sessionsOf('agent_1')[0]?.received('null');

  expect(types(client)).toEqual(['connected', 'ready']);
});
