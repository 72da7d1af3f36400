import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Board } from '../softphone/wallboard/board.ts';
import type { Instant } from '../softphone/core/index.ts';
import { createMetrics } from '../connector/src/inbound/adminApi/metrics.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string; readonly refId: string }[];
}

const dashboard = JSON.parse(read('config/grafana/cti-connector.json')) as {
  readonly id: null;
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string }[] };
};

const [, ...ruleTexts] = read('config/prometheus/cti-connector.rules.yml').split(/^ {6}- alert: /m);
const rules = ruleTexts.map((text) => ({
  name: text.split('\n')[0] ?? '',
  expr: /^ {8}expr: >?-?([^]+?)\n {8}(?:for|labels):/m.exec(text)?.[1] ?? '',
  severity: /^ {10}severity: (\w+)$/m.exec(text)?.[1],
  summary: /^ {10}summary: (.+)$/m.exec(text)?.[1],
}));

const dashboardQueries = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
const queries = [...dashboardQueries, ...rules.map(({ expr }) => expr)];

/** What the connector says when Prometheus asks: a metric with its labels in each line. */
let lines: readonly string[];

beforeAll(async () => {
  const board: Board = {
    serviceLevelSeconds: 20,
    reasonCodes: [],
    agents: [],
    queues: [
      {
        name: 'Support',
        waiting: 1,
        longestSince: 0 as Instant,
        readyAgents: 1,
        onCallAgents: 0,
        today: { offered: 1, answered: 0, abandoned: 0 },
      },
    ],
  };
  const metrics = createMetrics({
    now: () => 1 as Instant,
    openTabs: () => 1,
    leads: () => true,
    board: () => board,
    inbox: async () => 1,
    effects: async () => ({ waitingEffects: 1, retriedEffects: 1, givenUpEffects: 1, unloggedCalls: 1 }),
    reports: async () => ({ waiting: 1, refused: 1 }),
    effectKinds: async () => [{ kind: 'log', waiting: 1, due: 1, retried: 1, givenUp: 1 }],
    stuckSeconds: () => 1,
    openSockets: () => [{ door: '/link', count: 1 }],
    crmCalls: () => 1,
    crmBudget: () => ({ used: 1, allowed: 2 }),
  });
  metrics.callEnded({ direction: 'inbound', outcome: 'answered' });
  metrics.repaired('sound');
  metrics.webhookAnswered({ route: '/twilio/voice', status: 403, seconds: 0.1 });
  for (const result of ['ok', 'failed'] as const) metrics.turnTaken({ result, seconds: 0.1 });
  for (const to of ['carrier', 'router', 'crm'] as const) {
    metrics.requestMade({ to, result: 'ok', seconds: 0.1 });
  }
  lines = (await metrics.registry.metrics()).split('\n').filter((line) => !line.startsWith('#'));
});

const namesIn = (query: string) => [...new Set(query.match(/\b(?:cti|nodejs|process)_\w+/g) ?? [])];
const linesOf = (name: string) => lines.filter((line) => new RegExp(`^${name}[ {]`).test(line));

/** Each metric with the labels that are asked of it: `["cti_effects", 'state="retried"']`. */
function selectorsIn(query: string): [name: string, matcher: string][] {
  return [...query.matchAll(/\b((?:cti|nodejs|process)_\w+)\{([^}]*)\}/g)].flatMap(
    ([, name = '', matchers = '']) =>
      matchers
        .split(',')
        .map((matcher) => matcher.trim())
        .filter((matcher) => matcher !== '' && !matcher.startsWith('job='))
        .map((matcher): [string, string] => [name, matcher]),
  );
}

describe('the dashboard', () => {
  it('can be imported: it has its variables, and panels that stand beside each other', () => {
    expect(dashboard).toMatchObject({ id: null, uid: 'cti-connector', title: 'CTI connector' });
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(39);
    expect(dashboard.templating.list.map(({ name }) => name)).toEqual(['datasource', 'job']);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);

    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_none, index) => [x + (index % w), y + Math.floor(index / w)]),
    );
    expect(cells.every(([x = 0]) => x < 24)).toBe(true);
    expect(new Set(cells.map(String)).size).toBe(cells.length);
  });

  it('asks something in each panel', () => {
    const silent = dashboard.panels.filter(
      ({ type, targets = [] }) => type !== 'row' && !targets.some(({ expr }) => namesIn(expr).length > 0),
    );
    expect(silent).toEqual([]);
  });
});

describe('the alerts', () => {
  it('say how bad it is, in words, and when', () => {
    expect(rules.length).toBeGreaterThan(10);
    for (const rule of rules) {
      expect(rule).toEqual({
        name: expect.stringMatching(/^Cti[A-Z]\w+$/),
        expr: expect.stringMatching(/\S/),
        severity: expect.stringMatching(/^(page|warn)$/),
        summary: expect.stringMatching(/\S/),
      });
    }
  });

  it('are each explained, with what to do', () => {
    const page = read('docs/operators.md');

    expect(rules.filter(({ name }) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });
});

describe('every question', () => {
  it('is about metrics that the connector shows', () => {
    expect(queries.flatMap(namesIn).filter((name) => linesOf(name).length === 0)).toEqual([]);
  });

  it('is about labels that these metrics have', () => {
    const missing = queries.flatMap(selectorsIn).filter(([name, matcher]) => {
      const [label = '', value] = matcher.split('=');
      const isExact = !/[!~]/.test(matcher);
      const wanted = isExact ? `${label}=${value}` : `${/^\w+/.exec(matcher)?.[0]}="`;
      return !linesOf(name).some((line) => line.includes(wanted));
    });
    expect(missing).toEqual([]);
  });

  it('closes what it opens', () => {
    const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
    for (const query of queries) {
      expect([query, count(query, /[({[]/g)]).toEqual([query, count(query, /[)}\]]/g)]);
    }
  });
});

describe("the operators' page", () => {
  it('explains every metric of the connector', () => {
    const names = [
      ...new Set(lines.map((line) => /^cti_\w+/.exec(line)?.[0]?.replace(/_(bucket|sum|count)$/, ''))),
    ];
    const page = read('docs/operators.md');

    expect(names.filter((name) => name && !page.includes(`| \`${name}`))).toEqual([]);
  });
});
