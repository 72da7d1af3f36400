import type { AgentEntry, CentreEntry, QueueEntry, QueueFigures, SharedEntry } from '../core/index.ts';
import { agentId, filledLine, filledNumber, line } from './fieldShapes.ts';
import { count, flag, list, oneOf, optional, shape, variant } from './reading.ts';

const MOST_ENTRIES = 100;

/** What the connector finds in the directory. */
export const centreEntries = list(
  variant<CentreEntry, 'kind'>('kind', {
    agent: {
      target: variant<AgentEntry['target'], 'kind'>('kind', {
        agent: { agentId },
      }),
      name: line,
      agentState: oneOf<AgentEntry['agentState']>(
        'loggedOut',
        'ready',
        'notReady',
        'reserved',
        'onCall',
        'wrapUp',
      ),
      reasonCode: optional(line),
      extension: optional(filledNumber),
    },
    queue: {
      target: variant<QueueEntry['target'], 'kind'>('kind', { queue: { queue: filledLine } }),
      name: line,
      figures: optional(
        shape<QueueFigures>({ waiting: count(), longestWaitSeconds: count(), ready: count() }),
      ),
    },
    shared: {
      target: variant<SharedEntry['target'], 'kind'>('kind', {
        number: { number: filledNumber },
      }),
      name: line,
      transferable: flag,
    },
  }),
  MOST_ENTRIES,
);
