import type { LocalSystem } from '../../../scripts/local/startLocal.ts';
import { eventually } from './eventually.ts';
import { askOrgApi } from './orgApi.ts';

/** Waits until the connector has read what the administrator has set, and finds nothing wrong with it. */
export function rulesAreRead(system: LocalSystem): Promise<void> {
  return eventually('the connector has read the rules', async () => {
    const answer = await askOrgApi(system, '/setup', { permissions: ['CTI_Admin'] });
    const { checks } = (await answer.json()) as { checks: readonly { name: string; state: string }[] };
    return checks.some(({ name, state }) => name === 'orgSettings' && state === 'ok');
  });
}
