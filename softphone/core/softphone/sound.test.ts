import { describe, expect, it } from '@jest/globals';
import { advanceDesk } from '../desk/advanceDesk.ts';
import type { Desk } from '../desk/desk.ts';
import type { DeskEvent } from '../desk/deskEvent.ts';
import type { Audio } from '../phone/phone.ts';
import {
  audioFor,
  desks,
  hungUp,
  lost,
  one,
  second,
  softphoneAt,
  two,
  twoCalls,
} from '../testing/builders.ts';
import { advanceSoftphone } from './advanceSoftphone.ts';
import { newSoftphone, type Softphone, type SoftphoneEvent } from './softphone.ts';
import type { Step } from './step.ts';
import { viewOf } from './view.ts';

const at = second(40);
const sounding = (desk: Desk, ...audios: readonly Audio[]): Softphone => {
  const softphone = softphoneAt(desk);
  return { ...softphone, phone: { ...softphone.phone, audios } };
};
const follow = (softphone: Softphone, event: DeskEvent): Step =>
  advanceSoftphone(softphone, { type: 'deskChanged', event });
const setMuted = (muted: boolean) => ({ type: 'setMuted', interactionId: one, muted }) as const;
const command = (softphone: Softphone, muted: boolean): Step =>
  advanceSoftphone(softphone, { type: 'commanded', command: setMuted(muted), at });
const send = (muted: boolean) => ({ type: 'send', command: setMuted(muted) }) as const;
const mutedSet = (muted: boolean): DeskEvent => ({ type: 'mutedSet', interactionId: one, muted, at });
const isMuted = (softphone: Softphone) =>
  viewOf(softphone).softphone.desk?.interactions.find(({ id }) => id === one)?.muted;
const welcomed = (desk?: Desk): SoftphoneEvent => ({
  type: 'welcomed',
  ...(desk && { desk }),
  settings: newSoftphone.settings,
  history: [],
  parkedCalls: [],
});
const linkLost = (softphone: Softphone) => advanceSoftphone(softphone, { type: 'linkLost' }).softphone;
/** The microphone has done what was asked of it. */
const heard = (softphone: Softphone, muted: boolean) =>
  advanceSoftphone(softphone, { type: 'phoneChanged', event: { type: 'muted', interactionId: one, muted } });

const talking = sounding(desks.connected, audioFor(one));
const mutedDesk = advanceDesk(desks.connected, mutedSet(true))!;

describe('an agent who mutes', () => {
  it('is not heard from that moment on, and shown so, ahead of the connector', () => {
    const { softphone, effects } = command(talking, true);

    expect(effects).toEqual([send(true), setMuted(true)]);
    expect(isMuted(softphone)).toBe(true);
    expect(softphone.desk).toBe(desks.connected);
  });

  it('stays so when the connector has confirmed it', () => {
    const { softphone } = heard(command(talking, true).softphone, true);
    const confirmed = follow(softphone, mutedSet(true));

    expect(confirmed.effects).toEqual([]);
    expect(isMuted(confirmed.softphone)).toBe(true);
    expect(confirmed.softphone.muting).toEqual([]);
  });

  it('in a tab without the sound shuts the microphone in the tab that has it', () => {
    expect(command(softphoneAt(desks.connected), true).effects).toEqual([send(true)]);
    expect(follow(talking, mutedSet(true)).effects).toEqual([setMuted(true)]);
  });

  it('can be undone by the other tab', () => {
    const { softphone } = follow(heard(command(talking, true).softphone, true).softphone, mutedSet(true));

    expect(follow(softphone, mutedSet(false)).effects).toEqual([setMuted(false)]);
  });

  it('and unmutes before the connector has answered, is heard', () => {
    const { softphone } = heard(command(talking, true).softphone, true);

    expect(command(softphone, false).effects).toEqual([send(false), setMuted(false)]);
    expect(command(softphone, false).softphone.muting).toHaveLength(1);
  });

  it('opens again where the connector says that the call is gone', () => {
    const { softphone } = heard(command(talking, true).softphone, true);
    const refused = advanceSoftphone(softphone, {
      type: 'commandRefused',
      command: setMuted(true),
      refusal: { code: 'CALL_GONE' },
    });

    expect(refused.effects).toEqual([setMuted(false)]);
  });
});

