import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { signWebhook, type SignedWebhook, type Webhook, type WebhookTarget } from './signedWebhooks.ts';

/** How often it is looked whether the next ones are due. */
const TICK_MS = 1;
/** Before it is sent again; twice as long each time, up to eight times. */
const AGAIN_MS = 1_000;
/** Twilio waits so long for an answer (twilio.com/docs/usage/webhooks/webhooks-faq). */
const PATIENCE_MS = 15_000;

export interface SteadyWebhooksParts {
  readonly target: WebhookTarget;
  readonly perSecond: number;
  readonly next: () => Webhook;
  /** A webhook was answered 2xx. */
  readonly acknowledged?: (webhook: Webhook, answer: string) => void;
  /** Whether what was not answered 2xx is sent again, under the same token, until it is. */
  readonly insists?: boolean;
}

export interface SteadyFigures {
  readonly sent: number;
  /** From the moment when a webhook was due until it was answered 2xx. */
  readonly answerMs: readonly number[];
  /** What was said, or what happened, in place of a 2xx. */
  readonly failures: readonly string[];
}

/**
 * Sends webhooks at a rate, whether or not those before are answered, over connections that are kept and used in turn.
 * `stop` resolves when the last one is answered.
 */
export function sendSteadily(parts: SteadyWebhooksParts): { stop(): Promise<SteadyFigures> } {
  const { target, perSecond, next, acknowledged, insists = false } = parts;
  const connections = new Pool(target.url, { headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS });
  const failures: string[] = [];
  const answerMs: number[] = [];
  const underWay = new Set<Promise<void>>();
  const startedAt = performance.now();
  let sent = 0;

  async function send(webhook: Webhook, dueAt: number): Promise<void> {
    const signed = signWebhook(target, webhook);
    for (let waitMs = AGAIN_MS; ; waitMs = Math.min(2 * waitMs, 8 * AGAIN_MS)) {
      try {
        const answer = await post(connections, signed);
        answerMs.push(performance.now() - dueAt);
        acknowledged?.(webhook, answer);
        return;
      } catch (failure) {
        failures.push((failure as Error).message);
        if (!insists) return;
      }
      await pause(waitMs);
    }
  }

  function sendDue(): void {
    const due = ((performance.now() - startedAt) / 1_000) * perSecond;
    for (; sent < due; sent += 1) {
      const sending = send(next(), startedAt + (sent / perSecond) * 1_000).finally(() => {
        underWay.delete(sending);
      });
      underWay.add(sending);
    }
  }

  const ticking = setInterval(sendDue, TICK_MS);
  return {
    async stop() {
      clearInterval(ticking);
      await Promise.all(underWay);
      await connections.destroy();
      return { sent, answerMs, failures };
    },
  };
}

/** Resolves with the body of a 2xx. */
async function post(connections: Pool, webhook: SignedWebhook): Promise<string> {
  const { statusCode, body } = await connections.request(webhook);
  const answer = await body.text();
  if (statusCode < 200 || statusCode >= 300) throw new Error(`answered ${statusCode}`);
  return answer;
}
