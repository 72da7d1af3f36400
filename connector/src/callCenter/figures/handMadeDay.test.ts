import { afterEach, describe, expect, it } from '@jest/globals';
import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import { openReportKit, type ReportKit } from '../reporting/testing/reportKit.ts';
import type { AgentIntervalRow, QueueIntervalRow } from '../reporting/reportRow.ts';
import { abandonRate, occupancy, queueHandleTime, serviceLevel, speedOfAnswer } from './ratios.ts';
import {
  factsOfDay,
  secondsOf,
  type DayTable,
  type Part,
  type State,
  type Wait,
} from './testing/dayTable.ts';

const [ADA, BEA, CLEO, DAN] = ['Ada', 'Bea', 'Cleo', 'Dan'] as AgentId[] as [
  AgentId,
  AgentId,
  AgentId,
  AgentId,
];
const BERLIN = 'Europe/Berlin';

let kit: ReportKit;
afterEach(() => kit.stop());

/** Lets the day happen, and the reports be written meanwhile. */
async function live(table: DayTable, opens: string, closes: string): Promise<void> {
  kit = await openReportKit({
    startAt: table.midnight + secondsOf(opens) * 1000,
    rules: { timeZone: BERLIN },
  });
  for (const fact of factsOfDay(table)) {
    await kit.passes((fact.at - kit.clock.now()) / 1000, 10);
    await kit.happens(fact);
  }
  await kit.passes((table.midnight - kit.clock.now()) / 1000 + secondsOf(closes), 60);
}

const sorted = <Row extends AgentIntervalRow | QueueIntervalRow>(
  rows: readonly Row[],
  name: (row: Row) => string,
) => [...rows].sort((one, other) => name(one).localeCompare(name(other)) || one.start - other.start);
const queueRows = () => sorted(kit.rowsOf('queueInterval'), ({ queue }) => queue);
const agentRows = () => sorted(kit.rowsOf('agentInterval'), ({ agentId }) => agentId);

/** A line of a table: a row without what names it. */
function lineOf(row: AgentIntervalRow | QueueIntervalRow, columns: string): readonly unknown[] {
  const values = row as unknown as Readonly<Record<string, unknown>>;
  return columns
    .trim()
    .split(/\s+/)
    .map((column) => values[column]);
}

const QUEUE_CALLS = `queue time offered answered abandoned shortAbandoned voicemails moved failed missed transferred
  answeredInTime abandonedInTime`;
const QUEUE_SECONDS = `queue time waitSeconds longestWaitSeconds answeredWaitSeconds
  talkSeconds holdSeconds wrapUpSeconds`;
const AGENT_STATES = `agentId time readySeconds notReadySeconds reservedSeconds onCallSeconds inWrapUpSeconds`;
const AGENT_CALLS = `agentId time offered answered missed declined transferred dialed
  talkSeconds holdSeconds wrapUpSeconds`;

