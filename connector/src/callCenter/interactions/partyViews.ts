import type { AgentId, EarlierNotes, Party } from '../../../../softphone/core/index.ts';
import type { Turn } from '../turn.ts';
import { openPart, openParts } from './agentParts.ts';
import type { InteractionRecord } from './interactionRecord.ts';
import { hasLostPage, type PartyRecord } from './partyRecord.ts';

/** The name of an agent who has a desk. */
export async function nameOf(turn: Pick<Turn, 'desk'>, agentId: AgentId): Promise<string> {
  return (await turn.desk(agentId))?.agent.name ?? '';
}

/** The other parties as an agent sees them. */
export async function partiesFor(
  turn: Pick<Turn, 'desk'>,
  { parties }: InteractionRecord,
  agentId: AgentId,
): Promise<readonly Party[]> {
  const others = parties.filter((party) => party.agentId !== agentId);
  const views = others.flatMap(({ role, ...party }) => (role === 'supervisor' ? [] : [{ ...party, role }]));
  return Promise.all(views.map((party) => viewOf(turn, party)));
}

/** What was written about the interaction, but for what an agent writes now. */
export async function earlierNotesFor(
  turn: Pick<Turn, 'desk'>,
  record: InteractionRecord,
  agentId: AgentId,
): Promise<readonly EarlierNotes[]> {
  const own = openPart(record, agentId);
  const written = record.parts.filter((part) => part !== own && part.notes !== '');
  return Promise.all(
    written.map(async ({ agentId: writer, notes }) => ({ agentName: await nameOf(turn, writer), notes })),
  );
}

/** Tells every agent who has the interaction who else is in it, and what they wrote, where that has changed. */
export async function tellParties(turn: Turn, record: InteractionRecord): Promise<void> {
  const { id: interactionId } = record;
  for (const { agentId } of openParts(record)) {
    const shown = (await turn.desk(agentId))?.interactions.find(({ id }) => id === interactionId);
    if (!shown) continue;
    const parties = await partiesFor(turn, record, agentId);
    const earlierNotes = await earlierNotesFor(turn, record, agentId);
    const newNotes = !isSame(shown.earlierNotes, earlierNotes);
    if (!newNotes && isSame(shown.parties, parties)) continue;
    await turn.tellAgent(agentId, {
      type: 'partiesChanged',
      interactionId,
      parties,
      at: turn.at,
      ...(newNotes && { earlierNotes }),
    });
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function viewOf(turn: Pick<Turn, 'desk'>, party: PartyRecord & Pick<Party, 'role'>): Promise<Party> {
  const { id, role, agentId, number } = party;
  return {
    id,
    role,
    ...(agentId !== undefined && { agentId, name: await nameOf(turn, agentId) }),
    ...(number !== undefined && { number }),
    ...seen(party),
  };
}

function seen(party: PartyRecord): Pick<Party, 'state' | 'since'> {
  const { state, sound, since, soundSince, lostPage } = party;
  switch (state) {
    case 'offered':
    case 'ringing':
      return { state: 'ringing', since };
    case 'outside':
      return { state: 'onHold', since };
    case 'lost':
      return { state: 'lost', since };
    case 'in':
      if (lostPage && hasLostPage(party)) return { state: 'lost', since: lostPage.since };
      return sound === 'talk' ? { state: 'talking', since } : { state: 'onHold', since: soundSince };
  }
}
