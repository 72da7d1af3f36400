import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ToBoard } from '../../../../softphone/wallboard/boardMessages.ts';
import { openWallboardKit, type WallboardKit } from '../../callCenter/wallboard/testing/wallboardKit.ts';
import { createBroadcast, type Broadcast, type Viewer } from './broadcast.ts';

let kit: WallboardKit;
let broadcast: Broadcast;

beforeEach(async () => {
  kit = await openWallboardKit();
  broadcast = createBroadcast(kit.wallboard, kit.clock);
});

/** A page that notes what it is sent, and how much of it has not left. */
function openViewer() {
  const messages: ToBoard[] = [];
  const viewer: Viewer & { waiting: number } = {
    waiting: 0,
    send: (text) => void messages.push(JSON.parse(text) as ToBoard),
    waitingBytes: () => viewer.waiting,
  };
  return { viewer, messages, types: () => messages.map(({ type }) => type) };
}

describe('a page with a board', () => {
  it('gets the whole picture first, and then what changes, numbered', () => {
    kit.rests('a1', { name: 'ready' });
    const { viewer, messages } = openViewer();

    broadcast.show(viewer);
    kit.rests('a2', { name: 'ready' });
    kit.clock.advance(0);

    expect(messages).toMatchObject([
      { type: 'snapshot', seq: 0, board: { agents: [{ id: 'a1' }] } },
      { type: 'change', seq: 1, agents: [{ id: 'a2', state: 'ready' }] },
    ]);
  });

  it('gets one message in 250 ms, with the last state of each', () => {
    const { viewer, messages, types } = openViewer();
    broadcast.show(viewer);
    kit.rests('a1', { name: 'ready' });
    kit.clock.advance(0);

    for (let change = 0; change < 50; change += 1) {
      kit.rests('a1', { name: change % 2 === 0 ? 'loggedOut' : 'ready' });
      kit.rests(`b${change}`, { name: 'ready' });
      kit.clock.advance(4);
    }
    expect(types()).toEqual(['snapshot', 'change']);
    kit.clock.advance(50);

    expect(types()).toEqual(['snapshot', 'change', 'change']);
    const last = messages[2]!;
    const agents = last.type === 'change' ? last.agents : [];
    expect(agents).toHaveLength(51);
    expect(agents[0]).toMatchObject({ id: 'a1', state: 'ready' });
  });

  it('gets nothing while nothing changes, and nothing after it left', () => {
    const { viewer, messages } = openViewer();
    const leave = broadcast.show(viewer);
    kit.clock.advance(60_000);
    expect(messages).toHaveLength(1);

    leave();
    kit.rests('a1', { name: 'ready' });
    kit.clock.advance(1_000);

    expect(messages).toHaveLength(1);
  });

  it('that is slow gets the whole picture when there is room, and no backlog', () => {
    const slow = openViewer();
    const quick = openViewer();
    broadcast.show(slow.viewer);
    broadcast.show(quick.viewer);
    slow.viewer.waiting = 1_000_000;
    for (let change = 0; change < 10; change += 1) {
      kit.rests(`a${change}`, { name: 'ready' });
      kit.clock.advance(250);
    }
    expect(slow.types()).toEqual(['snapshot']);
    expect(quick.messages).toHaveLength(11);

    slow.viewer.waiting = 0;
    kit.clock.advance(250);
    kit.rests('b', { name: 'ready' });
    kit.clock.advance(250);

    expect(slow.messages.slice(1)).toMatchObject([
      { type: 'snapshot', seq: 10 },
      { type: 'change', seq: 11, agents: [{ id: 'b' }] },
    ]);
  });

  it('gets the whole picture again when it asks, at most once in 250 ms', () => {
    const { viewer, types } = openViewer();
    broadcast.show(viewer);

    broadcast.refresh(viewer);
    broadcast.refresh(viewer);
    kit.clock.advance(0);

    expect(types()).toEqual(['snapshot', 'snapshot']);
  });
});
