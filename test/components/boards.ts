import type { Board, BoardAgent, BoardCall, BoardQueue } from '../../softphone/wallboard/board.ts';
import { secondsFromNow } from './views.ts';

/** An agent on the board, ready for a minute. */
export function aBoardAgent(changes: Partial<BoardAgent> = {}): BoardAgent {
  return {
    id: '005000000000001AAA' as BoardAgent['id'],
    name: 'Ada Agent',
    state: 'ready',
    since: secondsFromNow(-60),
    calls: [],
    ...changes,
  };
}

/** As many agents, ready one after another: `Agent 1`, `Agent 2` and so on. */
export function manyBoardAgents(count: number): readonly BoardAgent[] {
  return Array.from({ length: count }, (_none, index) =>
    aBoardAgent({
      id: `005${String(index + 1).padStart(15, '0')}` as BoardAgent['id'],
      name: `Agent ${index + 1}`,
      since: secondsFromNow(index - count),
    }),
  );
}

/** A call of a queue that an agent talks in for half a minute. */
export function aBoardCall(changes: Partial<BoardCall> = {}): BoardCall {
  return {
    interactionId: 'i1' as BoardCall['interactionId'],
    direction: 'inbound',
    via: 'queue',
    queue: 'Support',
    state: 'talking',
    since: secondsFromNow(-30),
    parties: 1,
    ...changes,
  };
}

/** A queue in which nobody waits and nobody has called. */
export function aBoardQueue(changes: Partial<BoardQueue> = {}): BoardQueue {
  return {
    name: 'Support',
    waiting: 0,
    readyAgents: 0,
    onCallAgents: 0,
    today: { offered: 0, answered: 0, abandoned: 0 },
    ...changes,
  };
}

/** A board with one queue and one agent. */
export function aBoard(changes: Partial<Board> = {}): Board {
  return {
    queues: [aBoardQueue()],
    agents: [aBoardAgent()],
    serviceLevelSeconds: 20,
    reasonCodes: ['Break'],
    ...changes,
  };
}
