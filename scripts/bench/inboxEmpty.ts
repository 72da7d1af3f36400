import { setTimeout as sleep } from 'node:timers/promises';

const LIMIT_MS = 180_000;
/** Asking more often would take the connector's time from what is measured. */
const LOOK_MS = 20;

/** Resolves when the connector has decided all that it has answered. Rejects when that takes too long. */
export async function inboxEmpty({ connector }: { connector: { readonly url: string } }): Promise<void> {
  const until = Date.now() + LIMIT_MS;
  while (Date.now() < until) {
    const metrics = await (await fetch(`${connector.url}/metrics`)).text();
    if (/^cti_inbox_sheets 0$/m.test(metrics)) return;
    await sleep(LOOK_MS);
  }
  throw new Error('The inbox of the connector does not become empty');
}