describe('a day of a small centre', () => {
  const waits: readonly Wait[] = [
    ['1', 'Support', '09:00:00', 6, 'answered'],
    ['2', 'Support', '09:01:00', 20, 'answered'], // on the threshold: in time
    ['3', 'Support', '09:02:00', 45, 'answered'],
    ['4', 'Support', '09:03:00', 4, 'abandoned'], // short
    ['5', 'Support', '09:03:30', 5, 'abandoned'], // on the threshold: not short
    ['6', 'Support', '09:04:00', 90, 'abandoned'],
    ['7', 'Support', '09:06:00', 33, 'answered'], // missed by Cleo first
    ['8', 'Support', '09:07:00', 60, 'voicemail'],
    ['9', 'Support', '09:09:00', 30, 'moved'],
    ['9', 'Sales', '09:09:30', 12, 'answered'],
    ['10', 'Support', '09:10:00', 2, 'failed'],
    ['11', 'Support', '09:10:30', 35, 'abandoned'], // declined by Ada first
    ['12', 'Support', '09:14:50', 20, 'answered'], // in the next quarter
    ['13', 'Sales', '09:12:00', 8, 'answered'],
    ['14', 'Sales', '09:13:00', 20.001, 'abandoned'],
    ['15', 'Sales', '09:14:00', 3, 'answered'],
    ['16', 'Support', '09:16:00', 4.999, 'abandoned'], // short
    ['17', 'Support', '09:17:30', 20.001, 'answered'], // a millisecond too late
    ['18', 'Sales', '09:20:00', 0, 'answered'],
    ['19', 'Sales', '09:22:00', 120, 'voicemail'],
  ];
  const parts: readonly Part[] = [
    { call: '1', agent: ADA, from: '09:00:02', rings: 4, talks: 120, wrapsUp: 30 },
    { call: '2', agent: BEA, from: '09:01:15', rings: 5, talks: 200, holds: 40, wrapsUp: 20 },
    {
      call: '3',
      agent: ADA,
      from: '09:02:40',
      rings: 5,
      talks: 300,
      holds: 15,
      wrapsUp: 10,
      left: 'transferred',
    },
    { call: '3', agent: DAN, from: '09:08:00', via: 'transfer', rings: 5, talks: 115, wrapsUp: 15 },
    { call: '7', agent: CLEO, from: '09:06:05', rings: 20, left: 'missed', restsFor: 35 },
    { call: '7', agent: BEA, from: '09:06:30', rings: 3, talks: 60, wrapsUp: 5.5 },
    { call: '9', agent: CLEO, from: '09:09:38', rings: 4, talks: 100.25, wrapsUp: 14.75 },
    { call: '11', agent: ADA, from: '09:10:32', rings: 3, left: 'declined', restsFor: 25 },
    { call: '12', agent: ADA, from: '09:15:05', rings: 5, talks: 600, holds: 60, wrapsUp: 30 },
    { call: '13', agent: CLEO, from: '09:12:05', rings: 3, talks: 52, wrapsUp: 20 },
    { call: '15', agent: BEA, from: '09:14:01', rings: 2, talks: 117, wrapsUp: 60 },
    { call: '17', agent: BEA, from: '09:17:40', rings: 10.001, talks: 30, wrapsUp: 10 },
    { call: '18', agent: CLEO, from: '09:20:00', rings: 0, talks: 40, wrapsUp: 5 },
    { call: '20', agent: DAN, from: '09:12:00', via: 'dialed', rings: 20, talks: 160, wrapsUp: 30 },
    { call: '21', agent: DAN, from: '09:18:00', via: 'dialed', rings: 25, wrapsUp: 5 },
  ];
  const states: readonly State[] = [
    [ADA, '08:55:00', 'ready'],
    [BEA, '09:00:00', 'ready'],
    [CLEO, '09:00:00', 'ready'],
    [DAN, '09:05:00', 'ready'],
    [DAN, '09:20:00', 'loggedOut'],
    [BEA, '09:28:00', 'not ready: Lunch'],
    [CLEO, '09:30:00', 'loggedOut'], // nothing of the next quarter
    [ADA, '09:40:00', 'loggedOut'],
    [BEA, '09:50:00', 'loggedOut'],
  ];
  const table: DayTable = { midnight: Date.UTC(2026, 2, 1, 23) as Instant, waits, parts, states };

  it('has the figures of its queues that are worked out by hand', async () => {
    await live(table, '08:50:00', '10:10:00');

    expect(queueRows().map((row) => row.day)).toEqual(Array<string>(4).fill('2026-03-02'));
    expect(queueRows().map((row) => lineOf(row, QUEUE_CALLS))).toEqual([
      // queue     time    offered answered abandoned short voicemails moved failed missed transferred in time: answered abandoned
      ['Sales', '09:00', 4, 3, 1, 0, 0, 0, 0, 0, 0, 3, 0],
      ['Sales', '09:15', 2, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0],
      ['Support', '09:00', 12, 5, 4, 1, 1, 1, 1, 2, 1, 3, 2],
      ['Support', '09:15', 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1],
    ]);
    expect(queueRows().map((row) => lineOf(row, QUEUE_SECONDS))).toEqual([
      // Sales waits: 12 + 8 + 20.001 + 3; talk: 100.25 + 52 + 117; wrap-up: 14.75 + 20 + 60
      ['Sales', '09:00', 43.001, 20.001, 23, 269.25, 0, 94.75],
      ['Sales', '09:15', 120, 120, 0, 40, 0, 5],
      // waits: 6 + 20 + 45 + 4 + 5 + 90 + 33 + 60 + 30 + 2 + 35 + 20, of the answered 6 + 20 + 45 + 33 + 20;
      // talk: 120 + 200 + 300 + 60 + 600; hold: 40 + 15 + 60; wrap-up: 30 + 20 + 10 + 5.5 + 30
      ['Support', '09:00', 350, 90, 124, 1280, 115, 95.5],
      ['Support', '09:15', 25, 20.001, 20.001, 30, 0, 10],
    ]);
  });

  it('has the figures of its agents that are worked out by hand', async () => {
    await live(table, '08:50:00', '10:10:00');

    expect(agentRows().map((row) => lineOf(row, AGENT_STATES))).toEqual([
      // agent   time     ready notReady reserved onCall wrapUp: in a whole quarter 900 together
      ['Ada', '08:45', 300, 0, 0, 0, 0],
      ['Ada', '09:00', 388, 25, 12, 435, 40],
      ['Ada', '09:15', 205, 0, 5, 660, 30],
      ['Ada', '09:30', 600, 0, 0, 0, 0],
      ['Bea', '09:00', 507.5, 0, 10, 357, 25.5],
      ['Bea', '09:15', 609.999, 120, 10.001, 90, 70],
      ['Bea', '09:30', 0, 900, 0, 0, 0],
      ['Bea', '09:45', 0, 300, 0, 0, 0],
      ['Cleo', '09:00', 651, 35, 27, 152.25, 34.75],
      ['Cleo', '09:15', 855, 0, 0, 40, 5],
      ['Dan', '09:00', 285, 0, 5, 295, 15],
      ['Dan', '09:15', 240, 0, 0, 25, 35],
    ]);
    expect(agentRows().map((row) => lineOf(row, AGENT_CALLS))).toEqual([
      // agent   time  offered answered missed declined transferred dialed  talk hold wrapUp
      ['Ada', '08:45', 0, 0, 0, 0, 0, 0, 0, 0, 0],
      ['Ada', '09:00', 3, 2, 0, 1, 1, 0, 420, 15, 40],
      ['Ada', '09:15', 1, 1, 0, 0, 0, 0, 600, 60, 30],
      ['Ada', '09:30', 0, 0, 0, 0, 0, 0, 0, 0, 0],
      ['Bea', '09:00', 3, 3, 0, 0, 0, 0, 377, 40, 85.5],
      ['Bea', '09:15', 1, 1, 0, 0, 0, 0, 30, 0, 10],
      ['Bea', '09:30', 0, 0, 0, 0, 0, 0, 0, 0, 0],
      ['Bea', '09:45', 0, 0, 0, 0, 0, 0, 0, 0, 0],
      ['Cleo', '09:00', 3, 2, 1, 0, 0, 0, 152.25, 0, 34.75],
      ['Cleo', '09:15', 1, 1, 0, 0, 0, 0, 40, 0, 5],
      ['Dan', '09:00', 1, 1, 0, 0, 0, 1, 275, 0, 45],
      ['Dan', '09:15', 0, 0, 0, 0, 0, 1, 0, 0, 5],
    ]);
  });

  it('has the ratios that are worked out by hand', async () => {
    await live(table, '08:50:00', '10:10:00');

    const support = queueRows().find(({ queue, time }) => queue === 'Support' && time === '09:00');
    const ada = agentRows().find(({ agentId, time }) => agentId === ADA && time === '09:00');
    if (!support || !ada) throw new Error('There is no such line');
    expect(serviceLevel(support, 'withoutShortAbandons')).toBe(3 / 11);
    expect(speedOfAnswer(support)).toBe(24.8);
    expect(abandonRate(support)).toBe(3 / 11);
    expect(queueHandleTime(support)).toBe(298.1);
    expect(occupancy(ada)).toBe(475 / 875);
  });

  it('has the states of its agents one after another', async () => {
    await live(table, '08:50:00', '10:10:00');

    const ofDan = kit.rowsOf('stateInterval').filter(({ agentId }) => agentId === DAN);
    const inOrder = [...ofDan].sort((one, other) => one.from - other.from);
    expect(inOrder.map(({ state, seconds }) => [state, seconds])).toEqual([
      ['ready', 180],
      ['reserved', 5],
      ['onCall', 115],
      ['wrapUp', 15],
      ['ready', 105],
      ['onCall', 180],
      ['wrapUp', 30],
      ['ready', 150],
      ['onCall', 25],
      ['wrapUp', 5],
      ['ready', 90],
      ['loggedOut', undefined],
    ]);
  });

  it('is the same when it is written anew from the ledger', async () => {
    await live(table, '08:50:00', '10:10:00');
    const written = new Map(kit.kept);
    kit.kept.clear();

    expect(await kit.rebuild('2026-03-02')).toMatchObject({ rows: expect.any(Number) });
    await kit.passes(600, 10);

    expect(kit.kept).toEqual(written);
  });
});

