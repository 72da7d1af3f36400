import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import { openPart } from '../interactions/agentParts.ts';
import { after } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { changeParty, partyAt } from '../interactions/parties.ts';
import { agentPartyId, isPresent } from '../interactions/partyRecord.ts';
import { settle } from '../interactions/settle.ts';
import type { Turn } from '../turn.ts';

/** So many agents do not lose their pages at once by themselves: what is between them and us is broken. */
const OUR_OWN_FAULT = 3;

/** The page with an agent's phone is gone: it crashed, or its link blinks. After a while it counts as lost. */
export async function pageGone(turn: Turn, agentId: AgentId): Promise<void> {
  if (turn.settings.awayAfterSeconds === 0) return;
  for (const record of await callsOf(turn, agentId)) {
    const party = partyAt(record, agentPartyId(agentId));
    if (party && isPresent(party) && !party.lostPage) await expectBack(turn, record, agentId);
  }
}

/** A page that was there before is back, and has the sound of the calls that it had. */
export async function pageBack(turn: Turn, agentId: AgentId): Promise<void> {
  const partyId = agentPartyId(agentId);
  for (const record of await callsOf(turn, agentId)) {
    const lostPage = partyAt(record, partyId)?.lostPage;
    if (!lostPage) continue;
    const found = changeParty(record, partyId, { lostPage: undefined });
    if (lostPage.certain) await settle(turn, found);
    else await turn.save(found);
  }
}

/** The page has not come back in time: nobody hears the agent. */
export async function pageLost(
  turn: Turn,
  record: InteractionRecord,
  { agentId, since }: { agentId: AgentId; since: Instant },
): Promise<void> {
  const partyId = agentPartyId(agentId);
  if (record.phase === 'ended' || partyAt(record, partyId)?.lostPage?.since !== since) return;
  if ((await goneAbout(turn, since)) >= OUR_OWN_FAULT) return;
  await settle(turn, changeParty(record, partyId, { lostPage: { since, certain: true } }));
}

/** The connector has started, and no page could be linked before: those that were gone have the whole time again. */
export async function expectPages(turn: Turn): Promise<void> {
  for (const record of await turn.store.liveInteractions()) {
    const gone = record.parties.flatMap(({ agentId, lostPage }) =>
      agentId !== undefined && lostPage?.certain === false ? [agentId] : [],
    );
    let current = record;
    for (const agentId of gone) current = await expectBack(turn, current, agentId);
  }
}

async function expectBack(
  turn: Turn,
  record: InteractionRecord,
  agentId: AgentId,
): Promise<InteractionRecord> {
  const since = turn.at;
  const until = after(since, turn.settings.awayAfterSeconds);
  await turn.ask({ type: 'pageLost', interactionId: record.id, agentId, since }, until);
  return turn.save(changeParty(record, agentPartyId(agentId), { lostPage: { since, certain: false } }));
}

async function callsOf(turn: Turn, agentId: AgentId): Promise<readonly InteractionRecord[]> {
  const desk = await turn.desk(agentId);
  const calls: InteractionRecord[] = [];
  for (const { id } of desk?.interactions ?? []) {
    const record = await turn.store.interaction(id);
    if (record && record.phase !== 'ended' && openPart(record, agentId)) calls.push(record);
  }
  return calls;
}

/** How many agents in calls lost their pages at about the same time, and are not back. */
async function goneAbout(turn: Turn, since: Instant): Promise<number> {
  const graceMs = turn.settings.awayAfterSeconds * 1000;
  const parties = (await turn.store.liveInteractions()).flatMap((record) => record.parties);
  const gone = parties.filter(({ lostPage }) => lostPage && Math.abs(lostPage.since - since) <= graceMs);
  return new Set(gone.map(({ agentId }) => agentId)).size;
}
