import type { AgentEntry, CentreEntry, QueueEntry, QueueFigures, SharedEntry } from '../core/index.ts';
import type { AgentId } from '../core/index.ts';
import { line } from './deskShapes.ts';
import { count, filledText, flag, list, oneOf, optional, shape, variant } from './reading.ts';

const ID_LIMIT = 64;
const NUMBER_LIMIT = 40;
const MOST_ENTRIES = 100;

const filledLine = filledText(255);

/** What the connector finds in the directory. */
export const centreEntries = list(
  variant<CentreEntry, 'kind'>('kind', {
    agent: {
      target: variant<AgentEntry['target'], 'kind'>('kind', {
        agent: { agentId: filledText<AgentId>(ID_LIMIT) },
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
      extension: optional(filledText(NUMBER_LIMIT)),
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
        number: { number: filledText(NUMBER_LIMIT) },
      }),
      name: line,
      transferable: flag,
    },
  }),
  MOST_ENTRIES,
);
