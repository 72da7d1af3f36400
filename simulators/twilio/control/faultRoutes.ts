import type { FastifyInstance } from 'fastify';
import type {
  FaultyRequest,
  FaultyWebhook,
  RestFaultAction,
  RestFaults,
  WebhookFaultAction,
  WebhookFaults,
} from '../faults/faultPlan.ts';

type Wanted = Readonly<Record<string, unknown>>;

/**
 * Orders trouble from outside of the process:
 *
 *     POST /_sim/faults { "rest": "POST .*Participants", "action": { "type": "refuse", "status": 429 }, "times": 2 }
 *     POST /_sim/faults { "webhook": "conference participant-leave", "action": { "type": "drop" } }
 *     DELETE /_sim/faults
 *
 * `rest` is a pattern for method and path; `webhook` for its kind, its event or status, and its path.
 */
export function faultRoutes(
  app: FastifyInstance,
  { faults, restFaults }: { readonly faults: WebhookFaults; readonly restFaults: RestFaults },
): void {
  app.post('/_sim/faults', (request, reply) => {
    const { rest, webhook, action, times = 1 } = (request.body ?? {}) as Wanted;
    const wanted = actionOf(action);
    if (typeof times !== 'number' || !wanted)
      return reply.code(400).send({ message: 'action, and times as a number, are needed' });
    if (isPattern(rest) && isRestAction(wanted)) {
      const pattern = new RegExp(rest);
      restFaults.add({ action: wanted, times, matches: (each) => pattern.test(textOfRequest(each)) });
    } else if (isPattern(webhook) && isWebhookAction(wanted)) {
      const pattern = new RegExp(webhook);
      faults.add({ action: wanted, times, matches: (each) => pattern.test(textOfWebhook(each)) });
    } else {
      return reply.code(400).send({ message: 'rest or webhook must be a pattern, with an action that fits' });
    }
    return reply.code(201).send({ rest, webhook, action, times });
  });

  app.delete('/_sim/faults', (_request, reply) => {
    faults.clear();
    restFaults.clear();
    return reply.code(204).send();
  });
}

function textOfRequest({ method, path }: FaultyRequest): string {
  return `${method} ${path}`;
}

function textOfWebhook({ kind, url, params }: FaultyWebhook): string {
  const { EventType, StatusCallbackEvent, RecordingStatus, CallStatus } = params;
  return `${kind} ${EventType ?? StatusCallbackEvent ?? RecordingStatus ?? CallStatus ?? ''} ${url}`;
}

function isPattern(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  try {
    new RegExp(value);
  } catch {
    return false;
  }
  return true;
}

function actionOf(value: unknown): Wanted | undefined {
  return typeof value === 'object' && value !== null ? (value as Wanted) : undefined;
}

function isRestAction(action: Wanted): action is Wanted & RestFaultAction {
  switch (action.type) {
    case 'refuse':
      return Number(action.status) >= 400;
    case 'answerLate':
      return typeof action.ms === 'number';
    default:
      return action.type === 'drop' || action.type === 'loseAnswer';
  }
}

function isWebhookAction(action: Wanted): action is Wanted & WebhookFaultAction {
  switch (action.type) {
    case 'delay':
      return typeof action.ms === 'number';
    case 'overtaken':
      return typeof action.by === 'number';
    case 'repeat':
      return action.times === undefined || typeof action.times === 'number';
    default:
      return action.type === 'drop';
  }
}
