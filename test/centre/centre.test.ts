import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultMetricRules } from '../../connector/src/callCenter/figures/metricRules.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { AgentId, Dnis } from '../../softphone/core/index.ts';
import { openCallLogKit, type CallLogKit } from '../contracts/callLogKit.ts';
import { answeredWithin, erlangA, erlangC } from './erlang.ts';
import { expectedAgents, expectedQueues, expectedSpells, type Figures } from './expectedRows.ts';
import type { QueuePlan } from './population.ts';
import { simulateDay, type SimulatedDay } from './simulatedDay.ts';

const HOUR = 3_600_000;
const OPEN_HOURS = 8;
/** The longest calls, and their wrap-up, are over by then. */
const LAST_HOURS = 6;
/** A centre begins empty: what callers wait in the first hours is not the steady state. */
const WARM_UP_HOURS = 2;
const DAYS = [
  { seed: 1, startsAt: Date.UTC(2026, 2, 2, 8) },
  { seed: 2, startsAt: Date.UTC(2026, 2, 3, 8) },
];

interface Shape extends Pick<QueuePlan, 'meanServiceSeconds' | 'meanPatienceSeconds' | 'livelyWith'> {
  readonly name: string;
  readonly agents: number;
  /** Offered traffic in erlang. */
  readonly load: number;
}

/** 200 agents. In the first eight queues everybody behaves as the formulas assume; in the others as people do. */
const shapes: readonly Shape[] = [
  { name: 'Patient 1', agents: 5, load: 3.7, meanServiceSeconds: 600 },
  { name: 'Patient 2', agents: 8, load: 6.4, meanServiceSeconds: 600 },
  { name: 'Patient 3', agents: 10, load: 8, meanServiceSeconds: 600 },
  { name: 'Patient 4', agents: 14, load: 11.6, meanServiceSeconds: 600 },
  { name: 'Impatient 1', agents: 5, load: 4.6, meanServiceSeconds: 600, meanPatienceSeconds: 90 },
  { name: 'Impatient 2', agents: 8, load: 7.6, meanServiceSeconds: 600, meanPatienceSeconds: 120 },
  { name: 'Impatient 3', agents: 10, load: 10, meanServiceSeconds: 600, meanPatienceSeconds: 60 },
  { name: 'Impatient 4', agents: 20, load: 20, meanServiceSeconds: 600, meanPatienceSeconds: 120 },
  {
    name: 'Lively 1',
    agents: 60,
    load: 44,
    meanServiceSeconds: 1_800,
    meanPatienceSeconds: 120,
    livelyWith: 'Lively 2',
  },
  { name: 'Lively 2', agents: 60, load: 44, meanServiceSeconds: 1_800, livelyWith: 'Lively 1' },
];

let kit: CallLogKit;
let days: readonly SimulatedDay[];
const queueRows: Readonly<Record<string, unknown>>[] = [];

beforeAll(async () => {
  kit = await openCallLogKit();
  const plans = shapes.map(planOf);
  const crm = kit.connector();
  const played: SimulatedDay[] = [];
  for (const day of DAYS) {
    played.push(
      await simulateDay(
        {
          ...day,
          openMs: OPEN_HOURS * HOUR,
          lastMs: LAST_HOURS * HOUR,
          queues: plans,
          rules: defaultMetricRules,
        },
        crm.reportSink,
      ),
    );
  }
  days = played;
  await crm.stop();
}, 900_000);

afterAll(() => kit.stop());

function planOf({ name, agents, load, ...shape }: Shape, place: number): QueuePlan {
  return {
    ...shape,
    name,
    dnis: `+1415555${1_000 + place}` as Dnis,
    agents: Array.from({ length: agents }, (_, seat) => agentUser(`${place}.${seat}`)),
    callsPerHour: (load / shape.meanServiceSeconds) * 3_600,
  };
}

function agentUser(name: string): AgentId {
  const { ProfileId } =
    kit.rows(`SELECT ProfileId FROM User WHERE Username = '${wellKnown.users.agents[0]}'`)[0] ?? {};
  return kit.create('User', {
    Username: `seat.${name}@example.com`,
    LastName: `Seat ${name}`,
    Alias: name,
    Email: `seat.${name}@example.com`,
    ProfileId,
  }) as AgentId;
}

const dayOf = (place: number) => new Date(DAYS[place]?.startsAt ?? 0).toISOString().slice(0, 10);
const kept = (object: string, place: number, fields: Iterable<string>) =>
  kit.rows(
    `SELECT Key__c, ${[...fields].join(', ')} FROM ${object} WHERE Day__c = ${dayOf(place)} LIMIT 50000`,
  );

/** The rows of the org by key, with the fields that `expected` has. */
function figuresOf(
  object: string,
  place: number,
  expected: ReadonlyMap<string, Figures>,
): Map<string, Figures> {
  const [sample = {}] = expected.values();
  const rows = kept(object, place, Object.keys(sample));
  return new Map(
    rows.map(({ Key__c, ...row }) => [
      String(Key__c).slice(String(Key__c).indexOf('|') + 1),
      Object.fromEntries(Object.keys(sample).map((field) => [field, Number(row[field])])),
    ]),
  );
}

