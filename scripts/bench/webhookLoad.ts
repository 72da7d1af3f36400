import autocannon from 'autocannon';
import type { SignedWebhook } from './signedWebhooks.ts';

const CONNECTIONS = 50;

export interface LoadResult {
  readonly perSecond: number;
  /** Answers that were not 2xx, and requests without an answer. */
  readonly failed: number;
  /** When the last answer came, by `performance.now()`: the load generator itself ends up to a second later. */
  readonly lastAt: number;
}

/** Sends every webhook once, over fifty connections that each wait for an answer, and counts the answers. */
export function sendAll(url: string, webhooks: readonly SignedWebhook[]): Promise<LoadResult> {
  let nextClient = 0;
  let firstAt: number | undefined;
  let lastAt = 0;
  let answered = 0;
  let failed = 0;

  return new Promise((resolve, reject) => {
    const run = autocannon(
      {
        url,
        connections: CONNECTIONS,
        amount: webhooks.length,
        setupClient: (client) => {
          const turn = nextClient++;
          client.setRequests(webhooks.filter((_webhook, index) => index % CONNECTIONS === turn));
        },
      },
      (failure) => {
        if (failure) reject(failure);
        else resolve({ perSecond: ((answered - 1) * 1000) / (lastAt - (firstAt ?? 0)), failed, lastAt });
      },
    );
    run.on('response', (_client, status) => {
      lastAt = performance.now();
      firstAt ??= lastAt;
      answered += 1;
      if (status < 200 || status > 299) failed += 1;
    });
    run.on('reqError', () => {
      failed += 1;
    });
  });
}
