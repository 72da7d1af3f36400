import { agentsShown, firstLook, rowsInSight, withChange, type Look } from 'c/ctiWallboardRows';
import type { BoardAgent } from '../../../../../../softphone/wallboard/board.ts';
import {
  aBoard,
  aBoardAgent,
  aBoardCall,
  aBoardQueue,
  manyBoardAgents,
} from '../../../../../../test/components/boards.ts';
import { secondsFromNow } from '../../../../../../test/components/views.ts';

const named = (name: string, changes: Partial<BoardAgent> = {}) =>
  aBoardAgent({ id: name as BoardAgent['id'], name, ...changes });
const names = (agents: readonly BoardAgent[], look: Partial<Look>) =>
  agentsShown(agents, { ...firstLook, ...look }).map(({ name }) => name);

const busy = named('Busy', { state: 'onCall', calls: [aBoardCall()] });
const onSales = named('Onsales', {
  state: 'onCall',
  since: secondsFromNow(-5),
  next: { name: 'notReady', reasonCode: 'Lunch' },
  calls: [aBoardCall({ queue: 'Sales', state: 'held', since: secondsFromNow(-90) })],
});
const ringing = named('Ringing', {
  state: 'reserved',
  calls: [aBoardCall({ state: 'ringing', since: secondsFromNow(-2) })],
});
const lunching = named('Lunching', { state: 'notReady', reasonCode: 'Lunch', since: secondsFromNow(-600) });
const ready = named('ready');
const gone = named('Gone', { state: 'loggedOut' });
const everybody = [gone, ready, lunching, ringing, onSales, busy];

describe('a board', () => {
  it('takes what changed in place, and adds what is new', () => {
    const board = aBoard({ agents: [busy, ready], queues: [aBoardQueue(), aBoardQueue({ name: 'Sales' })] });

    const after = withChange(board, {
      type: 'change',
      seq: 1,
      agents: [{ ...busy, state: 'wrapUp' }, lunching],
      queues: [aBoardQueue({ waiting: 3 })],
    });

    expect(after.agents.map(({ name, state }) => [name, state])).toEqual([
      ['Busy', 'wrapUp'],
      ['ready', 'ready'],
      ['Lunching', 'notReady'],
    ]);
    expect(after.queues.map(({ name, waiting }) => [name, waiting])).toEqual([
      ['Support', 3],
      ['Sales', 0],
    ]);
  });
});

describe('the agents who are shown', () => {
  it('are those who are logged in, who talk first and longest', () => {
    expect(names(everybody, {})).toEqual(['Busy', 'Onsales', 'Ringing', 'ready', 'Lunching']);
  });

  it.each<[Look['column'], readonly string[]]>([
    ['name', ['Busy', 'Lunching', 'Onsales', 'ready', 'Ringing']],
    ['since', ['Lunching', 'Busy', 'ready', 'Ringing', 'Onsales']],
    ['next', ['Onsales', 'Lunching', 'Busy', 'ready', 'Ringing']],
    ['call', ['Onsales', 'Ringing', 'Busy', 'Lunching', 'ready']],
    ['queue', ['Onsales', 'Busy', 'Ringing', 'Lunching', 'ready']],
    ['callSince', ['Onsales', 'Busy', 'Ringing', 'Lunching', 'ready']],
  ])('are sorted by %s', (column, expected) => {
    expect(names(everybody, { column })).toEqual(expected);
  });

  it('are sorted the other way round', () => {
    expect(names(everybody, { column: 'name', descending: true })[0]).toBe('Ringing');
  });

  it('have those first who ask for help', () => {
    const helpless = named('Helpless', { calls: [aBoardCall({ helpAsked: true })], state: 'onCall' });

    expect(names([...everybody, helpless], {})[0]).toBe('Helpless');
  });

  it.each<[Partial<Look>, readonly string[]]>([
    [{ state: 'notReady' }, ['Lunching']],
    [{ state: 'loggedOut' }, ['Gone']],
    [{ queue: 'Sales' }, ['Onsales']],
    [{ text: ' LUNCH ' }, ['Lunching']],
    [{ text: 'on', queue: 'Sales', state: 'onCall' }, ['Onsales']],
  ])('are filtered by %j', (look, expected) => {
    expect(names(everybody, look)).toEqual(expected);
  });

  it('are in the order of their numbers', () => {
    expect(names(manyBoardAgents(11), { column: 'name' }).slice(0, 3)).toEqual([
      'Agent 1',
      'Agent 2',
      'Agent 3',
    ]);
  });
});

describe('the rows of 500 agents', () => {
  const rows = (scrolledPx: number) => rowsInSight({ count: 500, rowPx: 36, scrolledPx, heightPx: 720 });

  it('are those in sight, and some around them', () => {
    expect(rows(0)).toEqual({ first: 0, end: 36 });
    expect(rows(36 * 100)).toEqual({ first: 88, end: 136 });
  });

  it('end with the last one', () => {
    expect(rows(36 * 480).end).toBe(500);
    expect(rows(36 * 9_000)).toEqual({ first: 472, end: 500 });
  });

  it('are all there when they are few', () => {
    expect(rowsInSight({ count: 5, rowPx: 36, scrolledPx: 0, heightPx: 0 })).toEqual({ first: 0, end: 5 });
  });
});
