import type { OwnLedger, OwnPart, OwnSpell, OwnWait } from './ownLedger.ts';

/** Figures by name, as fields of the org have them; seconds to the millisecond. */
export type Figures = Readonly<Record<string, number>>;

const QUARTER = 15 * 60_000;

const quarterOf = (at: number) => Math.floor(at / QUARTER) * QUARTER;
const seconds = (ms: number) => Math.round(ms) / 1_000;
const sum = <Each>(all: readonly Each[], of: (each: Each) => number) =>
  all.reduce((total, each) => total + of(each), 0);

function grouped<Each>(
  all: readonly Each[],
  key: (each: Each) => string,
): ReadonlyMap<string, readonly Each[]> {
  const groups = new Map<string, Each[]>();
  for (const each of all) {
    const group = groups.get(key(each));
    if (group) group.push(each);
    else groups.set(key(each), [each]);
  }
  return groups;
}

/** What became of the callers of each queue and quarter of an hour, by `queue|start`. */
export function expectedQueues({ waits, parts }: OwnLedger): ReadonlyMap<string, Figures> {
  const partsOf = grouped(parts, ({ queue, queuedAt }) => `${queue}|${quarterOf(queuedAt)}`);
  const waitsOf = grouped(waits, ({ queue, from }) => `${queue}|${quarterOf(from)}`);
  return new Map(
    [...waitsOf].map(([key, own]) => [key, { ...waited(own), ...talked(partsOf.get(key) ?? []) }]),
  );
}

function waited(waits: readonly OwnWait[]): Figures {
  const ms = ({ from, to }: OwnWait) => to - from;
  const answered = waits.filter(({ how }) => how === 'answered');
  const abandoned = waits.filter(({ how }) => how === 'abandoned');
  const within = (all: readonly OwnWait[]) => all.filter((wait) => ms(wait) <= 20_000).length;
  return {
    Offered__c: waits.length,
    Answered__c: answered.length,
    Abandoned__c: abandoned.length,
    Short_Abandoned__c: abandoned.filter((wait) => ms(wait) < 5_000).length,
    Wait_Seconds__c: seconds(sum(waits, ms)),
    Longest_Wait_Seconds__c: seconds(Math.max(0, ...waits.map(ms))),
    Answered_Wait_Seconds__c: seconds(sum(answered, ms)),
    Answered_In_Time__c: within(answered),
    Abandoned_In_Time__c: within(abandoned),
  };
}

function talked(parts: readonly OwnPart[]): Figures {
  const held = sum(parts, ({ heldMs }) => heldMs);
  const onCall = sum(parts, ({ answeredAt, endedAt }) =>
    answeredAt === undefined ? 0 : endedAt - answeredAt,
  );
  return {
    Missed__c: parts.filter(({ how }) => how === 'missed').length,
    Transferred__c: parts.filter(({ how }) => how === 'transferred').length,
    Talk_Seconds__c: seconds(onCall - held),
    Hold_Seconds__c: seconds(held),
    Wrap_Up_Seconds__c: seconds(sum(parts, ({ wrapUpMs }) => wrapUpMs)),
  };
}

/** What each agent did in each quarter of an hour between the first and the last state, by `agent|start`. */
export function expectedAgents({ parts, spells }: OwnLedger): ReadonlyMap<string, Figures> {
  const partsOf = grouped(parts, ({ agentId, offeredAt }) => `${agentId}|${quarterOf(offeredAt)}`);
  const rows = new Map<string, Figures>();
  for (const [agentId, own] of grouped(spells, (spell) => spell.agentId)) {
    const [first, last] = [own[0]?.from ?? 0, own.at(-1)?.from ?? 0];
    for (let start = quarterOf(first); start < last; start += QUARTER) {
      const key = `${agentId}|${start}`;
      const calls = partsOf.get(key) ?? [];
      rows.set(key, { ...timesIn(own, start), ...rang(calls), ...talked(calls) });
    }
  }
  return rows;
}

function rang(parts: readonly OwnPart[]): Figures {
  const answered = parts.filter(({ answeredAt }) => answeredAt !== undefined);
  return { Offered__c: parts.length, Answered__c: answered.length };
}

const stateFields = {
  ready: 'Ready_Seconds__c',
  notReady: 'Not_Ready_Seconds__c',
  reserved: 'Reserved_Seconds__c',
  onCall: 'On_Call_Seconds__c',
  wrapUp: 'In_Wrap_Up_Seconds__c',
} as const;

function timesIn(spells: readonly OwnSpell[], start: number): Figures {
  const times: Record<string, number> = Object.fromEntries(
    Object.values(stateFields).map((field) => [field, 0]),
  );
  spells.forEach(({ state, from }, index) => {
    if (state === 'loggedOut') return;
    const to = spells[index + 1]?.from ?? Infinity;
    const ms = Math.min(to, start + QUARTER) - Math.max(from, start);
    if (ms > 0) times[stateFields[state]] = (times[stateFields[state]] ?? 0) + ms;
  });
  return Object.fromEntries(Object.entries(times).map(([field, ms]) => [field, seconds(ms)]));
}

/** Each time in a state that lasted, as `agent state reason from to`, in milliseconds. */
export function expectedSpells({ spells }: OwnLedger): readonly string[] {
  return [...grouped(spells, ({ agentId }) => agentId)].flatMap(([agentId, own]) =>
    own.flatMap(({ state, reasonCode = '', from }, index) => {
      const to = own[index + 1]?.from;
      return state === 'loggedOut' || to === undefined || to === from
        ? []
        : [`${agentId} ${state} ${reasonCode} ${seconds(to - from)}`];
    }),
  );
}
