import { describe, expect, it } from '@jest/globals';
import { settled } from '../testing/virtualClock.ts';
import { answer, at, call, contact, reservedFor, welcome } from './testing/fakePorts.ts';
import { startOnPhone } from './testing/startRuntime.ts';

const { desk: _kept, ...withoutDesk } = welcome;

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
