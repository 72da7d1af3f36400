import fc from 'fast-check';
import type {
  AgentId,
  Ani,
  Dnis,
  Instant,
  InteractionId,
  PartyId,
  RecordMatch,
  RestingState,
  Target,
} from '../../core/index.ts';

export const id = fc.string({ minLength: 1, maxLength: 64 });
export const line = fc
  .string({ maxLength: 255, unit: 'grapheme-composite' })
  .filter(({ length }) => length <= 255);
export const at = fc.nat().map((ms) => ms as Instant);
export const interactionId = id.map((text) => text as InteractionId);
export const number = fc.string({ minLength: 1, maxLength: 40 });
export const ani = number.map((text) => text as Ani);
export const dnis = number.map((text) => text as Dnis);

export const restingState: fc.Arbitrary<RestingState> = fc.oneof(
  fc.constant({ name: 'ready' } as const),
  fc.constant({ name: 'loggedOut' } as const),
  fc.record({ name: fc.constant('notReady' as const), reasonCode: line }),
);

export const part = fc.constantFrom('person' as const, 'subject' as const);

export const record: fc.Arbitrary<RecordMatch> = fc.record(
  {
    objectType: id,
    recordId: id,
    part,
    reason: fc.oneof(
      fc.record({ kind: fc.constant('number' as const), field: id }),
      fc.record({ kind: fc.constantFrom('collected' as const, 'openCase' as const, 'contact' as const) }),
    ),
    belongsTo: id,
    lastActivityAt: at,
  },
  { requiredKeys: ['objectType', 'recordId', 'part'] },
);

export const of = <Type extends string>(type: Type) => ({ type: fc.constant(type) });

export const partyId = id.map((text) => text as PartyId);
export const agentId = id.map((text) => text as AgentId);
export const typed = fc.string({ maxLength: 40 });

export const target: fc.Arbitrary<Target> = fc.oneof(
  fc.record({ kind: fc.constant('agent' as const), agentId }),
  fc.record({ kind: fc.constant('queue' as const), queue: line }),
  fc.record({ kind: fc.constant('extension' as const), extension: typed }),
  fc.record({ kind: fc.constant('number' as const), number: typed }),
);

export const recording = fc.constantFrom('running' as const, 'paused' as const);
export const recordingMark = fc.constantFrom('startable' as const, 'running' as const, 'paused' as const);
