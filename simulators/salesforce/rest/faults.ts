/**
 * Trouble a test can order.
 *
 * - `invalidSession`: 401 INVALID_SESSION_ID, as when an administrator ends a session
 * - `unavailable`: 503 SERVER_UNAVAILABLE
 * - `requestLimitExceeded`: 403 REQUEST_LIMIT_EXCEEDED
 * - `lockedRow`: UNABLE_TO_LOCK_ROW for a record that is written
 * - `writeRefused`: a written record is refused with `errorCode`, `message` and `fields` (`on`: its object or id)
 * - `latency`: the answer comes `milliseconds` later
 * - `answerLost`: the work is done, then the connection breaks
 * - `jobHeld`: jobs of Bulk API wait until the fault is cleared; `jobFailed`: one fails (`on`: its object)
 */
type FaultKind = (typeof KINDS)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** How many calls (for `lockedRow`, records) it hits; until cleared when not given. */
  readonly times?: number;
  /** Only calls whose path contains this; for `lockedRow`, only this sObject. */
  readonly on?: string;
  readonly milliseconds?: number;
  /** `FIELD_CUSTOM_VALIDATION_EXCEPTION`, `ENTITY_IS_LOCKED` and the like, for `writeRefused`. */
  readonly errorCode?: string;
  readonly message?: string;
  readonly fields?: readonly string[];
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): readonly Fault[];
  /** The fault of this kind that hits here, counted down; undefined when there is none. */
  take(kind: FaultKind, place: string): Fault | undefined;
}

const KINDS = [
  'invalidSession',
  'unavailable',
  'requestLimitExceeded',
  'lockedRow',
  'writeRefused',
  'latency',
  'answerLost',
  'jobHeld',
  'jobFailed',
] as const;

export function createFaults(): Faults {
  let faults: readonly Fault[] = [];
  return {
    add: (fault) => {
      faults = [...faults, fault];
    },
    clear: () => {
      faults = [];
    },
    list: () => faults,
    take: (kind, place) => {
      const found = faults.find((fault) => fault.kind === kind && place.includes(fault.on ?? ''));
      if (found?.times === undefined) return found;
      const rest = { ...found, times: found.times - 1 };
      faults = faults.flatMap((fault) => (fault === found ? (rest.times > 0 ? [rest] : []) : [fault]));
      return found;
    },
  };
}

/** A fault as JSON describes it, or undefined when it is none. */
export function parseFault(body: unknown): Fault | undefined {
  const fault = body as Partial<Fault> | null | undefined;
  const kind = KINDS.find((one) => one === fault?.kind);
  if (!fault || !kind) return undefined;
  return {
    kind,
    ...(typeof fault.times === 'number' && { times: fault.times }),
    ...(typeof fault.on === 'string' && { on: fault.on }),
    ...(typeof fault.errorCode === 'string' && { errorCode: fault.errorCode }),
    ...(typeof fault.message === 'string' && { message: fault.message }),
    ...(Array.isArray(fault.fields) && { fields: fault.fields.map(String) }),
    ...(typeof fault.milliseconds === 'number' && { milliseconds: fault.milliseconds }),
  };
}
