import {
  CUSTOMER_PARTY,
  type AgentId,
  type Instant,
  type RelatedRecords,
  type Via,
} from '../../../../softphone/core/index.ts';
import type { AgentPart, Leaving } from '../../callCenter/interactions/agentPart.ts';
import type { InteractionRecord } from '../../callCenter/interactions/interactionRecord.ts';
import { agentPartyId, newParty, type PartyRecord } from '../../callCenter/interactions/partyRecord.ts';
import type { LegId, ReservationRef } from '../../callCenter/ports/telephony.ts';

/** An interaction as it was kept before it had parties: one customer, and one agent at a time. */
interface EarlierInteraction
  extends Omit<InteractionRecord, 'phase' | 'parties' | 'parts' | 'room'>, RelatedRecords {
  readonly phase: InteractionRecord['phase'] | 'reserved' | 'answering';
  /** The agent who has the interaction, or had it last. */
  readonly agentId?: AgentId;
  /** Absent in the earliest records, and before the first agent. */
  readonly parts?: readonly EarlierPart[];
  readonly reservation?: ReservationRef;
  readonly customerLegId?: LegId;
  readonly agentLegId?: LegId;
  /** Legs in the conference. */
  readonly joined?: readonly LegId[];
  /** What the agent wrote who has the interaction. */
  readonly notes?: string;
  readonly disposition?: string;
}

interface EarlierPart extends RelatedRecords {
  readonly agentId: AgentId;
  readonly offeredAt: Instant;
  readonly answeredAt?: Instant;
  readonly endedAt?: Instant;
  readonly left?: Leaving;
  readonly wrapUpSeconds?: number;
  readonly heldSeconds: number;
  readonly notes: string;
  readonly disposition?: string;
}

/** The agents of an earlier record, as parts; the earliest ones kept none. */
export function earlierParts(record: object): readonly EarlierPart[] {
  const { parts, agentId, phase, startedAt, answeredAt, endedAt } = record as EarlierInteraction;
  if (parts || !agentId || phase === 'waiting') return parts ?? [];
  const part = { agentId, offeredAt: startedAt, heldSeconds: 0, notes: '' };
  return [
    {
      ...part,
      ...(answeredAt !== undefined && { answeredAt }),
      ...(endedAt !== undefined && { endedAt, left: 'callEnded' }),
    },
  ];
}

/**
 * An earlier interaction in today's shape. A call that rings at an agent is taken back from the agent: the caller waits
 * for the next reservation.
 */
export function inThePartsOfToday(record: object): InteractionRecord {
  const earlier = record as EarlierInteraction;
  const {
    agentId: _agentId,
    reservation,
    customerLegId: _customerLegId,
    agentLegId: _agentLegId,
    joined: _joined,
    notes: _notes,
    disposition: _disposition,
    person: _person,
    subject: _subject,
    parts: _parts,
    phase,
    ...facts
  } = earlier;
  const name = reservation?.taskId ?? `i-${earlier.id}`;
  return {
    ...facts,
    phase: phase === 'reserved' || phase === 'answering' ? 'waiting' : phase,
    parties: partiesOf(earlier),
    parts: partsOf(earlier),
    ...(hasRoom(earlier) && { room: { name } }),
  };
}

function hasRoom({ phase, direction, answeredAt }: EarlierInteraction): boolean {
  return phase === 'connected' || phase === 'dialing' || direction === 'outbound' || answeredAt !== undefined;
}

function partsOf(earlier: EarlierInteraction): readonly AgentPart[] {
  const via: Via = earlier.direction === 'inbound' ? 'queue' : 'dialed';
  const ringing = earlier.phase === 'reserved' || earlier.phase === 'answering';
  const parts = earlierParts(earlier);
  return parts.map((part, index) => {
    const own = index === parts.length - 1 && isInHand(part) ? written(part, earlier) : part;
    const left = own.left ?? (ringing ? 'withdrawn' : undefined);
    return { ...own, via, muted: false, ...(left && { left }) };
  });
}

/** Whether what was written of the part still stood with the interaction. */
function isInHand({ left, wrapUpSeconds }: EarlierPart): boolean {
  return left === undefined || (left === 'callEnded' && wrapUpSeconds === undefined);
}

function written(
  part: EarlierPart,
  earlier: EarlierInteraction,
): EarlierPart & Pick<AgentPart, 'reservation'> {
  const { notes = '', disposition, person, subject, reservation } = earlier;
  return {
    ...part,
    notes,
    ...(disposition !== undefined && { disposition }),
    ...(person && { person }),
    ...(subject && { subject }),
    ...(reservation && { reservation }),
  };
}

function partiesOf(earlier: EarlierInteraction): readonly PartyRecord[] {
  const { direction, ani, dnis, startedAt, agentId, customerLegId, agentLegId, phase } = earlier;
  const number = direction === 'inbound' ? ani : dnis;
  const stateOf = (legId: LegId | undefined): PartyRecord['state'] => {
    if (legId === undefined) return 'outside';
    if (earlier.joined?.includes(legId) === true) return 'in';
    return phase === 'dialing' ? 'ringing' : 'outside';
  };
  const customer = newParty(
    {
      id: CUSTOMER_PARTY,
      role: 'customer',
      number,
      state: stateOf(customerLegId),
      ...(customerLegId !== undefined && { legId: customerLegId }),
    },
    startedAt,
  );
  if (agentId === undefined || (phase !== 'connected' && phase !== 'dialing')) return [customer];
  const agent = newParty(
    {
      id: agentPartyId(agentId),
      role: 'agent',
      agentId,
      state: agentLegId === undefined ? 'ringing' : stateOf(agentLegId),
      ...(agentLegId !== undefined && { legId: agentLegId }),
    },
    startedAt,
  );
  return [customer, agent];
}
