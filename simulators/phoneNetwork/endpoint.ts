import type { Clock } from '../shared/clock.ts';
import type { AudioLine } from '../shared/media/audioLine.ts';
import type { EndCause, EndpointCall, EndpointEvent } from './endpointCall.ts';

/** What the carrier may ask of an endpoint; each is called only while the call lives. */
export interface EndpointControls {
  ring(): void;
  answer(): void;
  end(cause: EndCause): void;
}

/** The endpoint's own side of a call. */
export interface Endpoint {
  readonly call: EndpointCall;
  /** Tells the carrier. Nothing is told after `ended`. */
  report(event: EndpointEvent): void;
  ended(): boolean;
}

export interface EndpointOptions {
  readonly from: string;
  readonly to: string;
  readonly line: AudioLine;
  readonly clock: Clock;
  readonly controls: EndpointControls;
}

/** A call whose end is reported once, and whose first events wait for the first listener. */
export function createEndpoint({ from, to, line, clock, controls }: EndpointOptions): Endpoint {
  const listeners = new Set<(event: EndpointEvent) => void>();
  let waiting: EndpointEvent[] | undefined = [];
  let ended = false;

  function report(event: EndpointEvent) {
    if (ended) return;
    ended = event.type === 'ended';
    if (waiting) waiting.push(event);
    else tell(event);
  }

  function tell(event: EndpointEvent) {
    for (const listener of [...listeners]) listener(event);
  }

  function tellWaiting() {
    const missed = waiting ?? [];
    waiting = undefined;
    missed.forEach(tell);
  }

  const call: EndpointCall = {
    from,
    to,
    line,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1 && waiting) clock.schedule(0, tellWaiting);
      return () => {
        listeners.delete(listener);
      };
    },
    ring() {
      if (!ended) controls.ring();
    },
    answer() {
      if (!ended) controls.answer();
    },
    hangUp(cause = 'completed') {
      if (ended) return;
      controls.end(cause);
      report({ type: 'ended', cause });
    },
  };
  return { call, report, ended: () => ended };
}
