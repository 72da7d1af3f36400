import { expect } from '@jest/globals';
import type { LocalSystem } from '../../../scripts/local/startLocal.ts';
import { eventually } from './eventually.ts';
import { openWelcomedLink } from './rawLink.ts';

/** Acts, and expects everything that might have changed to be as it was. `session` is an agent's. */
export async function changesNothing(
  { system, session }: { readonly system: LocalSystem; readonly session: string },
  act: () => Promise<void>,
): Promise<void> {
  await eventually('nothing is under way', async () =>
    (await metricsOf(system)).includes('cti_effects{state="waiting"} 0'),
  );
  const before = await everything(system, session);
  await act();
  expect(await everything(system, session)).toEqual(before);
}

/** The agent's desk and history, the outbox, the org's logs, the calls and tasks of the carrier. */
async function everything(system: LocalSystem, session: string): Promise<unknown> {
  const link = await openWelcomedLink(system, session);
  const welcome = await link.hears('welcome');
  await link.close();
  const { org } = system.salesforce;
  return {
    welcome,
    logs: org.query('SELECT COUNT() FROM Task', org.users()[0]?.id ?? '').totalSize,
    metrics: (await metricsOf(system)).filter((line) => /^cti_(calls|effects)/.test(line)),
    carrier: await carrierOf(system),
    networkCalls: system.network.calls().length,
  };
}

/** The connector's metrics, line by line. */
export async function metricsOf({ connector }: LocalSystem): Promise<readonly string[]> {
  return (await (await fetch(`${connector.url}/metrics`)).text()).split('\n');
}

/** What is under way at the carrier. */
export async function carrierOf({ twilio }: LocalSystem): Promise<{
  readonly calls: readonly { readonly sid: string; readonly status: string }[];
  readonly tasks: readonly { readonly status: string }[];
  readonly reservations: readonly { readonly status: string }[];
}> {
  const { calls, tasks, reservations } = (await (await fetch(`${twilio.url}/_sim/state`)).json()) as Awaited<
    ReturnType<typeof carrierOf>
  >;
  return { calls, tasks, reservations };
}
