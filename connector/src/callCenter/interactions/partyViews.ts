import type { AgentId, EarlierNotes, Party } from '../../../../softphone/core/index.ts';
import type { Turn } from '../turn.ts';
import { openParts } from './agentParts.ts';
import type { InteractionRecord } from './interactionRecord.ts';
import type { PartyRecord } from './partyRecord.ts';

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
  return Promise.all(others.map((party) => viewOf(turn, party)));
}

/** What agents wrote who had the interaction before. */
export async function earlierNotesOf(
  turn: Pick<Turn, 'desk'>,
  { parts }: InteractionRecord,
): Promise<readonly EarlierNotes[]> {
  const written = parts.filter(({ notes }) => notes !== '');
  return Promise.all(
    written.map(async ({ agentId, notes }) => ({ agentName: await nameOf(turn, agentId), notes })),
  );
}

/** Tells every agent who has the interaction who else is in it, where that has changed. */
export async function tellParties(turn: Turn, record: InteractionRecord): Promise<void> {
  for (const { agentId } of openParts(record)) {
    const parties = await partiesFor(turn, record, agentId);
    const desk = await turn.desk(agentId);
    const shown = desk?.interactions.find(({ id }) => id === record.id)?.parties;
    if (!shown || JSON.stringify(shown) === JSON.stringify(parties)) continue;
    await turn.tellAgent(agentId, { type: 'partiesChanged', interactionId: record.id, parties, at: turn.at });
  }
}

async function viewOf(turn: Pick<Turn, 'desk'>, party: PartyRecord): Promise<Party> {
  const { id, role, agentId, number } = party;
  return {
    id,
    role,
    ...(agentId !== undefined && { agentId, name: await nameOf(turn, agentId) }),
    ...(number !== undefined && { number }),
    ...seen(party),
  };
}

function seen({ state, sound, since, soundSince }: PartyRecord): Pick<Party, 'state' | 'since'> {
  switch (state) {
    case 'offered':
    case 'ringing':
      return { state: 'ringing', since };
    case 'outside':
      return { state: 'onHold', since };
    case 'lost':
      return { state: 'lost', since };
    case 'in':
      return sound === 'talk' ? { state: 'talking', since } : { state: 'onHold', since: soundSince };
  }
}
