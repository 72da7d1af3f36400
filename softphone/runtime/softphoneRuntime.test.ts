import { describe, expect, it } from '@jest/globals';
import type { SoftphoneView } from '../core/index.ts';
import { settled } from '../testing/virtualClock.ts';
import { createSoftphoneRuntime } from './softphoneRuntime.ts';
import { call, createFakePorts, hostSettings, readyDesk, welcome } from './testing/fakePorts.ts';
import { start, startOnPhone } from './testing/startRuntime.ts';

describe('a softphone that starts', () => {
  it('starts its desktop and opens its link at once, without waiting for either', () => {
    const { asked, barItems } = start();

    expect(asked).toEqual([['host.start'], ['link.open']]);
    expect(barItems).toEqual([{ state: 'signingIn' }]);
  });

  it('shows what the desktop and the connector tell it', async () => {
    const { runtime, link, barItems } = start();
    await settled();

    link.say(welcome);

    expect(runtime.snapshot()).toMatchObject({
      softphone: { session: { state: 'signedIn' }, desk: readyDesk, host: hostSettings },
      agentState: { name: 'ready' },
    });
    expect(barItems.at(-1)).toEqual({ state: 'ready' });
  });

  it('claims a phone that nobody owns, and starts it when it gets it', async () => {
    const { link, asked } = start();
    await settled();
    link.say(welcome);

    link.say({ type: 'phoneOwned', owner: 'nobody' });
    link.say({ type: 'phoneOwned', owner: 'here' });

    expect(asked.slice(-2)).toEqual([['link.claimPhone'], ['device.start']]);
  });

  it('asks a desktop that did not answer again when the agent retries, and not one that did', async () => {
    const fakes = createFakePorts();
    fakes.make('host.start', () => Promise.reject(new Error('HOST_UNAVAILABLE')));
    const runtime = createSoftphoneRuntime(fakes.ports);
    runtime.start();
    await settled();
    fakes.make('host.start', () => Promise.resolve());
    for (let again = 0; again < 2; again += 1) {
      fakes.link.say({ type: 'signInRefused', code: 'ORG_UNREACHABLE' });
      runtime.command({ type: 'retry' });
      await settled();
    }

    expect(fakes.failures).toMatchObject([{ effect: 'startHost' }]);
    expect(fakes.argumentsOf('host.start')).toHaveLength(2);
    expect(fakes.argumentsOf('link.open')).toHaveLength(3);
  });
});

describe('a listener', () => {
  it('hears one view per event that changes something, and none after it leaves', async () => {
    const { runtime, link, device } = await startOnPhone();
    const heard: SoftphoneView[] = [];
    const leave = runtime.subscribe((view) => heard.push(view));

    device.say({ type: 'audioInterrupted', interactionId: call });
    link.say({ type: 'linkLost' });
    leave();
    link.say(welcome);

    expect(heard.map(({ softphone }) => softphone.link)).toEqual(['lost']);
  });

  it('may command from within what it hears', async () => {
    const { runtime, link } = await startOnPhone();
    runtime.subscribe(({ softphone }) => {
      if (softphone.link === 'lost' && !softphone.refused) {
        runtime.command({ type: 'setAgentState', state: { name: 'ready' } });
      }
    });

    link.say({ type: 'linkLost' });

    expect(runtime.snapshot().softphone.refused).toEqual({
      command: 'setAgentState',
      refusal: { code: 'COMMAND_FAILED' },
    });
  });
});

describe('a softphone that stops', () => {
  it('is silent, closes its link and hears nothing more', async () => {
    const { runtime, link, asked } = await startOnPhone();

    await runtime.stop();
    link.say({ type: 'linkLost' });

    expect(asked).toEqual([['attention.stopRinging'], ['link.close'], ['device.stop']]);
    expect(runtime.snapshot().softphone.link).toBe('open');
  });
});