describe.each([
  [0, 'a day of 200 agents and 10 queues'],
  [1, 'another day'],
])('%i: %s', (place) => {
  const day = () => days[place]!;

  it('goes by without anything to repair, and every caller is accounted for', () => {
    expect(day().problems).toEqual([]);
    expect(day().ledger.waits.filter(({ how }) => how === 'waits')).toEqual([]);
    expect(day().ledger.waits.length).toBeGreaterThan(4_000);
  });

  it('gives the queues’ figures in Salesforce that the simulation has itself, exactly', () => {
    const expected = expectedQueues(day().ledger);

    expect(figuresOf('Queue_Interval__c', place, expected)).toEqual(expected);
  });

  it('gives the agents’ figures in Salesforce that the simulation has itself, exactly', () => {
    const expected = expectedAgents(day().ledger);

    expect(figuresOf('Agent_Interval__c', place, expected)).toEqual(expected);
  });

  it('gives every time in a state, to the millisecond', () => {
    const rows = kit.rows(
      `SELECT Agent__c, State__c, Reason_Code__c, Seconds__c FROM Agent_State_Interval__c WHERE Seconds__c > 0 AND State__c != 'Logged Out' AND Started_At__c >= ${dayOf(place)}T00:00:00Z AND Started_At__c <= ${dayOf(place)}T23:59:59Z LIMIT 200000`,
    );
    const names = new Map([
      ['Ready', 'ready'],
      ['Not Ready', 'notReady'],
      ['Reserved', 'reserved'],
      ['On Call', 'onCall'],
      ['Wrap-Up', 'wrapUp'],
    ]);
    const found = rows.map(
      ({ Agent__c, State__c, Reason_Code__c, Seconds__c }) =>
        `${String(Agent__c)} ${names.get(String(State__c))} ${typeof Reason_Code__c === 'string' ? Reason_Code__c : ''} ${Number(Seconds__c)}`,
    );

    expect(found.sort()).toEqual([...expectedSpells(day().ledger)].sort());
  });
});

/** How far a figure of the org is from theory, in standard errors. Hours of a queue are the batches. */
function errorsFrom(
  queues: readonly Shape[],
  measure: (hour: Figures, shape: Shape) => number,
): { readonly error: number; readonly relativeStandardError: number } {
  let difference = 0;
  let variance = 0;
  let total = 0;
  for (const shape of queues) {
    const batches = DAYS.flatMap(({ startsAt }) =>
      Array.from({ length: OPEN_HOURS - WARM_UP_HOURS }, (_, hour) =>
        hourOf(shape.name, startsAt + (WARM_UP_HOURS + hour) * HOUR),
      ),
    );
    const deviations = batches.map((batch) => measure(batch, shape));
    const mean = deviations.reduce((sum, each) => sum + each, 0) / deviations.length;
    const spread = deviations.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (deviations.length - 1);
    difference += mean * deviations.length;
    variance += spread * deviations.length;
    total += batches.reduce((sum, { Wait_Seconds__c = 0 }) => sum + Wait_Seconds__c, 0);
  }
  return { error: difference / Math.sqrt(variance), relativeStandardError: Math.sqrt(variance) / total };
}

function hourOf(queue: string, from: number): Figures {
  const totals: Record<string, number> = {};
  for (const { Queue__c, Started_At__c, ...row } of allQueueRows()) {
    const start = Date.parse(String(Started_At__c));
    if (Queue__c !== queue || start < from || start >= from + HOUR) continue;
    for (const [field, value] of Object.entries(row)) totals[field] = (totals[field] ?? 0) + Number(value);
  }
  return totals;
}

function allQueueRows(): readonly Readonly<Record<string, unknown>>[] {
  if (queueRows.length === 0) {
    queueRows.push(
      ...kit.rows(
        'SELECT Queue__c, Started_At__c, Offered__c, Abandoned__c, Wait_Seconds__c, Answered_In_Time__c FROM Queue_Interval__c LIMIT 50000',
      ),
    );
  }
  return queueRows;
}

const waitOf = ({ Wait_Seconds__c = 0 }: Figures) => Wait_Seconds__c;

describe('the waiting times in Salesforce agree with theory', () => {
  const patient = shapes.slice(0, 4);
  const impatient = shapes.slice(4, 8);
  const modelOf = ({ load, agents, meanServiceSeconds, meanPatienceSeconds = Infinity }: Shape) => ({
    load,
    agents,
    meanServiceSeconds,
    meanPatienceSeconds,
  });

  it('of Erlang C, where nobody hangs up: the wait, within three standard errors', () => {
    const { error } = errorsFrom(
      patient,
      ({ Wait_Seconds__c = 0, Offered__c = 0 }, shape) =>
        Wait_Seconds__c - Offered__c * erlangC(modelOf(shape)).meanWaitSeconds,
    );

    expect(Math.abs(error)).toBeLessThan(3);
  });

  it('of Erlang C: who is answered within 20 s', () => {
    const { error } = errorsFrom(
      patient,
      ({ Answered_In_Time__c = 0, Offered__c = 0 }, shape) =>
        Answered_In_Time__c - Offered__c * answeredWithin(modelOf(shape), 20),
    );

    expect(Math.abs(error)).toBeLessThan(3);
  });

  it('of Erlang A, where callers lose patience: the wait', () => {
    const { error } = errorsFrom(
      impatient,
      ({ Wait_Seconds__c = 0, Offered__c = 0 }, shape) =>
        Wait_Seconds__c - Offered__c * erlangA(modelOf(shape)).meanWaitSeconds,
    );

    expect(Math.abs(error)).toBeLessThan(3);
  });

  it('of Erlang A: who hangs up', () => {
    const { error } = errorsFrom(
      impatient,
      ({ Abandoned__c = 0, Offered__c = 0 }, shape) =>
        Abandoned__c - Offered__c * erlangA(modelOf(shape)).abandons,
    );

    expect(Math.abs(error)).toBeLessThan(3);
  });

  it('closely enough to tell: the standard error of the waits is below 20 %', () => {
    expect(errorsFrom(patient, waitOf).relativeStandardError).toBeLessThan(0.2);
    expect(errorsFrom(impatient, waitOf).relativeStandardError).toBeLessThan(0.2);
  });
});
