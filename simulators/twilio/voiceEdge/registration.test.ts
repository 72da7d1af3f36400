import { describe, expect, it } from '@jest/globals';
import { createSwitchboardUnderTest, signToken } from './testing/scriptedClient.ts';
import { types, last, ring } from './testing/clientCalls.ts';

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

it('ignores what is not a message', async () => {
  const system = createSwitchboardUnderTest();
  const client = await system.signIn('agent_1');

  await client.say('unheardOf');
  system.switchboard.sessionsOf('agent_1')[0]?.received('{');
  system.switchboard.sessionsOf('agent_1')[0]?.received('null');

  expect(types(client)).toEqual(['connected', 'ready']);
});
