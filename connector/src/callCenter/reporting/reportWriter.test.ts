import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AgentId, Instant, InteractionId } from '../../../../softphone/core/index.ts';
import type { Dequeued, Fact, FactOf } from '../ledger/fact.ts';
import { openReportKit, type ReportKit } from './testing/reportKit.ts';

const ADA = '005000000000001AAA' as AgentId;
const BEA = '005000000000002AAA' as AgentId;
const QUARTER = 900;

let folder: string;
let kit: ReportKit;
let begunAt: Instant;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connector-reports-'));
  kit = await openReportKit({ file: join(folder, 'connector.sqlite') });
  begunAt = kit.clock.now();
});
afterEach(async () => {
  await kit.stop();
  await rm(folder, { recursive: true });
});

const after = (seconds: number) => (begunAt + seconds * 1000) as Instant;
const state = (at: Instant, name: FactOf<'agentState'>['state'], agentId = ADA): Fact => ({
  type: 'agentState',
  at,
  agentId,
  state: name,
});
const dequeued = (queuedAt: Instant, at: Instant, how: Dequeued = 'answered'): Fact => ({
  type: 'dequeued',
  at,
  interactionId: `call-${queuedAt}-${at}` as InteractionId,
  queue: 'Support',
  queuedAt,
  how,
});
const partOver = (offeredAt: Instant, at: Instant): Fact => ({
  type: 'partOver',
  at,
  agentId: ADA,
  interactionId: `call-${offeredAt}` as InteractionId,
  direction: 'inbound',
  via: 'direct',
  offeredAt,
  answeredAt: offeredAt,
  endedAt: at,
  left: 'callEnded',
  holdSeconds: 0,
  wrapUpSeconds: 0,
});
const coached = (at: Instant): FactOf<'supervised'> => ({
  type: 'supervised',
  at,
  supervisorId: BEA,
  agentId: ADA,
  act: 'coach',
  interactionId: 'call-1' as InteractionId,
});
const queue = () => kit.rowsOf('queueInterval');
const agents = () => kit.rowsOf('agentInterval');
const spells = () =>
  kit.rowsOf('stateInterval').map(({ state: name, from, to }) => [name, from - begunAt, to && to - begunAt]);
const waiting = () => kit.store.countRows(kit.clock.now());

describe('a line of the reports', () => {
  it('of an interval is written once, when most of what began in it is over', async () => {
    for (let call = 0; call < 10; call += 1) {
      const now = kit.clock.now();
      await kit.happens(dequeued(now, now));
      await kit.passes(60);
    }
    expect(kit.calls).toEqual([]);
    await kit.passes(QUARTER);

    expect(kit.calls).toHaveLength(1);
    expect(queue()).toMatchObject([{ queue: 'Support', offered: 10, answered: 10 }]);
  });

  it('is corrected by what comes later', async () => {
    await kit.happens(dequeued(after(10), after(20)));
    await kit.passes(1_100);
    expect(queue()).toMatchObject([{ offered: 1 }]);
    await kit.happens(dequeued(after(800), after(1_090), 'abandoned'), partOver(after(12), after(1_095)));
    await kit.passes(200);

    expect(queue()).toMatchObject([{ offered: 2, answered: 1, abandoned: 1 }]);
    expect(agents()).toMatchObject([{ start: begunAt, answered: 1, talkSeconds: 1_083 }]);
  });

  it('is written for every interval in which an agent was there, though nothing happened', async () => {
    await kit.happens(state(after(0), 'ready'), state(after(0), 'loggedOut', BEA));
    await kit.passes(3 * QUARTER + 200, 10);

    expect(
      agents().map(({ agentId, start, readySeconds }) => [agentId, start - begunAt, readySeconds]),
    ).toEqual([
      [ADA, 0, 900],
      [ADA, 900_000, 900],
      [ADA, 1_800_000, 900],
    ]);
  });

  it('of a state is written when the state ends, or holds for long', async () => {
    await kit.happens(state(after(0), 'ready'));
    await kit.passes(60);
    expect(spells()).toEqual([]);
    await kit.happens(state(after(60), 'notReady'));
    await kit.passes(60);
    expect(spells()).toEqual([['ready', 0, 60_000]]);
    await kit.passes(QUARTER, 10);
    expect(spells()).toEqual([
      ['ready', 0, 60_000],
      ['notReady', 60_000, undefined],
    ]);
    await kit.happens(state(after(1_100), 'loggedOut'));
    await kit.passes(60);

    expect(spells()[1]).toEqual(['notReady', 60_000, 1_100_000]);
  });

  it('of a state that was not so is taken back, and the intervals since then are corrected', async () => {
    await kit.happens(state(after(0), 'onCall'));
    await kit.passes(30);
    await kit.happens(state(after(30), 'ready'));
    await kit.passes(30);
    await kit.happens(state(after(60), 'notReady'));
    await kit.passes(2 * QUARTER + 200, 10);
    expect(agents()[0]).toMatchObject({ onCallSeconds: 30, readySeconds: 30, notReadySeconds: 840 });
    await kit.happens(state(after(25), 'wrapUp'));
    await kit.passes(QUARTER + 200, 10);

    expect(spells()).toEqual([
      ['onCall', 0, 25_000],
      ['wrapUp', 25_000, undefined],
    ]);
    expect(
      agents().map(({ notReadySeconds, inWrapUpSeconds }) => [notReadySeconds, inWrapUpSeconds]),
    ).toEqual([
      [0, 875],
      [0, 900],
      [0, 900],
    ]);
  });

  it('that has nothing in it any more is written so', async () => {
    await kit.happens(state(after(0), 'loggedOut'), state(after(1), 'ready'));
    await kit.passes(2 * QUARTER + 200, 10);
    await kit.happens(state(after(0), 'loggedOut'));
    await kit.passes(200);

    expect(agents().map(({ readySeconds }) => readySeconds)).toEqual([0, 0]);
  });

  it('is written for what a supervisor does', async () => {
    await kit.happens(coached(after(5)));
    await kit.passes(60);

    const { type: _kind, ...acted } = coached(after(5));
    const key = `supervisorAction|${BEA}|${ADA}|coach|${after(5)}`;
    expect(kit.rowsOf('supervisorAction')).toEqual([{ kind: 'supervisorAction', key, ...acted }]);
  });
});

