import { describe, expect, it } from '@jest/globals';
import { one, two } from '../testing/builders.ts';
import { advancePhone, audioOf, silentPhone, type Audio, type Phone, type PhoneEvent } from './phone.ts';

const phoneIn = (state: Audio['state']): Phone => ({
  ...silentPhone,
  audios: [{ interactionId: one, state, muted: false, digits: '', warnings: [] }],
});

const phones: Readonly<Record<'silent' | Audio['state'], Phone>> = {
  silent: silentPhone,
  connecting: phoneIn('connecting'),
  connected: phoneIn('connected'),
  interrupted: phoneIn('interrupted'),
};

const soundEvents: readonly PhoneEvent[] = [
  { type: 'audioConnecting', interactionId: one },
  { type: 'audioConnected', interactionId: one },
  { type: 'audioInterrupted', interactionId: one },
  { type: 'audioRestored', interactionId: one },
  { type: 'audioEnded', interactionId: one },
];

/** The sound after each event, in the order of `soundEvents`. */
const sounds: { readonly [State in keyof typeof phones]: readonly (Audio['state'] | undefined)[] } = {
  silent: ['connecting', undefined, undefined, undefined, undefined],
  connecting: ['connecting', 'connected', 'connecting', 'connecting', undefined],
  connected: ['connecting', 'connected', 'interrupted', 'connected', undefined],
  interrupted: ['connecting', 'connected', 'interrupted', 'connected', undefined],
};

const table = Object.entries(phones).flatMap(([state, phone]) =>
  soundEvents.map((event, index) => ({
    state,
    phone,
    event,
    type: event.type,
    next: sounds[state as keyof typeof phones][index],
  })),
);

const after = (...events: readonly PhoneEvent[]) => events.reduce(advancePhone, silentPhone);
const talking: readonly PhoneEvent[] = [
  { type: 'audioConnecting', interactionId: one },
  { type: 'audioConnected', interactionId: one },
];

describe('a phone', () => {
  it.each(table)('that is $state and reports $type is $next', ({ phone, event, next }) => {
    expect(audioOf(advancePhone(phone, event), one)?.state).toBe(next);
  });

  it.each<[PhoneEvent, Partial<Phone>]>([
    [{ type: 'registering' }, { registration: 'registering' }],
    [{ type: 'registered' }, { registration: 'registered', signalling: 'online' }],
    [{ type: 'unregistered' }, { registration: 'off' }],
    [{ type: 'registrationFailed', tokenRefused: true }, { registration: 'tokenRefused' }],
    [{ type: 'registrationFailed', tokenRefused: false }, { registration: 'failed' }],
    [{ type: 'signallingLost' }, { signalling: 'lost' }],
    [{ type: 'signallingBack' }, { signalling: 'online' }],
    [{ type: 'microphoneGranted' }, { microphone: 'granted' }],
    [{ type: 'microphoneRefused' }, { microphone: 'refused' }],
    [{ type: 'microphoneMissing' }, { microphone: 'missing' }],
    [
      {
        type: 'devicesChanged',
        devices: { microphones: [{ id: 'm', label: 'Headset' }], speakers: [] },
        chosen: { microphone: 'm' },
      },
      {
        devices: { microphones: [{ id: 'm', label: 'Headset' }], speakers: [] },
        chosen: { microphone: 'm' },
      },
    ],
  ])('takes over %j', (event, facts) => {
    expect(advancePhone(phones.connected, event)).toEqual({ ...phones.connected, ...facts });
  });

  it('is online again once it is registered, or switched off', () => {
    expect(after({ type: 'signallingLost' }, { type: 'registered' }).signalling).toBe('online');
    expect(after({ type: 'signallingLost' }, { type: 'unregistered' }).signalling).toBe('online');
  });

  it('ignores what is reported of a call that does not sound here', () => {
    const phone = after(...talking);
    const events: PhoneEvent[] = [
      { type: 'audioConnected', interactionId: two },
      { type: 'audioInterrupted', interactionId: two },
      { type: 'audioRestored', interactionId: two },
      { type: 'audioEnded', interactionId: two },
      { type: 'muted', interactionId: two, muted: true },
      { type: 'digitsSent', interactionId: two, digits: '1' },
      { type: 'warningRaised', interactionId: two, warning: 'highJitter' },
      { type: 'warningCleared', interactionId: two, warning: 'highJitter' },
    ];

    for (const event of events) {
      expect(advancePhone(silentPhone, event)).toBe(silentPhone);
      expect(advancePhone(phone, event)).toBe(phone);
    }
  });

  it('shows the digits sent in a call, and whether it is muted', () => {
    const phone = after(
      ...talking,
      { type: 'digitsSent', interactionId: one, digits: '1' },
      { type: 'digitsSent', interactionId: one, digits: '#' },
      { type: 'muted', interactionId: one, muted: true },
    );

    expect(audioOf(phone, one)).toMatchObject({ digits: '1#', muted: true });
  });

  it('warns once of each trouble until it is over', () => {
    const jitter = { type: 'warningRaised', interactionId: one, warning: 'highJitter' } as const;
    const loss = { type: 'warningRaised', interactionId: one, warning: 'packetLoss' } as const;
    const warned = after(...talking, jitter, loss, jitter);

    expect(audioOf(warned, one)?.warnings).toEqual(['highJitter', 'packetLoss']);
    expect(audioOf(advancePhone(warned, { ...jitter, type: 'warningCleared' }), one)?.warnings).toEqual([
      'packetLoss',
    ]);
  });

  it('has two calls at once, each with its own state, mute, digits and warnings', () => {
    const both = after(
      ...talking,
      { type: 'muted', interactionId: one, muted: true },
      { type: 'digitsSent', interactionId: one, digits: '1' },
      { type: 'warningRaised', interactionId: one, warning: 'highJitter' },
      { type: 'audioConnecting', interactionId: two },
      { type: 'audioConnected', interactionId: two },
      { type: 'audioInterrupted', interactionId: two },
      { type: 'digitsSent', interactionId: two, digits: '2' },
    );

    expect(both.audios).toEqual([
      { interactionId: one, state: 'connected', muted: true, digits: '1', warnings: ['highJitter'] },
      { interactionId: two, state: 'interrupted', muted: false, digits: '2', warnings: [] },
    ]);
    expect(advancePhone(both, { type: 'audioEnded', interactionId: one }).audios).toEqual([
      audioOf(both, two),
    ]);
  });

  it('begins anew with a call that comes again for the same interaction', () => {
    const again = after(
      ...talking,
      { type: 'digitsSent', interactionId: one, digits: '1' },
      { type: 'audioConnecting', interactionId: one },
    );

    expect(again.audios).toEqual([
      { interactionId: one, state: 'connecting', muted: false, digits: '', warnings: [] },
    ]);
  });
});
