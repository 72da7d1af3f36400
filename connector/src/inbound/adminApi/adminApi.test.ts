import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from '@jest/globals';
import { openAdminApi, type Dependency } from './adminApi.ts';
import { createMetrics } from './metrics.ts';

let app: FastifyInstance;

afterEach(() => app.close());

function open(dependencies: Dependency[] = []): FastifyInstance {
  app = Fastify();
  const metrics = createMetrics({
    openTabs: () => 3,
    effects: async () => ({ waitingEffects: 2, givenUpEffects: 1, unloggedCalls: 1 }),
    crmCalls: () => 7,
  });
  metrics.callEnded({ direction: 'inbound', outcome: 'missed' });
  metrics.repaired('sound');
  openAdminApi(app, { metrics, dependencies });
  app.post('/twilio/voice', () => 'ok');
  return app;
}

const works: Dependency = { name: 'storage', remedy: 'check the disk', check: async () => undefined };
const fails: Dependency = {
  name: 'salesforce',
  remedy: 'check SALESFORCE_LOGIN_URL',
  check: () => Promise.reject(new Error('down')),
};

describe("the operators' door", () => {
  it('says that the connector is alive, whatever it needs', async () => {
    expect((await open([fails]).inject('/health')).statusCode).toBe(200);
  });

  it('says that it can work when all it needs is there', async () => {
    expect((await open([works]).inject('/ready')).json()).toEqual({ status: 'ready' });
  });

  it('names the part that fails, and what mends it', async () => {
    const answer = await open([works, fails]).inject('/ready');

    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toEqual({
      code: 'NOT_READY',
      parts: [{ name: 'salesforce', remedy: 'check SALESFORCE_LOGIN_URL' }],
    });
  });

  it('shows calls, tabs, effects, API calls and webhook times to Prometheus', async () => {
    const door = open();
    await door.inject({ method: 'POST', url: '/twilio/voice' });

    const { body } = await door.inject('/metrics');

    expect(body).toContain('cti_calls_total{direction="inbound",outcome="missed"} 1');
    expect(body).toContain('cti_repairs_total{kind="sound"} 1');
    expect(body).toContain('cti_open_softphones 3');
    expect(body).toContain('cti_effects{state="givenUp"} 1');
    expect(body).toContain('cti_crm_api_calls_total 7');
    expect(body).toContain('cti_webhook_seconds_count{route="/twilio/voice",status="200"} 1');
  });
});
