import type { Board, BoardAgent } from '../../../../../softphone/wallboard/board.ts';
import type { Change } from 'c/ctiWallboardLink';

export type Column = 'name' | 'state' | 'since' | 'next' | 'call' | 'queue' | 'callSince';

/** Which agents are shown, and in which order. */
export interface Look {
  readonly column: Column;
  readonly descending: boolean;
  /** `all`, `loggedIn`, or one state. */
  readonly state: BoardAgent['state'] | 'all' | 'loggedIn';
  /** Of a call at hand; empty: any or none. */
  readonly queue: string;
  /** In the agent's name, or in the reason code. */
  readonly text: string;
}

export const firstLook: Look = {
  column: 'state',
  descending: false,
  state: 'loggedIn',
  queue: '',
  text: '',
};

/** The order in which states ask for attention. */
const STATES: readonly BoardAgent['state'][] = [
  'onCall',
  'reserved',
  'wrapUp',
  'ready',
  'notReady',
  'loggedOut',
];

/** The board after a change. */
export function withChange(board: Board, { queues, agents }: Change): Board {
  return {
    ...board,
    queues: replaced(board.queues, queues, ({ name }) => name),
    agents: replaced(board.agents, agents, ({ id }) => id),
  };
}

/** The agents who are shown, in order. Who comes first by the column is the one who has been so for longest. */
export function agentsShown(agents: readonly BoardAgent[], look: Look): readonly BoardAgent[] {
  const text = look.text.trim().toLocaleLowerCase();
  const compare = comparisons[look.column];
  const sign = look.descending ? -1 : 1;
  return agents
    .filter((agent) => fits(agent, look) && (text === '' || wordsIn(agent).includes(text)))
    .sort((one, other) => sign * compare(one, other) || one.since - other.since || byName(one, other));
}

/** The rows that have to be there for a scrolled list: those in sight, and some before and after. */
export function rowsInSight({
  count,
  rowPx,
  scrolledPx,
  heightPx,
}: {
  readonly count: number;
  readonly rowPx: number;
  readonly scrolledPx: number;
  readonly heightPx: number;
}): { readonly first: number; readonly end: number } {
  const visible = Math.max(FEWEST_ROWS, Math.ceil(heightPx / rowPx));
  const top = Math.min(Math.floor(scrolledPx / rowPx), Math.max(0, count - visible));
  // In steps, so that not every pixel makes other rows.
  const first = Math.max(0, Math.floor((top - ROWS_AHEAD) / ROWS_AHEAD) * ROWS_AHEAD);
  return { first, end: Math.min(count, top + visible + 2 * ROWS_AHEAD) };
}

const FEWEST_ROWS = 15;
const ROWS_AHEAD = 8;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const byName = (one: BoardAgent, other: BoardAgent) => collator.compare(one.name, other.name);
const asksForHelp = ({ calls }: BoardAgent) => (calls.some(({ helpAsked }) => helpAsked) ? 0 : 1);
const rankOf = (agent: BoardAgent) => asksForHelp(agent) * STATES.length + STATES.indexOf(agent.state);
const by =
  (read: (agent: BoardAgent) => string | number | undefined) => (one: BoardAgent, other: BoardAgent) => {
    const [first, second] = [read(one), read(other)];
    if (first === undefined || second === undefined) {
      return Number(first === undefined) - Number(second === undefined);
    }
    return typeof first === 'string' ? collator.compare(first, String(second)) : first - Number(second);
  };

const comparisons: Readonly<Record<Column, (one: BoardAgent, other: BoardAgent) => number>> = {
  name: byName,
  state: (one, other) =>
    rankOf(one) - rankOf(other) || collator.compare(one.reasonCode ?? '', other.reasonCode ?? ''),
  since: by(({ since }) => since),
  next: by(({ next }) => next?.name),
  call: by(({ calls: [call] }) => call && `${call.state} ${call.direction}`),
  queue: by(({ calls: [call] }) => call?.queue),
  callSince: by(({ calls: [call] }) => call?.since),
};

function fits({ state, calls }: BoardAgent, look: Look): boolean {
  const rightQueue = look.queue === '' || calls.some(({ queue }) => queue === look.queue);
  if (look.state === 'all') return rightQueue;
  return rightQueue && (look.state === 'loggedIn' ? state !== 'loggedOut' : state === look.state);
}

function wordsIn({ name, reasonCode = '' }: BoardAgent): string {
  return `${name}\n${reasonCode}`.toLocaleLowerCase();
}

function replaced<Each>(all: readonly Each[], changed: readonly Each[], keyOf: (each: Each) => string) {
  const rest = new Map(changed.map((each) => [keyOf(each), each]));
  const kept = all.map((each) => {
    const key = keyOf(each);
    const other = rest.get(key);
    rest.delete(key);
    return other ?? each;
  });
  return [...kept, ...rest.values()];
}