describe('the writer', () => {
  const manySpells = async (count: number) => {
    const facts = Array.from({ length: count + 1 }, (_, index) =>
      state(after(index), index % 2 === 0 ? 'ready' : 'notReady'),
    );
    await kit.passes(count);
    await kit.happens(...facts);
  };

  it('writes as many lines at once as the CRM takes, and no faster than it wants', async () => {
    kit.crm.rowsAtOnce = 10;
    kit.crm.paceMs = 20_000;
    await manySpells(25);
    await kit.passes(100);

    expect(kit.calls.map(({ rows }) => rows.length)).toEqual([10, 10, 5]);
    const [first, ...later] = kit.calls.map(({ at }) => at);
    expect(later.map((at) => at - Number(first))).toEqual([20_000, 40_000]);
    expect(kit.kept.size).toBe(25);
  });

  it('loses nothing while the CRM cannot be reached', async () => {
    kit.crm.isDown = true;
    await manySpells(30);
    await kit.passes(300);
    expect(kit.calls.length).toBeGreaterThan(2);
    expect(kit.calls.length).toBeLessThan(7);
    expect(new Set(kit.problems)).toEqual(new Set(['REPORTS_NOT_WRITTEN']));
    expect(await waiting()).toEqual({ waiting: 30, refused: 0 });
    kit.crm.isDown = false;
    await kit.passes(120);

    expect(kit.kept.size).toBe(30);
    expect(await waiting()).toEqual({ waiting: 0, refused: 0 });
  });

  it('loses nothing when the connector stops, and counts the time in which it was away', async () => {
    kit.crm.isDown = true;
    await manySpells(30);
    await kit.passes(60);
    kit.crm.isDown = false;
    await kit.restarts(2 * QUARTER);
    await kit.passes(QUARTER, 10);

    expect(kit.rowsOf('stateInterval')).toHaveLength(31);
    expect(agents().map(({ start, readySeconds }) => [start - begunAt, readySeconds])).toEqual([
      [0, 885],
      [900_000, 900],
    ]);
  });

  it('writes a line again that changes while it is being written', async () => {
    kit.crm.meanwhile = async () => {
      kit.crm.meanwhile = () => Promise.resolve();
      await kit.happens(dequeued(after(30), after(40)));
    };
    await kit.happens(dequeued(after(10), after(20)));
    await kit.passes(QUARTER + 400);

    expect(kit.calls.flatMap(({ rows }) => rows)).toMatchObject([{ offered: 1 }, { offered: 2 }]);
    expect(queue()).toMatchObject([{ offered: 2 }]);
  });

  it('keeps a line that the CRM does not take, and tries it again later; the others are written', async () => {
    kit.crm.refuses.add(`stateInterval|${ADA}|${begunAt}`);
    await manySpells(3);
    await kit.passes(60);
    expect(kit.kept.size).toBe(2);
    expect(kit.problems).toEqual(['REPORTS_REFUSED']);
    expect(await waiting()).toEqual({ waiting: 0, refused: 1 });
    kit.crm.refuses.clear();
    await kit.passes(3_700, 10);

    expect(spells()[3]).toEqual(['ready', 0, 1_000]);
    expect(await waiting()).toEqual({ waiting: 0, refused: 0 });
  });
});

describe('a day that is written again', () => {
  it('reads as it did, and nothing else is written', async () => {
    await kit.happens(state(after(0), 'ready'), dequeued(after(10), after(20), 'abandoned'));
    await kit.passes(4 * QUARTER, 10);
    await kit.happens(partOver(after(100), after(3_600)));
    await kit.passes(200);
    const written = new Map(kit.kept);
    kit.kept.clear();

    expect(await kit.rebuild('2026-01-05')).toEqual({ rows: 7 });
    await kit.passes(QUARTER + 200, 10);

    for (const [key, row] of written) expect(kit.kept.get(key)).toEqual(row);
    expect(kit.kept.size).toBe(written.size + 1);
  });

  it('does not keep what happens now waiting', async () => {
    kit.crm.rowsAtOnce = 1;
    await kit.happens(state(after(0), 'ready'));
    await kit.passes(4 * QUARTER, 30);
    await kit.rebuild('2026-01-05');
    await kit.happens(coached(kit.clock.now()));
    kit.calls.length = 0;
    await kit.passes(31);

    expect(kit.calls[0]?.rows).toMatchObject([{ kind: 'supervisorAction' }]);
  });

  it.each([
    ['2026-02-30', 'noDay'],
    ['2026-01-06', 'noDay'],
    ['2025-09-01', 'forgotten'],
  ])('is not %s: %s', async (day, refusal) => {
    expect(await kit.rebuild(day)).toEqual({ refusal });
  });
});
