import type { ConnectorProcess } from '../../../scripts/local/connectorProcess.ts';
import type { LocalSystem } from '../../../scripts/local/startLocal.ts';
import { eventually } from './eventually.ts';

const PATIENCE_MS = 2_000;

/** The instance that leads, as soon as exactly one does. */
export async function theLeader({ instances }: LocalSystem): Promise<ConnectorProcess> {
  let leader: ConnectorProcess | undefined;
  await eventually('one instance leads', async () => {
    const leading = await Promise.all(instances.map(leads));
    const leaders = instances.filter((_, place) => leading[place]);
    [leader] = leaders;
    return leaders.length === 1;
  });
  if (!leader) throw new Error('No instance leads');
  return leader;
}

/** Whether an instance says that it leads; one that does not answer does not. */
export async function leads({ url }: ConnectorProcess): Promise<boolean> {
  const answer = fetch(`${url}/metrics`, { headers: { connection: 'close' } }).then((each) => each.text());
  // One that is stopped where it stands does not answer.
  const silence = new Promise<string>((resolve) => setTimeout(resolve, PATIENCE_MS, ''));
  const metrics = await Promise.race([answer, silence]).catch(() => '');
  return /^cti_leads 1$/m.test(metrics);
}
