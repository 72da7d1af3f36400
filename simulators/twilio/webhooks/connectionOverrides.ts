/** What went wrong with one attempt: no connection, no answer in time, or an answer that says no. */
export type Trouble = 'ct' | 'rt' | '4xx' | '5xx';

/** How Twilio delivers one webhook. */
export interface Delivery {
  /** The address without its fragment, which is never sent nor signed. */
  readonly url: string;
  readonly attempts: number;
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
  worthRetrying(trouble: Trouble): boolean;
}

/**
 * Reads the overrides in a URL's fragment, for example `#rc=2&rp=ct,5xx&rt=5000`.
 * Source: twilio.com/docs/usage/webhooks/webhooks-connection-overrides.
 */
export function deliveryOf(address: string, mostMs = 15_000): Delivery {
  const [url = '', fragment = ''] = address.split('#', 2);
  const overrides = new URLSearchParams(fragment);
  const within = (name: string, limits: { lowest: number; otherwise: number; highest: number }) => {
    const value = Number(overrides.get(name) ?? limits.otherwise);
    return Math.min(limits.highest, Math.max(limits.lowest, Number.isNaN(value) ? limits.otherwise : value));
  };
  const policy = (overrides.get('rp') ?? 'ct').split(',');
  return {
    url,
    attempts: 1 + within('rc', { lowest: 0, otherwise: 1, highest: 5 }),
    connectTimeoutMs: within('ct', { lowest: 100, otherwise: 5000, highest: 10_000 }),
    readTimeoutMs: Math.min(mostMs, within('rt', { lowest: 100, otherwise: 15_000, highest: 15_000 })),
    worthRetrying: (trouble) => policy.includes('all') || policy.includes(trouble),
  };
}
