import {
  agentStateOf,
  findEntries,
  isSearchable,
  matchingEntries,
  type AgentEntry,
  type AgentId,
  type CentreEntry,
  type Desk,
  type QueueEntry,
  type SharedEntry,
} from '../../../../softphone/core/index.ts';
import type { AgentListing, ListedAgent, SharedNumber } from '../ports/agentListing.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { QueueBoard } from '../ports/queueBoard.ts';
import type { Store } from '../ports/store.ts';
import { extensionsOf, type Extensions } from './extensions.ts';
import { createLiveFigures } from './liveFigures.ts';

/** More agents of one name nobody reads; the text has to say more. */
const MOST_DESKS = 200;

export interface DirectoryParts {
  /** Who works here, as last known; the same object until something changes. */
  readonly listing: () => AgentListing;
  /** The centre's queues, by name. */
  readonly queues: readonly string[];
  readonly store: Pick<Store, 'desks'>;
  readonly board: QueueBoard;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** Whom the centre's agents can reach, and how they are doing now. */
export interface Directory {
  /** What a text finds for an agent, who is left out: kind after kind, the best first. */
  search(agentId: AgentId, text: string): Promise<readonly CentreEntry[]>;
  /** Who has the extension; nobody when several have it. */
  agentOfExtension(extension: string): AgentId | undefined;
  nameOf(agentId: AgentId): string | undefined;
}

export function createDirectory(parts: DirectoryParts): Directory {
  const { listing, queues, store, journal } = parts;
  const figures = createLiveFigures(parts.board, parts.clock, journal);
  let indexed: { readonly of: AgentListing; readonly people: People } | undefined;

  /** Looked up anew when the listing changes; an extension that two have is noted then. */
  function people(): People {
    const known = listing();
    if (indexed?.of !== known) {
      const extensions = extensionsOf(known.agents);
      for (const [extension, agents] of extensions.taken) {
        journal.problem('EXTENSION_TAKEN_TWICE', { extension, agents: agents.join(' ') });
      }
      indexed = {
        of: known,
        people: { extensions, byId: new Map(known.agents.map((each) => [each.id, each])) },
      };
    }
    return indexed.people;
  }

  async function agentEntries(own: AgentId, text: string): Promise<readonly AgentEntry[]> {
    const others = listing().agents.filter(({ id }) => id !== own);
    const meant = matchingEntries(
      text,
      others.map((agent) => agentEntry(agent)),
    ).slice(0, MOST_DESKS);
    if (meant.length === 0) return [];
    const desks = await store.desks(meant.map(({ target }) => target.agentId));
    const deskOf = new Map(desks.map((desk) => [desk.agent.id, desk]));
    return meant.map((entry) => withState(entry, deskOf.get(entry.target.agentId)));
  }

  async function queueEntries(text: string): Promise<readonly QueueEntry[]> {
    const meant = matchingEntries(
      text,
      queues.map((queue): QueueEntry => ({ kind: 'queue', target: { kind: 'queue', queue }, name: queue })),
    );
    if (meant.length === 0) return [];
    const now = await figures.soon();
    return meant.map((entry) => {
      const figure = now.get(entry.target.queue);
      return figure ? { ...entry, figures: figure } : entry;
    });
  }

  return {
    async search(agentId, text) {
      if (!isSearchable(text)) return [];
      const [agents, waiting] = await Promise.all([agentEntries(agentId, text), queueEntries(text)]);
      return findEntries<CentreEntry>(text, [...agents, ...waiting, ...listing().numbers.map(sharedEntry)]);
    },
    agentOfExtension: (extension) => people().extensions.agentOf.get(extension),
    nameOf: (agentId) => people().byId.get(agentId)?.name,
  };
}

interface People {
  readonly extensions: Extensions;
  readonly byId: ReadonlyMap<AgentId, ListedAgent>;
}

function agentEntry({ id, name, extension }: ListedAgent): AgentEntry {
  return {
    kind: 'agent',
    target: { kind: 'agent', agentId: id },
    name,
    agentState: 'loggedOut',
    ...(extension !== undefined && { extension }),
  };
}

/** Who has never been at a desk is logged out. */
function withState(entry: AgentEntry, desk: Desk | undefined): AgentEntry {
  if (!desk) return entry;
  const state = agentStateOf(desk);
  return {
    ...entry,
    agentState: state.name,
    ...(state.name === 'notReady' && { reasonCode: state.reasonCode }),
  };
}

function sharedEntry({ name, number, transferable }: SharedNumber): SharedEntry {
  return { kind: 'shared', target: { kind: 'number', number }, name, transferable };
}
