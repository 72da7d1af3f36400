import { describe, expect, it } from '@jest/globals';
import { one, two } from '../testing/builders.ts';
import { advancePhone, silentPhone, type Audio, type Phone, type PhoneEvent } from './phone.ts';

const audioOf = (state: Audio['state']): Audio => ({ interactionId: one, state, muted: false, digits: '' });

const phones: Readonly<Record<'silent' | Audio['state'], Phone>> = {
  silent: silentPhone,
  connecting: { ...silentPhone, audio: audioOf('connecting') },
  connected: { ...silentPhone, audio: audioOf('connected') },
  interrupted: { ...silentPhone, audio: audioOf('interrupted') },
};

const soundEvents: readonly PhoneEvent[] = [
  { type: 'audioConnecting', interactionId: one },
  { type: 'audioConnected', interactionId: one },
  { type: 'audioInterrupted' },
  { type: 'audioRestored' },
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
    expect(advancePhone(phone, event).audio?.state).toBe(next);
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

  it('ignores what is reported of a call that is not the one with sound', () => {
    const phone = after(...talking);

    expect(advancePhone(phone, { type: 'audioEnded', interactionId: two })).toBe(phone);
    expect(advancePhone(phone, { type: 'audioConnected', interactionId: two })).toBe(phone);
  });

  it('ignores what is reported of sound when there is none', () => {
    const events: PhoneEvent[] = [
      { type: 'muted', muted: true },
      { type: 'digitsSent', digits: '1' },
      { type: 'warningRaised', warning: 'highJitter' },
      { type: 'warningCleared', warning: 'highJitter' },
    ];

    for (const event of events) expect(advancePhone(silentPhone, event)).toBe(silentPhone);
  });

  it('shows the digits sent in this call, and whether it is muted', () => {
    const phone = after(
      ...talking,
      { type: 'digitsSent', digits: '1' },
      { type: 'digitsSent', digits: '#' },
      { type: 'muted', muted: true },
    );

    expect(phone.audio).toMatchObject({ digits: '1#', muted: true });
    expect(advancePhone(phone, { type: 'audioConnecting', interactionId: two }).audio).toMatchObject({
      digits: '',
      muted: false,
    });
  });

  it('warns once of each trouble until it is over, and of none after the call', () => {
    const jitter = { type: 'warningRaised', warning: 'highJitter' } as const;
    const loss = { type: 'warningRaised', warning: 'packetLoss' } as const;
    const warned = after(...talking, jitter, loss, jitter);

    expect(warned.warnings).toEqual(['highJitter', 'packetLoss']);
    expect(advancePhone(warned, { type: 'warningCleared', warning: 'highJitter' }).warnings).toEqual([
      'packetLoss',
    ]);
    expect(advancePhone(warned, { type: 'audioEnded', interactionId: one }).warnings).toEqual([]);
    expect(advancePhone(warned, { type: 'audioConnecting', interactionId: two }).warnings).toEqual([]);
  });
});
