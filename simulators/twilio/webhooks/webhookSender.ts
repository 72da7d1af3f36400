import { randomUUID } from 'node:crypto';
import type { Clock } from '../../shared/clock.ts';
import type { WebhookFaultAction, WebhookFaults } from '../faults/faultPlan.ts';
import { deliveryOf, type Delivery, type Trouble } from './connectionOverrides.ts';
import { NoAnswer, type Answer, type Deliver } from './exchange.ts';
import type { HttpMethod } from './progressCallback.ts';
import { sign, type Params } from './signature.ts';
import type { Traffic } from '../traffic.ts';

/** A request to the application. */
export interface Webhook {
  /** Which of Twilio's webhooks: `voice`, `callStatus`, `conference`, `recording`, `taskRouter`, `assignment`. */
  readonly kind: string;
  readonly url: string;
  readonly method?: HttpMethod;
  readonly params: Params;
  /** The longest wait for an answer; Twilio's general limit unless said. */
  readonly limitMs?: number;
}

/** One attempt to deliver a webhook, for the inspector. */
export interface WebhookRecord {
  readonly at: number;
  readonly kind: string;
  readonly url: string;
  readonly params: Params;
  readonly token: string;
  /** The status answered, or what went wrong. */
  readonly outcome: number | Trouble;
}

export type Reply =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly why: string };

export interface WebhookSender {
  /** Asks and waits for an answer with a 2xx status. Never rejects. */
  ask(webhook: Webhook): Promise<Reply>;
  /** Tells without waiting. */
  notify(webhook: Webhook): void;
  /** The latest attempts, oldest first. */
  readonly trace: () => readonly WebhookRecord[];
}

export interface WebhookSenderOptions {
  readonly clock: Clock;
  readonly authToken: string;
  readonly faults: WebhookFaults;
  readonly deliver: Deliver;
  readonly traffic: Traffic;
}

const traceLength = 1000;
const longestOvertakingMs = 10_000;

export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { clock, authToken, faults, deliver: send, traffic } = options;
  const records: WebhookRecord[] = [];
  const overtaken = new Set<() => void>();

  async function deliver(webhook: Webhook, token: string): Promise<Reply> {
    const delivery = deliveryOf(webhook.url, webhook.limitMs);
    let why = '';
    for (let attempt = 1; attempt <= delivery.attempts; attempt += 1) {
      const outcome = await tryOnce(webhook, { delivery, token });
      record(webhook, { delivery, token }, outcome);
      if (typeof outcome === 'object' && outcome.status >= 200 && outcome.status < 300) {
        return { ok: true, answer: outcome };
      }
      const trouble = typeof outcome === 'string' ? outcome : outcome.status >= 500 ? '5xx' : '4xx';
      why = typeof outcome === 'string' ? outcome : String(outcome.status);
      if (!delivery.worthRetrying(trouble)) break;
    }
    return { ok: false, why };
  }

  async function tryOnce(webhook: Webhook, sending: Sending): Promise<Answer | Trouble> {
    const fault = faults.take(webhook);
    if (fault?.type === 'drop') return 'ct';
    if (fault) await heldBack(fault);
    const again = fault?.type === 'repeat' ? (fault.times ?? 2) - 1 : 0;
    for (let time = 0; time < again; time += 1) await post(webhook, sending);
    return post(webhook, sending);
  }

  async function heldBack(fault: WebhookFaultAction) {
    if (fault.type !== 'delay' && fault.type !== 'overtaken') return;
    const waiting = new Promise<void>((resolve) => {
      clock.schedule(fault.type === 'delay' ? fault.ms : longestOvertakingMs, resolve);
      if (fault.type !== 'overtaken') return;
      let left = fault.by;
      const passed = () => {
        left -= 1;
        if (left > 0) return;
        overtaken.delete(passed);
        resolve();
      };
      overtaken.add(passed);
    });
    await traffic.atRest(waiting);
  }

  async function post(webhook: Webhook, { delivery, token }: Sending): Promise<Answer | Trouble> {
    const form = new URLSearchParams(webhook.params).toString();
    const get = webhook.method === 'GET';
    const url = get ? `${delivery.url}${delivery.url.includes('?') ? '&' : '?'}${form}` : delivery.url;
    const body = get ? '' : form;
    if (!URL.canParse(url)) return 'ct';
    try {
      return await send({
        ...delivery,
        url,
        body,
        method: get ? 'GET' : 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
          'content-length': String(Buffer.byteLength(body)),
          'user-agent': 'TwilioProxy/1.1',
          accept: '*/*',
          'x-twilio-signature': sign(authToken, url, get ? {} : webhook.params),
          'i-twilio-idempotency-token': token,
        },
      });
    } catch (cause) {
      if (cause instanceof NoAnswer) return cause.trouble;
      throw cause;
    } finally {
      for (const passed of [...overtaken]) passed();
    }
  }

  function record(webhook: Webhook, { delivery, token }: Sending, outcome: Answer | Trouble) {
    records.push({
      at: clock.now(),
      kind: webhook.kind,
      url: delivery.url,
      params: webhook.params,
      token,
      outcome: typeof outcome === 'string' ? outcome : outcome.status,
    });
    if (records.length > traceLength) records.shift();
  }

  function ask(webhook: Webhook): Promise<Reply> {
    return traffic.during(() => deliver(webhook, randomUUID()));
  }

  return {
    ask,
    notify(webhook) {
      ask(webhook).catch((cause: unknown) => {
        throw cause;
      });
    },
    trace: () => records,
  };
}

interface Sending {
  readonly delivery: Delivery;
  readonly token: string;
}
