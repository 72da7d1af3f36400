import { describe, expect, it } from '@jest/globals';
import type { DeskEvent, SoftphoneView } from '../core/index.ts';
import { settled } from '../testing/virtualClock.ts';
import { createSoftphoneRuntime } from './softphoneRuntime.ts';
import {
  answer,
  at,
  call,
  contact,
  createFakePorts,
  hostSettings,
  readyDesk,
  reservedFor,
  welcome,
} from './testing/fakePorts.ts';

const { desk: _kept, ...withoutDesk } = welcome;

function start() {
  const fakes = createFakePorts();
  const runtime = createSoftphoneRuntime(fakes.ports);
  runtime.start();
  return { ...fakes, runtime };
}

/** A softphone that is signed in and owns the phone. */
async function startOnPhone() {
  const softphone = start();
  await settled();
  softphone.link.say(welcome);
  softphone.link.say({ type: 'phoneOwned', owner: 'here' });
  softphone.forget();
  return {
    ...softphone,
    desk: (event: DeskEvent) => {
      softphone.link.say({ type: 'deskChanged', event });
    },
  };
}

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

describe('a softphone with the phone', () => {
  it('rings, shows its panel and its bar item when a call is offered', async () => {
    const { desk, asked, barItems } = await startOnPhone();

    desk(reservedFor([contact]));
    expect(asked).toEqual([
      ['host.showPanel'],
      ['attention.ring', expect.objectContaining({ caller: '+4930123456', queue: 'Support' })],
      ['host.readRecords', [{ recordId: contact.recordId, objectType: 'Contact' }]],
    ]);

    await settled();
    expect(barItems.at(-1)).toEqual({ state: 'ringing', party: `Record ${contact.recordId}` });
  });

  it('answers: silence at once, sound and screen when the connector agrees', async () => {
    const { desk, runtime, asked, forget } = await startOnPhone();
    desk(reservedFor([contact]));
    await settled();
    forget();

    runtime.command(answer);
    expect(asked).toEqual([['attention.stopRinging'], ['link.send', answer]]);

    desk({ type: 'accepted', interactionId: call, at });
    expect(asked.slice(2)).toEqual([
      ['attention.stopRinging'],
      ['device.accept', call],
      ['host.popScreen', { kind: 'record', recordId: contact.recordId, objectType: 'Contact' }],
    ]);
  });

  it('shows a caller by number, and pops the record, when the desktop does not say what it may show', async () => {
    const { desk, asked, barItems, failures, make, runtime } = await startOnPhone();
    make('host.readRecords', () => Promise.reject(new Error('no answer')));

    desk(reservedFor([contact]));
    runtime.command(answer);
    desk({ type: 'accepted', interactionId: call, at });
    await settled();

    expect(barItems.at(-1)).toMatchObject({ party: '+4930123456' });
    expect(asked.at(-1)?.[0]).toBe('host.popScreen');
    expect(failures).toMatchObject([{ effect: 'readRecords' }]);
  });

  it('dials what is clicked, in the panel', async () => {
    const { host, asked } = await startOnPhone();

    host.say({ type: 'clickedToDial', number: '+4930123456', record: contact });

    expect(asked).toEqual([
      ['host.showPanel'],
      ['link.send', { type: 'dial', target: { kind: 'number', number: '+4930123456' }, record: contact }],
    ]);
  });

  it('gives up a call whose own sound cannot be opened', async () => {
    const { desk, argumentsOf, failures, make } = await startOnPhone();
    make('device.connect', () => Promise.reject(new Error('no device')));

    desk({
      type: 'dialed',
      interactionId: call,
      direction: 'outbound',
      ani: '+49301' as never,
      dnis: '+49302' as never,
      parties: [],
      at,
    });
    await settled();

    expect(argumentsOf('link.send')).toEqual([{ type: 'hangUp', interactionId: call }]);
    expect(failures).toMatchObject([{ effect: 'connectAudio' }]);
  });

  it('shows a new call log a moment after the call, once', async () => {
    const { desk, argumentsOf, clock } = await startOnPhone();
    desk(reservedFor());
    desk({ type: 'callEnded', interactionId: call, reason: 'missed', at });
    await clock.advance(1_000);
    expect(argumentsOf('host.refreshView')).toHaveLength(0);

    desk({ type: 'agentStateSet', state: { name: 'loggedOut' }, at });
    await clock.advance(10_000);

    expect(argumentsOf('host.refreshView')).toHaveLength(1);
  });

  it('goes on when the desktop fails, and reports it', async () => {
    const { desk, runtime, failures, make } = await startOnPhone();
    make('host.popScreen', () => Promise.reject(new Error('SCREEN_POP_FAILED')));
    make('host.showPanel', () => Promise.reject(new Error('closed')));
    desk(reservedFor([contact]));
    runtime.command(answer);

    desk({ type: 'accepted', interactionId: call, at });
    await settled();

    expect(failures.map(({ effect }) => effect)).toEqual(['showPanel', 'popScreen']);
    expect(runtime.snapshot()).toMatchObject({ agentState: { name: 'onCall' }, problems: [] });
  });

  it('mutes without a link in the device at once, and at the connector when it is back', async () => {
    const { desk, link, device, runtime, argumentsOf } = await startOnPhone();
    const mute = { type: 'setMuted', interactionId: call, muted: true } as const;
    desk(reservedFor());
    desk({ type: 'accepted', interactionId: call, at });
    device.say({ type: 'audioConnecting', interactionId: call });
    device.say({ type: 'audioConnected', interactionId: call });
    link.say({ type: 'linkLost' });

    runtime.command(mute);
    expect(argumentsOf('device.setMuted')).toEqual([[call, true]]);
    expect(argumentsOf('link.send')).toEqual([]);

    device.say({ type: 'muted', interactionId: call, muted: true });
    link.say(withoutDesk);
    expect(argumentsOf('link.send')).toEqual([mute]);
    expect(argumentsOf('device.setMuted')).toHaveLength(1);
  });

  it('takes a broken connection up again: the device is told before the connector', async () => {
    const { desk, device, asked, forget } = await startOnPhone();
    device.say({ type: 'registered' });
    desk(reservedFor());
    desk({ type: 'accepted', interactionId: call, at });
    desk({ type: 'answered', interactionId: call, at });
    forget();

    desk({ type: 'connectionLost', interactionId: call, until: at, at });

    expect(asked).toEqual([
      ['device.accept', call],
      ['link.send', { type: 'rejoin', interactionId: call }],
    ]);
  });

  it('has no bar item twice in a row', async () => {
    const { desk, barItems, device } = await startOnPhone();
    const before = barItems.length;

    desk(reservedFor());
    device.say({ type: 'registering' });
    device.say({ type: 'registered' });

    expect(barItems.slice(before)).toEqual([{ state: 'ringing', party: '+4930123456' }]);
  });
});

describe('the number field', () => {
  it('shows a number in the way of the agent’s country', async () => {
    const { runtime } = await startOnPhone();

    runtime.command({ type: 'typeNumber', typed: '030' });
    await settled();

    expect(runtime.snapshot().softphone.entry.formatted).toBe('030 in DE');
  });

  it('keeps the last number typed, though an earlier one is read later', async () => {
    const { runtime, make } = await startOnPhone();
    let release: (() => void) | undefined;
    make('read 0', () => new Promise<void>((resolve) => (release = resolve)));

    runtime.command({ type: 'typeNumber', typed: '0' });
    runtime.command({ type: 'typeNumber', typed: '03' });
    await settled();
    release?.();
    await settled();

    expect(runtime.snapshot().softphone.entry.typed).toBe('03');
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
