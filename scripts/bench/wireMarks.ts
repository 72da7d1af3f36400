import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';

/** One request between the connector and a stand-in, on the clock of `now`. */
export interface WireMark {
  readonly method: string;
  readonly path: string;
  /** Of a webhook: what the stand-in knows it by. */
  readonly token: string | undefined;
  readonly sentAt: number;
  /** NaN while there is no answer. */
  answeredAt: number;
}

export interface WireWatch {
  /** What went to the connector since the last look. */
  takeWebhooks(): WireMark[];
  /** What came in from the connector and others since the last look. */
  takeRequests(): WireMark[];
  stop(): void;
}

/** Milliseconds since 1970, with fractions. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * Writes down the requests of this process, in which all stand-ins run, without touching them.
 * Source: nodejs.org, "Diagnostics Channel", "HTTP".
 */
export function watchWire(connectorUrl: string): WireWatch {
  const connectorHost = new URL(connectorUrl).host;
  const webhooks = new Map<unknown, WireMark>();
  const requests = new Map<unknown, WireMark>();

  const listeners: Readonly<Record<string, (message: unknown) => void>> = {
    'http.client.request.start': (message) => {
      const { request } = message as { request: ClientRequest };
      if (request.getHeader('host') !== connectorHost) return;
      const token = request.getHeader('i-twilio-idempotency-token');
      webhooks.set(request, {
        method: request.method,
        path: request.path,
        token: typeof token === 'string' ? token : undefined,
        sentAt: now(),
        answeredAt: NaN,
      });
    },
    'http.client.response.finish': (message) => {
      const mark = webhooks.get((message as { request: ClientRequest }).request);
      if (mark) mark.answeredAt = now();
    },
    'http.server.request.start': (message) => {
      const { request } = message as { request: IncomingMessage };
      const { method = '', url = '' } = request;
      requests.set(request, { method, path: url, token: undefined, sentAt: now(), answeredAt: NaN });
    },
    'http.server.response.finish': (message) => {
      const mark = requests.get((message as { request: IncomingMessage }).request);
      if (mark) mark.answeredAt = now();
    },
  };
  for (const [name, listener] of Object.entries(listeners)) subscribe(name, listener);

  return {
    takeWebhooks: () => take(webhooks),
    takeRequests: () => take(requests),
    stop() {
      for (const [name, listener] of Object.entries(listeners)) unsubscribe(name, listener);
    },
  };
}

function take(marks: Map<unknown, WireMark>): WireMark[] {
  const taken = [...marks.values()];
  marks.clear();
  return taken;
}
