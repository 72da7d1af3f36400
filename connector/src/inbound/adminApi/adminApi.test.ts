import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import type { Board, BoardAgent } from '../../../../softphone/wallboard/board.ts';
import { createVirtualClock } from '../../callCenter/testing/virtualClock.ts';
import { openAdminApi } from './adminApi.ts';
import { createMetrics } from './metrics.ts';
import { createReadiness, type Readiness } from './readiness.ts';

let app: FastifyInstance;
let readiness: Readiness;

const agent = (name: string, state: BoardAgent['state']): BoardAgent => ({
  id: name as AgentId,
  name,
  state,
  since: 0 as Instant,
  calls: [],
});
const today = { offered: 9, answered: 7, abandoned: 2 };
const board: Board = {
  serviceLevelSeconds: 20,
  reasonCodes: [],
  agents: [agent('Ada', 'ready'), agent('Ben', 'ready'), agent('Cem', 'onCall')],
  queues: [
    { name: 'Support', waiting: 2, longestSince: 20_000 as Instant, readyAgents: 2, onCallAgents: 1, today },
    { name: 'Sales', waiting: 0, readyAgents: 0, onCallAgents: 0, today },
  ],
};

afterEach(() => app.close());

function open(metricsToken?: string): FastifyInstance {
  app = Fastify();
  const metrics = createMetrics({
    now: () => 60_000 as Instant,
    openTabs: () => 3,
    leads: () => true,
    board: () => board,
    inbox: async () => 6,
    effects: async () => ({
      waitingEffects: 2,
      retriedEffects: 1,
      oldestDueAt: 48_000 as Instant,
      givenUpEffects: 1,
      unloggedCalls: 1,
    }),
    effectKinds: async () => [
      { kind: 'log', waiting: 3, due: 2, retried: 1, givenUp: 1, oldestDueAt: 48_000 as Instant },
    ],
    stuckSeconds: () => 2,
    openSockets: () => [{ door: '/link', count: 3 }],
    crmCalls: () => 7,
    crmBudget: () => ({ used: 900, allowed: 1000 }),
    reports: async () => ({ waiting: 5, refused: 4 }),
  });
  metrics.callEnded({ direction: 'inbound', outcome: 'missed' });
  metrics.repaired('sound');
  metrics.turnTaken({ result: 'ok', seconds: 0.003 });
  metrics.requestMade({ to: 'router', result: 'tooMany', seconds: 0.2 });
  readiness = createReadiness({
    clock: createVirtualClock(),
    commit: async () => undefined,
    stuckSeconds: () => 0,
    troubles: () => [],
  });
  openAdminApi(app, { metrics, readiness, metricsToken });
  app.post('/twilio/voice', () => 'ok');
  return app;
}

describe("the operators' door", () => {
  it('says whether the connector lives, and whether it can work', async () => {
    const door = open();
    expect((await door.inject('/health')).json()).toEqual({ status: 'ok' });
    expect((await door.inject('/ready')).json()).toEqual({ status: 'ready' });
  });

  it('sends who is connected elsewhere from the moment when it stops', async () => {
    const door = open();
    expect((await door.inject({ method: 'POST', url: '/twilio/voice' })).headers.connection).toBe(
      'keep-alive',
    );

    readiness.stop();

    const webhook = await door.inject({ method: 'POST', url: '/twilio/voice' });
    expect([webhook.statusCode, webhook.headers.connection]).toEqual([200, 'close']);
    expect((await door.inject('/ready')).statusCode).toBe(503);
    expect((await door.inject('/health')).statusCode).toBe(200);
  });

  it('shows figures only to who sends the token, where one is set', async () => {
    const door = open('t'.repeat(32));
    const asks = (headers: Record<string, string>) => door.inject({ url: '/metrics', headers });

    for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: 't'.repeat(32) }]) {
      const refused = await asks(headers);
      expect(refused.statusCode).toBe(401);
      expect(refused.body).not.toContain('cti_');
    }
    expect((await asks({ authorization: `Bearer ${'t'.repeat(32)}` })).statusCode).toBe(200);
    expect((await door.inject('/health')).statusCode).toBe(200);
  });

  it('shows calls, tabs, effects, reports, API calls and webhook times to Prometheus', async () => {
    const door = open();
    await door.inject({ method: 'POST', url: '/twilio/voice' });

    const { body } = await door.inject('/metrics');

    expect(body).toContain('cti_calls_total{direction="inbound",outcome="missed"} 1');
    expect(body).toContain('cti_repairs_total{kind="sound"} 1');
    expect(body).toContain('cti_open_softphones 3');
    expect(body).toContain('cti_effects{state="givenUp"} 1');
    expect(body).toContain('cti_crm_api_calls_total 7');
    expect(body).toContain('cti_inbox_sheets 6');
    expect(body).toContain('cti_reports_waiting 5');
    expect(body).toContain('cti_reports_refused 4');
    expect(body).toContain('cti_webhook_seconds_count{route="/twilio/voice",status="200"} 1');
  });

  it('shows agents by state, and who waits in each queue', async () => {
    const { body } = await open().inject('/metrics');

    expect(body).toContain('cti_agents{state="ready"} 2');
    expect(body).toContain('cti_agents{state="wrapUp"} 0');
    expect(body).toContain('cti_queue_waiting_calls{queue="Support"} 2');
    expect(body).toContain('cti_queue_longest_wait_seconds{queue="Support"} 40');
    expect(body).toContain('cti_queue_longest_wait_seconds{queue="Sales"} 0');
  });

  it('shows what is late, what it costs, and how others answer', async () => {
    const { body } = await open().inject('/metrics');

    expect(body).toContain('cti_outbox_delay_seconds 12');
    expect(body).toContain('cti_effects{state="retried"} 1');
    expect(body).toContain('cti_outbox_effects{kind="log",state="due"} 2');
    expect(body).toContain('cti_outbox_effects{kind="call",state="due"} 0');
    expect(body).toContain('cti_outbox_due_age_seconds{kind="log"} 12');
    expect(body).toContain('cti_store_stuck_seconds 2');
    expect(body).toContain('cti_open_sockets{door="/link"} 3');
    expect(body).toContain('cti_crm_api_budget{kind="used"} 900');
    expect(body).toContain('cti_crm_api_budget{kind="allowed"} 1000');
    expect(body).toContain('cti_turn_seconds_count{result="ok"} 1');
    expect(body).toContain('cti_outside_request_seconds_count{to="router",result="tooMany"} 1');
  });

  it('names nobody, and no number', async () => {
    const { body } = await open().inject('/metrics');

    const values = [...body.matchAll(/="([^"]*)"/g)].map(([, value = '']) => value);
    expect(values.length).toBeGreaterThan(20);
    expect(values.filter((value) => /Ada|Ben|Cem|\+\d|^005/.test(value))).toEqual([]);
  });
});
