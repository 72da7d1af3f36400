/** Names of queues by their sids, or sids by names. */
export type QueueNames = ReadonlyMap<string, string>;

/** A workflow's configuration as one text whatever the order of its keys; queues stand as they are named in it. */
export function routingText(configuration: unknown): string {
  return JSON.stringify(configuration, (_key, value: unknown) =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

/**
 * The configuration with each `queue` by its other name: sids in what Twilio keeps, names in what we want.
 * A text that is no JSON stays as it is.
 */
export function withQueues(configuration: string, names: QueueNames): string {
  try {
    return routingText(
      JSON.parse(configuration, (key, value: unknown) =>
        key === 'queue' && typeof value === 'string' ? (names.get(value) ?? value) : value,
      ),
    );
  } catch {
    return configuration;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
