import { describe, expect, it } from '@jest/globals';
import { createFakeConnector, welcome } from './testing/fakeConnector.ts';

describe('the heartbeat', () => {
  it('pings a silent connector, answers its pings, and leaves both unmentioned', async () => {
    const { welcome: beWelcome, line, clock, events } = createFakeConnector();
    await beWelcome();

    await clock.advance(15_000);
    line().say({ type: 'pong' });
    line().say({ type: 'ping' });

    expect(line().heard.slice(1)).toEqual([{ type: 'ping' }, { type: 'pong' }]);
    expect(events).toEqual([]);
  });

  it('gives a link up after 35 s of silence, also when the computer slept meanwhile', async () => {
    const { welcome: beWelcome, line, clock, types, lines } = createFakeConnector();
    await beWelcome();

    await clock.advance(34_999);
    expect(types()).toEqual([]);
    await clock.advance(1);
    expect(types()).toEqual(['linkLost']);
    await clock.advance(250);
    line().say(welcome);
    await clock.sleep(600_000);

    expect(types()).toEqual(['linkLost', 'welcomed', 'linkLost']);
    expect(lines.slice(0, 2).map(({ closed }) => closed)).toEqual([true, true]);
  });

  it('notices silence also when the clock of the computer is set back by an hour', async () => {
    const { welcome: beWelcome, clock, types } = createFakeConnector();
    await beWelcome();

    clock.set(-3_600_000);
    await clock.advance(60_000);

    expect(types()).toEqual(['linkLost']);
  });

  it('gives a socket up that brings no welcome', async () => {
    const { link, clock, types } = createFakeConnector();
    link.open();

    await clock.advance(10_000);

    expect(types()).toEqual(['linkLost']);
  });
});