describe('a mute without a link', () => {
  const alone = heard(command(linkLost(talking), true).softphone, true).softphone;

  it('works at once, and nothing is sent into the void', () => {
    const { softphone, effects } = command(linkLost(talking), true);

    expect(effects).toEqual([setMuted(true)]);
    expect(softphone).not.toHaveProperty('refused');
    expect(isMuted(softphone)).toBe(true);
  });

  it.each([
    ['the whole desk', desks.connected],
    ['what was missed', undefined],
  ])('is told when the link is back with %s, and never interrupted', (_what, desk) => {
    const { softphone, effects } = advanceSoftphone(alone, welcomed(desk));

    expect(effects).toContainEqual(send(true));
    expect(effects).not.toContainEqual(setMuted(false));
    expect(isMuted(softphone)).toBe(true);
    expect(follow(softphone, mutedSet(true)).softphone.muting).toEqual([]);
  });

  it('that the connector knows already is not told again', () => {
    expect(advanceSoftphone(alone, welcomed(mutedDesk)).effects).not.toContainEqual(send(true));
  });

  it('that broke the link before its answer holds all the same', () => {
    const { softphone } = heard(command(talking, true).softphone, true);
    const broken = advanceSoftphone(softphone, {
      type: 'commandRefused',
      command: setMuted(true),
      refusal: { code: 'COMMAND_FAILED' },
    });

    expect(broken.effects).toEqual([]);
    expect(advanceSoftphone(linkLost(broken.softphone), welcomed(desks.connected)).effects).toContainEqual(
      send(true),
    );
  });

  it('of a call that is over by then is forgotten', () => {
    const { softphone, effects } = advanceSoftphone(alone, welcomed(desks.wrapUp));

    expect(effects).not.toContainEqual(send(true));
    expect(softphone.muting).toEqual([]);
  });
});

describe('the microphone', () => {
  const shut = audioFor(one, { muted: true });

  it('is open in the active call only', () => {
    const both = sounding(twoCalls, shut, audioFor(two));
    const back: DeskEvent = { type: 'activated', interactionId: one, at };
    const none: DeskEvent = { type: 'activated', at };

    expect(follow(both, back).effects).toEqual([
      { type: 'setMuted', interactionId: one, muted: false },
      { type: 'setMuted', interactionId: two, muted: true },
    ]);
    expect(follow(both, none).effects).toEqual([{ type: 'setMuted', interactionId: two, muted: true }]);
  });

  it('that was shut for another call is no mute: it opens when the link is back and the call active', () => {
    const away = linkLost(sounding(twoCalls, shut, audioFor(two)));
    const active = advanceDesk(twoCalls, { type: 'activated', interactionId: one, at })!;
    const { effects } = advanceSoftphone(away, welcomed(active));

    expect(effects).toContainEqual(setMuted(false));
    expect(effects).not.toContainEqual(send(true));
  });

  it('of a call that has ended, or only begins to sound, is left alone', () => {
    const ended = follow(talking, hungUp);
    const connecting = sounding(twoCalls, audioFor(one, { state: 'connecting' }), audioFor(two));

    expect(ended.effects.map(({ type }) => type)).not.toContain('setMuted');
    expect(follow(connecting, mutedSet(true)).effects).toEqual([]);
  });
});

