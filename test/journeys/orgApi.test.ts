import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalSystem } from '../../scripts/local/startLocal.ts';
import { eventually } from './support/eventually.ts';
import { askOrgApi } from './support/orgApi.ts';
import { startSystem } from './support/world.ts';

let system: LocalSystem;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ system, remove } = await startSystem());
});

afterAll(() => remove());

interface Check {
  readonly name: string;
  readonly state: string;
  readonly detail?: string;
  readonly remedy?: string;
}

async function setup(): Promise<readonly Check[]> {
  const answer = await askOrgApi(system, '/setup', { permissions: ['CTI_Admin'] });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { checks: readonly Check[] }).checks;
}

describe('the set-up of the local system', () => {
  it('is right in every part', async () => {
    let checks: readonly Check[] = [];
    await eventually('every check is ok', async () => {
      checks = await setup();
      return checks.every(({ state }) => state === 'ok');
    }).catch(() => undefined);

    expect(checks.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['connector', 'storage', 'salesforceLogin', 'orgCertificate', 'clock']),
    );
  });

  it('has no call that could not be logged', async () => {
    const answer = await askOrgApi(system, '/unloggedCalls', { permissions: ['CTI_Supervisor'] });

    expect(await answer.json()).toEqual({ calls: [] });
  });

  it('is not told to an agent', async () => {
    expect((await askOrgApi(system, '/setup', { permissions: ['CTI_Agent'] })).status).toBe(403);
  });
});
