import { describe, expect, it } from '@jest/globals';
import type { DeskEvent } from '../desk/deskEvent.ts';
import type { Monitoring } from '../supervision/supervision.ts';
import { audioFor, desks, listening, reserved, second, softphoneAt } from '../testing/builders.ts';
import { advanceSoftphone } from './advanceSoftphone.ts';
import type { Softphone } from './softphone.ts';
import type { Step } from './step.ts';

const at = second(40);
const follow = (softphone: Softphone, event: DeskEvent): Step =>
  advanceSoftphone(softphone, { type: 'deskChanged', event });

describe('a supervisor who listens', () => {
  const at9 = { interactionId: listening.interactionId };
  const tells = (changes: Partial<Monitoring> = {}): DeskEvent => ({
    type: 'monitoringChanged',
    monitoring: { ...listening, ...changes },
    at,
  });
  const stops: DeskEvent = { type: 'monitoringChanged', at };
  const accept = { type: 'acceptAudio', ...at9 } as const;
  const shut = (muted: boolean) => ({ type: 'setMuted', ...at9, muted }) as const;
  const free = softphoneAt(desks.idle);
  /** The supervisor hears the call, with the microphone as the wish asks for. */
  const hearing = (mode: Monitoring['mode']) => {
    const { softphone } = follow(free, tells({ mode, state: 'listening' }));
    const audio = { ...audioFor(listening.interactionId), muted: mode === 'monitor' };
    return { ...softphone, phone: { ...softphone.phone, audios: [audio] } };
  };

  it('takes the leg up where the phone is, and is heard only as a coach', () => {
    const elsewhere = { ...free, phone: { ...free.phone, owner: 'elsewhere' } } as const;

    expect(follow(free, tells()).effects).toEqual([accept, shut(true)]);
    expect(follow(free, tells({ mode: 'coach' })).effects).toEqual([accept, shut(false)]);
    expect(follow(elsewhere, tells()).effects).toEqual([]);
  });

  it('takes up in a new place of the phone what rings there still', () => {
    const waiting = { ...free, phone: { ...free.phone, owner: 'elsewhere' } } as const;
    const { softphone } = follow(waiting, tells());

    const { effects } = advanceSoftphone(softphone, { type: 'phoneOwned', owner: 'here' });

    expect(effects).toEqual(expect.arrayContaining([accept, shut(true)]));
  });

  it('opens the microphone to coach, and shuts it to listen only', () => {
    expect(follow(hearing('monitor'), tells({ mode: 'coach', state: 'listening' })).effects).toEqual([
      shut(false),
    ]);
    expect(follow(hearing('coach'), tells({ state: 'listening' })).effects).toEqual([shut(true)]);
  });

  it('hears nothing more once it is over', () => {
    expect(follow(hearing('coach'), stops).effects).toEqual([{ type: 'endAudio', ...at9 }]);
  });

  it('keeps the sound, and is heard, after coming into the call; nothing rings', () => {
    const events: readonly DeskEvent[] = [
      reserved({ ...at9, via: 'barge' }),
      { type: 'accepted', ...at9, at },
      stops,
    ];
    let softphone: Softphone = hearing('monitor');
    const effects = events.flatMap((event) => {
      const step = follow(softphone, event);
      ({ softphone } = step);
      return step.effects;
    });

    expect(effects.map(({ type }) => type)).not.toEqual(expect.arrayContaining(['ring']));
    expect(effects.map(({ type }) => type)).not.toEqual(expect.arrayContaining(['endAudio']));
    expect(effects).toContainEqual(shut(false));
  });

  it('keeps the phone in the tab where it is heard', () => {
    const { softphone, effects } = advanceSoftphone(hearing('monitor'), {
      type: 'phoneOwned',
      owner: 'elsewhere',
    });

    expect(effects).toEqual([{ type: 'claimPhone' }]);
    expect(softphone.phone.owner).toBe('here');
  });
});
