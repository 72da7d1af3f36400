import type { Instant, InteractionId } from '../../../../../softphone/core/index.ts';
import { CUSTOMER_LEG, openCallCenterKit, ROOM, type CallCenterKit } from '../../testing/callCenterKit.ts';
import type { Fact, FactOf } from '../fact.ts';

/** A call center whose facts are collected. */
export interface LedgerKit {
  readonly kit: CallCenterKit;
  readonly begunAt: Instant;
  /** Seconds since the test began. */
  seconds(at?: Instant): number | undefined;
  /** The facts of one type, in their order. */
  of<Type extends Fact['type']>(type: Type): readonly FactOf<Type>[];
  /** Time goes by, in seconds; nothing falls due. */
  pass(seconds: number): void;
  customerLeaves(interactionId: InteractionId): Promise<void>;
}

export async function openLedgerKit(): Promise<LedgerKit> {
  const kit = await openCallCenterKit();
  const facts: Fact[] = [];
  const begunAt = kit.clock.now();
  kit.callCenter.watch((changes) => facts.push(...changes.facts));
  return {
    kit,
    begunAt,
    seconds: (at) => (at === undefined ? undefined : (at - begunAt) / 1000),
    of: <Type extends Fact['type']>(type: Type) =>
      facts.filter((fact): fact is FactOf<Type> => fact.type === type),
    pass(seconds) {
      kit.clock.advance(seconds * 1000);
    },
    async customerLeaves(interactionId) {
      await kit.tell({ type: 'legLeft', interactionId, legId: CUSTOMER_LEG, room: ROOM });
      await kit.settle();
    },
  };
}
