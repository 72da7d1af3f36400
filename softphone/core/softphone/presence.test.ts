import { describe, expect, it } from '@jest/globals';
import type { RestingState } from '../agent/agent.ts';
import type { Desk } from '../desk/desk.ts';
import type { PresenceMapping } from '../presence/presence.ts';
import { desks, second, softphoneAt } from '../testing/builders.ts';
import { advanceSoftphone } from './advanceSoftphone.ts';
import { newSoftphone, type Softphone, type SoftphoneEffect, type SoftphoneEvent } from './softphone.ts';

const mappings: readonly PresenceMapping[] = [
  { state: 'ready', statusId: 'available', direction: 'both' },
  { state: 'notReady', statusId: 'away', direction: 'toDesktop' },
  { state: 'notReady', reasonCode: 'Lunch', statusId: 'lunch', direction: 'both' },
  { state: 'notReady', reasonCode: 'Meeting', statusId: 'meeting', direction: 'fromDesktop' },
  { state: 'reserved', statusId: 'busy', direction: 'toDesktop' },
  { state: 'onCall', statusId: 'busy', direction: 'toDesktop' },
  { state: 'loggedOut', direction: 'both' },
];

/** A tab in use: what happened in it, and what it asked for about presence and states. */
function tab(desk: Desk, changes: Partial<Softphone> = {}) {
  const reasonCodes = ['Lunch', 'Meeting', 'Training'].map((name) => ({ name, choosable: true }));
  let softphone = softphoneAt(desk, { settings: { ...newSoftphone.settings, reasonCodes }, ...changes });
  const asked: SoftphoneEffect[] = [];
  const happen = (event: SoftphoneEvent) => {
    const step = advanceSoftphone(softphone, event);
    softphone = step.softphone;
    asked.push(...step.effects.filter(({ type }) => type === 'setPresence' || type === 'send'));
  };
  return {
    happen,
    starts: (statusId?: string) =>
      happen({ type: 'presenceStarted', mappings, ...(statusId !== undefined && { statusId }) }),
    shows: (statusId?: string) =>
      happen({ type: 'presenceChanged', ...(statusId !== undefined && { statusId }) }),
    rests: (state: RestingState) =>
      happen({ type: 'deskChanged', event: { type: 'agentStateSet', state, at: second(60) } }),
    /** What was asked for since the last time. */
    asked: () => asked.splice(0),
    softphone: () => softphone,
  };
}

const set = (statusId?: string): SoftphoneEffect => ({
  type: 'setPresence',
  ...(statusId !== undefined && { statusId }),
});
const command = (state: RestingState): SoftphoneEffect => ({
  type: 'send',
  command: { type: 'setAgentState', state },
});
const READY: RestingState = { name: 'ready' };
const because = (reasonCode: string): RestingState => ({ name: 'notReady', reasonCode });
const idle = (resting: RestingState): Desk => ({
  ...desks.idle,
  agent: { ...desks.idle.agent, resting },
});

describe('presence on the desktop', () => {
  it('follows the agent when the page begins, and each change of state', () => {
    const { starts, rests, shows, asked } = tab(idle(READY));

    starts('lunch');
    expect(asked()).toEqual([set('available')]);
    shows('available');
    rests(because('Lunch'));
    expect(asked()).toEqual([set('lunch')]);
    rests(because('Training'));
    expect(asked()).toEqual([set('away')]);
    rests({ name: 'loggedOut' });
    expect(asked()).toEqual([set()]);
  });

  it('is left alone when it is right already, and where nothing is mapped', () => {
    const right = tab(idle(READY));
    right.starts('available');
    expect(right.asked()).toEqual([]);

    const unmapped = tab(desks.connected);
    unmapped.happen({
      type: 'presenceStarted',
      mappings: [{ state: 'ready', statusId: 'available', direction: 'both' }],
      statusId: 'available',
    });
    expect(unmapped.asked()).toEqual([]);
  });

  it('is busy while a call rings and runs', () => {
    const ringing = tab(desks.offered);
    ringing.starts('available');
    expect(ringing.asked()).toEqual([set('busy')]);

    const talking = tab(desks.connected);
    talking.starts('available');
    expect(talking.asked()).toEqual([set('busy')]);
  });

  it('that somebody changes changes the agent, and is not set again', () => {
    const { starts, shows, rests, asked } = tab(idle(READY));
    starts('available');

    shows('lunch');
    expect(asked()).toEqual([command(because('Lunch'))]);
    rests(because('Lunch'));
    expect(asked()).toEqual([]);
    shows('available');
    expect(asked()).toEqual([command(READY)]);
    shows();
    expect(asked()).toEqual([command({ name: 'loggedOut' })]);
  });

  it('whose mapping differs on the way back settles after one change', () => {
    const { starts, shows, rests, asked } = tab(idle(READY));
    starts('available');

    shows('meeting');
    expect(asked()).toEqual([command(because('Meeting'))]);
    rests(because('Meeting'));
    expect(asked()).toEqual([set('away')]);
    shows('away');
    expect(asked()).toEqual([]);
  });

  it('that was set from here is no change, whenever its echo comes', () => {
    const { starts, shows, rests, asked } = tab(idle(READY));
    starts('available');
    rests(because('Lunch'));
    rests(READY);
    expect(asked()).toEqual([set('lunch'), set('available')]);

    shows('lunch');
    shows('available');
    expect(asked()).toEqual([]);
  });

  it('the later change wins when both are changed at once', () => {
    const { starts, shows, rests, asked } = tab(idle(READY));
    starts('available');
    rests(because('Training'));
    shows('lunch');
    expect(asked()).toEqual([set('away'), command(because('Lunch'))]);

    rests(because('Lunch'));
    expect(asked()).toEqual([set('lunch')]);
    shows('away');
    shows('lunch');
    expect(asked()).toEqual([]);
  });

  it('that could not be set is not waited for: the same change by hand counts', () => {
    const { starts, shows, rests, happen, asked } = tab(idle(READY));
    starts('available');
    rests(because('Lunch'));
    happen({ type: 'presenceSet', statusId: 'lunch', done: false });
    rests(READY);
    asked();

    shows('lunch');
    expect(asked()).toEqual([command(because('Lunch'))]);
  });

  it('that was set without an echo is known to be there', () => {
    const { starts, rests, happen, softphone } = tab(idle(READY));
    starts('available');
    rests(because('Lunch'));
    happen({ type: 'presenceSet', statusId: 'lunch', done: true });

    expect(softphone().presence).toMatchObject({ statusId: 'lunch', asked: [] });
  });

  it('that is changed in the middle of a call changes nothing: the call counts', () => {
    const { starts, shows, asked } = tab(desks.connected);
    starts('busy');

    shows('lunch');

    expect(asked()).toEqual([]);
  });

  it('is the business of the tab with the phone, which takes it up when it gets the phone', () => {
    const other = tab(idle(READY), { phone: { ...softphoneAt(desks.idle).phone, owner: 'elsewhere' } });
    other.starts('lunch');
    other.shows('away');
    expect(other.asked()).toEqual([]);

    other.happen({ type: 'phoneOwned', owner: 'here' });
    expect(other.asked()).toEqual([set('available')]);
  });

  it('is nothing where the administrator has mapped nothing', () => {
    const { happen, shows, asked, softphone } = tab(idle(READY));
    happen({ type: 'presenceStarted', mappings: [], statusId: 'lunch' });
    shows('away');

    expect([asked(), softphone().presence]).toEqual([[], undefined]);
  });
});
