import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Clock } from '../../shared/clock.ts';
import type { Trouble } from './connectionOverrides.ts';

/** What an application answered. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface ExchangeRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
}

/** Brings a request to the application. Rejects with {@link NoAnswer} without connection or answer. */
export type Deliver = (request: ExchangeRequest) => Promise<Answer>;

/** An attempt without an answer. */
export class NoAnswer extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble, options?: ErrorOptions) {
    super(trouble === 'ct' ? 'no connection' : 'no answer in time', options);
    this.name = 'NoAnswer';
    this.trouble = trouble;
  }
}

/**
 * One HTTP request on a connection of its own, so that an application that restarts is not met on a dead one.
 * Rejects with {@link NoAnswer} when the connection or the answer does not come in time.
 */
export function exchange(clock: Clock, wanted: ExchangeRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { url, method, headers, body } = wanted;
    let trouble: Trouble = 'ct';
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const sending = send(url, { method, headers, agent: false });
    let forget = clock.schedule(wanted.connectTimeoutMs, giveUp);
    sending.once('socket', (socket) => {
      if (socket.connecting) socket.once('connect', connected);
      else connected();
    });
    sending.once('error', (cause) => {
      forget();
      reject(new NoAnswer(trouble, { cause }));
    });
    sending.once('response', (response) => {
      readBody(response).then(
        (text) => {
          forget();
          resolve({
            status: response.statusCode ?? 0,
            contentType: response.headers['content-type'] ?? '',
            body: text,
          });
        },
        (cause: unknown) => {
          forget();
          reject(new NoAnswer('rt', { cause }));
        },
      );
    });
    sending.end(body);

    function connected() {
      forget();
      trouble = 'rt';
      forget = clock.schedule(wanted.readTimeoutMs, giveUp);
    }

    function giveUp() {
      sending.destroy(new Error('time is up'));
    }
  });
}

/** An application in this process, held to the same limit of time. */
export function inTime(clock: Clock, deliver: Deliver): Deliver {
  return (request) =>
    new Promise((resolve, reject) => {
      const forget = clock.schedule(request.readTimeoutMs, () => {
        reject(new NoAnswer('rt'));
      });
      deliver(request).then(resolve, reject).finally(forget);
    });
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
