import type { PhoneEvent } from '../../core/index.ts';

/** The signalling of all devices, told as one: lost while any of them has lost it. */
export interface Signalling {
  lost(connection: object): void;
  /** Also for a connection that is no longer needed. */
  back(connection: object): void;
  /** The phone is registered, which says that signalling works: not so where a call still has none. */
  registered(device: object): void;
  reset(): void;
}

export function createSignalling(report: (event: PhoneEvent) => void): Signalling {
  const without = new Set<object>();

  return {
    lost(connection) {
      if (without.size === 0) report({ type: 'signallingLost' });
      without.add(connection);
    },
    back(connection) {
      if (without.delete(connection) && without.size === 0) report({ type: 'signallingBack' });
    },
    registered(device) {
      without.delete(device);
      report({ type: 'registered' });
      if (without.size > 0) report({ type: 'signallingLost' });
    },
    reset() {
      without.clear();
    },
  };
}
