import type { AgentId, Dnis } from '../../../../softphone/core/index.ts';
import type { CallQuestion } from '../../callCenter/telephonyEvents.ts';
import { callerNumber } from './callerNumber.ts';
import {
  interactionIdOf,
  legIdOf,
  requiredText,
  textOf,
  WebhookInvalidError,
  type WebhookForm,
} from './webhookForm.ts';

/** A call reached one of our numbers. Source: twilio.com/docs/voice/twiml, "Request parameters". */
export function callArrived(form: WebhookForm): CallQuestion {
  return {
    type: 'callArrived',
    legId: legIdOf(form),
    ani: callerNumber(textOf(form, 'From')),
    dnis: requiredText(form, 'To') as Dnis,
  };
}

/** The caller keyed something in; `Digits` is absent when the menu ran out of time. */
export function digitsCollected(form: WebhookForm): CallQuestion {
  const digits = textOf(form, 'Digits') ?? '';
  if (!/^[\d*#]*$/.test(digits)) throw new WebhookInvalidError('Digits', 'keys of a telephone');
  const attempt = Number(textOf(form, 'try') ?? 1);
  if (!Number.isInteger(attempt) || attempt < 1) throw new WebhookInvalidError('try', 'a number from 1');
  return { type: 'digitsCollected', interactionId: interactionIdOf(form), digits, attempt };
}

/** A leg that we sent somewhere asks what to do there. */
export function sentOn(type: 'queueAsked' | 'roomAsked' | 'messageAsked') {
  return (form: WebhookForm): CallQuestion => ({ type, interactionId: interactionIdOf(form) });
}

/** The caller left the queue because we sent the leg elsewhere, or are about to bring it to an agent. */
const sentOnResults = new Set(['redirected', 'redirected-from-bridged', 'bridging-in-process']);

/** The caller left the queue. Source: twilio.com/docs/voice/twiml/enqueue, "action". */
export function queueLeft(form: WebhookForm): CallQuestion {
  const result = textOf(form, 'QueueResult') ?? '';
  const callerGone = result === 'hangup' || textOf(form, 'CallStatus') === 'completed';
  return {
    type: 'queueLeft',
    interactionId: interactionIdOf(form),
    callerGone,
    ...(!callerGone && sentOnResults.has(result) && { sentOn: true }),
  };
}

/** An agent's softphone dialled: `From` is `client:` and the identity of its access token. */
export function agentLegArrived(form: WebhookForm): CallQuestion {
  const [, agentId] = /^client:(\w{1,64})$/.exec(requiredText(form, 'From')) ?? [];
  if (agentId === undefined) throw new WebhookInvalidError('From', 'an agent, client:...');
  return {
    type: 'agentLegArrived',
    interactionId: interactionIdOf(form, 'interactionId'),
    agentId: agentId as AgentId,
    legId: legIdOf(form),
  };
}
