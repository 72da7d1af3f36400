declare const brand: unique symbol;

/** A plain value that was parsed once at an edge and is trusted afterwards. */
export type Branded<Value, Name extends string> = Value & { readonly [brand]: Name };

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = Branded<number, 'Instant'>;

/** The number a call came from, in E.164, or `anonymous` when the caller withholds it. */
export type Ani = Branded<string, 'Ani'>;

/** The number that was dialled, in E.164. */
export type Dnis = Branded<string, 'Dnis'>;

export type InteractionId = Branded<string, 'InteractionId'>;

/** The agent's user id in the CRM. */
export type AgentId = Branded<string, 'AgentId'>;

/** What a withheld caller's `Ani` says. */
export const WITHHELD = 'anonymous' as Ani;

/** `internal`: between agents, without a customer. */
export type Direction = 'inbound' | 'outbound' | 'internal';
