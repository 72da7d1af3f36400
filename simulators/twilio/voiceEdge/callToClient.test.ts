import { describe, expect, it } from '@jest/globals';
import { createSwitchboardUnderTest } from './testing/scriptedClient.ts';
import { types, last, ring } from './testing/clientCalls.ts';

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