describe('a day on which clocks are changed', () => {
  /** Calls at the same times of day, of which there are two when clocks go back. */
  const twice = (midnight: Instant): DayTable => ({
    midnight,
    waits: [
      ['1', 'Support', '02:10:00', 5, 'answered'],
      ['2', 'Support', '03:10:00', 30, 'abandoned'],
    ],
    parts: [{ call: '1', agent: ADA, from: '02:10:00', rings: 5, talks: 55, wrapsUp: 60 }],
    states: [
      [ADA, '-00:30:00', 'ready'],
      [ADA, '26:00:00', 'loggedOut'],
    ],
  });
  const ofDay = (day: string) => agentRows().filter((row) => row.day === day);
  const seconds = (rows: readonly AgentIntervalRow[]) =>
    rows.reduce(
      (sum, { readySeconds, reservedSeconds, onCallSeconds, inWrapUpSeconds }) =>
        sum + readySeconds + reservedSeconds + onCallSeconds + inWrapUpSeconds,
      0,
    );

  it('has 25 hours, two of which read the same, when they go back', async () => {
    await live(twice(Date.UTC(2026, 9, 24, 22) as Instant), '-00:40:00', '27:00:00');

    expect(ofDay('2026-10-25')).toHaveLength(100);
    expect(seconds(ofDay('2026-10-25'))).toBe(25 * 3_600);
    expect(queueRows().map(({ day, time, answered, abandoned }) => [day, time, answered, abandoned])).toEqual(
      [
        ['2026-10-25', '02:00', 1, 0],
        ['2026-10-25', '02:00', 0, 1],
      ],
    );
    const written = new Map(kit.kept);
    await kit.rebuild('2026-10-25');
    await kit.passes(600, 10);
    expect(kit.kept).toEqual(written);
  });

  it('has 23 hours, and none at two, when they go forward', async () => {
    await live(twice(Date.UTC(2026, 2, 28, 23) as Instant), '-00:40:00', '27:00:00');

    expect(ofDay('2026-03-29')).toHaveLength(92);
    expect(seconds(ofDay('2026-03-29'))).toBe(23 * 3_600);
    expect(queueRows().map(({ day, time }) => [day, time])).toEqual([
      ['2026-03-29', '03:00'],
      ['2026-03-29', '04:00'],
    ]);
  });
});
