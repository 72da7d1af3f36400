import type { PartyId } from '../../../../softphone/core/index.ts';
import type { LegId, Sound } from '../ports/telephony.ts';
import type { Turn } from '../turn.ts';
import { openParts } from './agentParts.ts';
import type { InteractionRecord } from './interactionRecord.ts';
import { changeParty, partyAt } from './parties.ts';
import { soundsOf } from './partyRecord.ts';
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

/** The carrier has done it. */
export async function soundSet(
  turn: Turn,
  record: InteractionRecord,
  { partyId, sound }: Pick<SoundChange, 'partyId' | 'sound'>,
): Promise<void> {
  if (partyAt(record, partyId)?.sound === sound) return;
  await settle(turn, changeParty(record, partyId, { sound, soundSince: turn.at }));
}

/** The carrier refuses for good: the picture goes back to what is, and the agents are told. */
export async function soundsRefused(turn: Turn, record: InteractionRecord): Promise<void> {
  if (record.phase === 'ended') return;
  const parties = record.parties.map((party) => ({ ...party, held: party.sound === 'music' }));
  await settle(turn, { ...record, parties });
  for (const { agentId } of openParts(record)) {
    await turn.tellAgent(agentId, {
      type: 'commandFailed',
      command: 'hold',
      refusal: { code: 'COMMAND_FAILED' },
      at: turn.at,
    });
  }
}
