import type { EndpointCall } from '../../phoneNetwork/endpointCall.ts';
import type { Clock } from '../../shared/clock.ts';
import type { SoundSource } from '../../shared/media/soundSource.ts';
import { tapLine, type TappedLine } from '../../shared/media/tappedLine.ts';
import { API_VERSION, newSid, rfc2822, secondsBetween, type Account } from '../account.ts';
import type { SoundStudio } from '../sound.ts';
import type { WebhookSender } from '../webhooks/webhookSender.ts';
import {
  causeOf,
  isFinal,
  unansweredStatus,
  type Call,
  type CallEvent,
  type CallPlan,
  type CallStatus,
  type FinalStatus,
} from './call.ts';

/** What calls need of the stand-in. */
export interface CallParts {
  readonly account: Account;
  readonly clock: Clock;
  readonly webhooks: WebhookSender;
  readonly sound: SoundStudio;
}

/** A call as its maker holds it. */
export interface OwnedCall extends Call {
  /** Connects the call with its party. */
  attach(endpoint: EndpointCall): void;
  /** Moves the call on and tells everybody. Steps back and steps after the end are ignored. */
  progress(status: CallStatus): void;
}

export function createCall(plan: CallPlan, { account, clock, webhooks, sound }: CallParts): OwnedCall {
  const sid = plan.sid ?? newSid('CA');
  const createdAt = clock.now();
  const listeners = new Set<(event: CallEvent) => void>();
  let status: CallStatus = plan.direction === 'inbound' ? 'ringing' : 'queued';
  let statusCallback = plan.statusCallback;
  let answeredAt: number | undefined;
  let endedAt: number | undefined;
  let endpoint: EndpointCall | undefined;
  let line: TappedLine | undefined;
  let sequence = 0;
  let silence: () => void = () => undefined;

  const call: OwnedCall = {
    ...plan,
    sid,
    createdAt,
    get status() {
      return status;
    },
    get answeredAt() {
      return answeredAt;
    },
    get endedAt() {
      return endedAt;
    },
    get line() {
      return line;
    },
    params: () => ({
      AccountSid: account.accountSid,
      ApiVersion: API_VERSION,
      CallSid: sid,
      CallStatus: status,
      Direction: plan.direction,
      From: plan.from,
      To: plan.to,
      Caller: plan.from,
      Called: plan.to,
      ...(plan.parentCallSid === undefined ? {} : { ParentCallSid: plan.parentCallSid }),
    }),
    attach(party) {
      endpoint = party;
      line = tapLine(party.line);
      party.subscribe((event) => {
        if (event.type === 'digit') tell(event);
        else if (event.type === 'ended') progress(answeredAt === undefined ? unanswered(event) : 'completed');
        else progress(event.type === 'answered' ? 'in-progress' : 'ringing');
      });
    },
    progress,
    answer() {
      if (status !== 'ringing' || plan.direction !== 'inbound') return;
      endpoint?.answer();
      progress('in-progress');
    },
    end(wanted) {
      const final = wanted ?? (answeredAt === undefined ? 'canceled' : 'completed');
      progress(final);
      endpoint?.hangUp(causeOf(final));
    },
    redirect() {
      tell({ type: 'redirected' });
    },
    hear(source: SoundSource | undefined) {
      silence();
      silence = source && line && !isFinal(status) ? sound.play(line, source) : () => undefined;
    },
    setStatusCallback(callback) {
      statusCallback = callback;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return call;

  /** A caller who gives up before the answer cancels; a called party who does is busy. */
  function unanswered({ cause }: { cause: Parameters<typeof unansweredStatus>[0] }): FinalStatus {
    return plan.direction === 'inbound' && cause === 'completed' ? 'canceled' : unansweredStatus(cause);
  }

  function progress(next: CallStatus) {
    if (rank[next] <= rank[status]) return;
    const wasQueued = status === 'queued';
    status = next;
    if (next === 'in-progress') answeredAt = clock.now();
    if (isFinal(next)) {
      call.hear(undefined);
      endedAt = clock.now();
    }
    if (!(wasQueued && next === 'canceled')) report();
    if (isFinal(next)) tell({ type: 'ended' });
    else if (next === 'in-progress') tell({ type: 'answered' });
    else if (next === 'ringing') tell({ type: 'ringing' });
  }

  function tell(event: CallEvent) {
    for (const listener of [...listeners]) listener(event);
  }

  /** Source: twilio.com/docs/voice/api/call-resource#statuscallbackevent. */
  function report() {
    const step = isFinal(status) ? 'completed' : status === 'in-progress' ? 'answered' : status;
    if (!statusCallback?.events.includes(step)) return;
    const { url, method } = statusCallback;
    const params = {
      ...call.params(),
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(sequence),
      Timestamp: rfc2822(clock.now()),
      ...(endedAt === undefined ? {} : durations(endedAt)),
    };
    sequence += 1;
    webhooks.notify({ kind: 'callStatus', url, method, params });
  }

  function durations(end: number) {
    const seconds = secondsBetween(answeredAt ?? end, end);
    return { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) };
  }
}

const rank: Record<CallStatus, number> = {
  queued: 0,
  initiated: 1,
  ringing: 2,
  'in-progress': 3,
  completed: 4,
  busy: 4,
  failed: 4,
  'no-answer': 4,
  canceled: 4,
};