describe('a broken connection', () => {
  const rejoins = [
    { type: 'acceptAudio', interactionId: one },
    { type: 'send', command: { type: 'rejoin', interactionId: one } },
  ];
  const broken = softphoneAt(desks.connected);
  const lostDesk = advanceDesk(desks.connected, lost)!;

  it('is taken up again by the tab that has the phone, once', () => {
    const { softphone, effects } = follow(broken, lost);
    const noNews = advanceSoftphone(softphone, { type: 'historyChanged', history: [] });

    expect(effects).toEqual(rejoins);
    expect(noNews.effects).toEqual([]);
  });

  it('is taken up again when it breaks again', () => {
    const back: DeskEvent = { type: 'connectionBack', interactionId: one, at };
    const again = follow(follow(follow(broken, lost).softphone, back).softphone, lost);
    const stillLost = follow(follow(broken, lost).softphone, lost);

    expect(again.effects).toEqual(rejoins);
    expect(stillLost.effects).toEqual(rejoins);
  });

  it('waits until this tab’s own sound has ended', () => {
    const heardOn = follow(talking, lost);
    const over = advanceSoftphone(heardOn.softphone, {
      type: 'phoneChanged',
      event: { type: 'audioEnded', interactionId: one },
    });

    expect(heardOn.effects).toEqual([]);
    expect(over.effects).toEqual(rejoins);
  });

  it('is left to the tab that has the phone, once that is registered', () => {
    const { phone } = broken;
    const other = { ...broken, phone: { ...phone, owner: 'elsewhere' } as const };
    const starting = { ...broken, phone: { ...phone, registration: 'registering' } as const };
    const waiting = follow(starting, lost);

    expect(follow(other, lost).effects).toEqual([]);
    expect(waiting.effects).toEqual([]);
    expect(
      advanceSoftphone(waiting.softphone, { type: 'phoneChanged', event: { type: 'registered' } }).effects,
    ).toEqual(rejoins);
  });

  it('is taken up by a page that was loaded anew, as soon as it has the phone', () => {
    const events: readonly SoftphoneEvent[] = [
      welcomed(lostDesk),
      { type: 'phoneOwned', owner: 'here' },
      { type: 'phoneChanged', event: { type: 'registering' } },
      { type: 'phoneChanged', event: { type: 'registered' } },
    ];
    let softphone = newSoftphone;
    const told = events.map((event) => {
      const step = advanceSoftphone(softphone, event);
      ({ softphone } = step);
      return step.effects;
    });

    expect(told.map((effects) => effects.filter(({ type }) => type === 'acceptAudio').length)).toEqual([
      0, 0, 0, 1,
    ]);
  });

  it('is noticed by the page that was loaded anew before the carrier notices it', () => {
    const loaded = advanceSoftphone(newSoftphone, welcomed(desks.connected)).softphone;
    const given = advanceSoftphone(loaded, { type: 'phoneOwned', owner: 'here' }).softphone;
    const registered = { type: 'phoneChanged', event: { type: 'registered' } } as const;

    expect(advanceSoftphone(given, registered).effects).toEqual([
      rejoins[0],
      { type: 'send', command: { type: 'rejoin', interactionId: one, unnoticed: true } },
    ]);
    const rejoining = advanceSoftphone(given, registered).softphone;
    expect(advanceSoftphone(rejoining, { type: 'historyChanged', history: [] }).effects).toEqual([]);
  });

  it('is not suspected while another tab has the phone, nor later', () => {
    const loaded = advanceSoftphone(newSoftphone, welcomed(desks.connected)).softphone;
    const other = advanceSoftphone(loaded, { type: 'phoneOwned', owner: 'elsewhere' }).softphone;
    const given = advanceSoftphone(other, { type: 'phoneOwned', owner: 'here' }).softphone;

    expect(advanceSoftphone(given, { type: 'phoneChanged', event: { type: 'registered' } }).effects).toEqual(
      [],
    );
  });

  it('begins muted where the agent is muted, or heard in another call', () => {
    const { effects } = follow(softphoneAt(mutedDesk), lost);
    const held = follow(softphoneAt(twoCalls), lost);

    expect(effects).toEqual([rejoins[0], setMuted(true), rejoins[1]]);
    expect(held.effects).toEqual([rejoins[0], setMuted(true), rejoins[1]]);
  });

  it('is tried again with a new link, and when the agent asks', () => {
    const { softphone } = follow(broken, lost);
    const command = { type: 'rejoin', interactionId: one } as const;

    expect(advanceSoftphone(softphone, { type: 'commanded', command, at }).effects).toEqual(rejoins);
    const back = advanceSoftphone(linkLost(softphone), welcomed(lostDesk)).softphone;
    expect(advanceSoftphone(back, { type: 'phoneOwned', owner: 'here' }).effects).toEqual([
      { type: 'startPhone' },
      ...rejoins,
    ]);
  });
});
