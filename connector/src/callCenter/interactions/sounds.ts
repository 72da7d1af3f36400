import type { PartyId } from '../../../../softphone/core/index.ts';
import type { LegId, Sound } from '../ports/telephony.ts';
import type { Turn } from '../turn.ts';
import { openParts } from './agentParts.ts';
import type { InteractionRecord } from './interactionRecord.ts';
import { changeParty, partyAt } from './parties.ts';
import { soundsOf } from './partyRecord.ts';
import { tellParties } from './partyViews.ts';
import { settle } from './settle.ts';

export interface SoundChange {
  readonly partyId: PartyId;
  readonly legId: LegId;
  readonly sound: Sound;
}

/** What the carrier is still to be told about what parties hear. */
export function soundChanges({ parties }: InteractionRecord): readonly SoundChange[] {
  const wanted = soundsOf(parties);
  return parties.flatMap(({ id, legId, sound: told }) => {
    const sound = wanted.get(id);
    return sound !== undefined && sound !== told && legId ? [{ partyId: id, legId, sound }] : [];
  });
}

/** The carrier has done it; the party may be gone by now, or on another leg. */
export async function soundSet(
  turn: Turn,
  record: InteractionRecord,
  { partyId, legId, sound }: SoundChange,
): Promise<void> {
  const party = partyAt(record, partyId);
  if (party?.state !== 'in' || party.legId !== legId || party.sound === sound) return;
  await settle(turn, changeParty(record, partyId, { sound, soundSince: turn.at }));
}

/**
 * The carrier refuses for good: whom it refused it is on hold, or not, as it was, and the agents are told. Nothing is
 * asked again before something else happens.
 */
export async function soundsRefused(turn: Turn, record: InteractionRecord): Promise<void> {
  const refused = soundChanges(record);
  if (record.phase === 'ended' || refused.length === 0) return;
  const unchanged = refused.reduce(
    (next, { partyId }) => changeParty(next, partyId, { held: partyAt(record, partyId)?.sound === 'music' }),
    record,
  );
  await tellParties(turn, await turn.save(unchanged));
  for (const { agentId } of openParts(record)) {
    await turn.tellAgent(agentId, {
      type: 'commandFailed',
      command: 'hold',
      refusal: { code: 'COMMAND_FAILED' },
      at: turn.at,
    });
  }
}
