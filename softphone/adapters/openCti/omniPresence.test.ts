import { describe, expect, it } from '@jest/globals';
import { createVirtualClock, settled } from '../../testing/virtualClock.ts';
import type { CrmHostEvent } from '../../ports/crmHost.ts';
import type { PresenceAnswer, SforceConsole } from './consoleToolkit.ts';
import { createOmniPresence } from './omniPresence.ts';

const AVAILABLE = '0N5000000000001';
const BUSY = '0N5000000000002';

const rows: readonly object[] = [
  { state: 'ready', statusId: `${AVAILABLE}AAA`, direction: 'both' },
  { state: 'notReady', reasonCode: 'Lunch', statusId: BUSY, direction: 'fromDesktop' },
  { state: 'loggedOut', reasonCode: '', direction: 'toDesktop' },
  { state: 'asleep', statusId: BUSY, direction: 'both' },
  { state: 'ready', statusId: BUSY, direction: 'sideways' },
];

/** Omni-Channel in a console; `withEvents` as Salesforce Classic has them. */
function omni({ mapped = rows, withEvents = false } = {}) {
  const clock = createVirtualClock();
  const told: CrmHostEvent[] = [];
  const listeners = new Map<string, (event: { statusId?: string }) => void>();
  const state = {
    statusId: `${AVAILABLE}AAA` as string | undefined,
    refuses: false,
    silent: false,
    looks: 0,
  };
  const answer = (callback: (answer: PresenceAnswer) => void, change: () => void) => {
    if (state.silent) return;
    if (!state.refuses) change();
    callback({ success: !state.refuses && state.statusId !== undefined, statusId: state.statusId ?? null });
  };
  const toolkit: SforceConsole = {
    presence: {
      setServicePresenceStatus: (statusId, callback) =>
        answer(callback, () => {
          state.statusId = statusId;
        }),
      getServicePresenceStatusId: (callback) =>
        answer(callback, () => {
          state.looks += 1;
        }),
      logout: (callback) => {
        state.statusId = undefined;
        callback({ success: true });
      },
    },
    ...(withEvents && {
      ConsoleEvent: { PRESENCE: { LOGIN_SUCCESS: 'in', STATUS_CHANGED: 'changed', LOGOUT: 'out' } },
    }),
    addEventListener: (type, listener) => listeners.set(type, listener),
  };
  const presence = createOmniPresence({
    toolkit,
    openCti: { runApex: () => Promise.resolve(JSON.stringify(mapped)) },
    clock,
    tell: (event) => told.push(event),
  });
  return { presence, state, told, clock, listeners };
}

describe("Omni-Channel's presence", () => {
  it('begins with what is mapped and what is shown; rows that say something unknown are left out', async () => {
    const { presence } = omni();

    expect(await presence.start()).toEqual({
      mappings: [
        { state: 'ready', statusId: AVAILABLE, direction: 'both' },
        { state: 'notReady', reasonCode: 'Lunch', statusId: BUSY, direction: 'fromDesktop' },
        { state: 'loggedOut', direction: 'toDesktop' },
      ],
      statusId: AVAILABLE,
    });
  });

  it('is not looked at where nothing is mapped', async () => {
    const { presence, state, clock } = omni({ mapped: [] });

    expect(await presence.start()).toEqual({ mappings: [] });
    await clock.advance(10_000);

    expect(state.looks).toBe(0);
  });

  it('is told within a second of a change, and of a log-out, without any event', async () => {
    const { presence, state, told, clock } = omni();
    await presence.start();

    state.statusId = `${BUSY}AAA`;
    await clock.advance(1_000);
    state.statusId = undefined;
    await clock.advance(1_000);

    expect(told).toEqual([{ type: 'presenceChanged', statusId: BUSY }, { type: 'presenceChanged' }]);
  });

  it('is told at once where the console says so, and once', async () => {
    const { presence, state, told, clock, listeners } = omni({ withEvents: true });
    await presence.start();

    state.statusId = BUSY;
    listeners.get('changed')?.({ statusId: `${BUSY}AAA` });
    expect(told).toEqual([{ type: 'presenceChanged', statusId: BUSY }]);
    await clock.advance(2_000);
    expect(told).toHaveLength(1);

    state.statusId = undefined;
    listeners.get('out')?.({});
    expect(told.at(-1)).toEqual({ type: 'presenceChanged' });
  });

  it('is set, or logged out of', async () => {
    const { presence, state, told } = omni();
    await presence.start();

    await presence.set(BUSY);
    expect(state.statusId).toBe(BUSY);
    await presence.set(undefined);
    expect(state.statusId).toBeUndefined();

    expect(told).toHaveLength(2);
  });

  it('that is refused, or not answered, is unavailable', async () => {
    const { presence, state, clock } = omni();
    await presence.start();

    state.refuses = true;
    await expect(presence.set(BUSY)).rejects.toMatchObject({ code: 'HOST_UNAVAILABLE' });

    state.silent = true;
    const silent = presence.set(BUSY).catch((cause: unknown) => cause);
    await clock.advance(5_000);
    await settled();
    expect(await silent).toMatchObject({ code: 'HOST_UNAVAILABLE' });
  });

  it('is looked at again after the console was silent', async () => {
    const { presence, state, told, clock } = omni();
    await presence.start();
    state.silent = true;
    await clock.advance(10_000);

    state.silent = false;
    state.statusId = BUSY;
    await clock.advance(6_000);

    expect(told).toEqual([{ type: 'presenceChanged', statusId: BUSY }]);
  });
});
