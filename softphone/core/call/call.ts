import type { Instant } from '../vocabulary.ts';

/**
 * One call, seen from the agent's seat.
 *
 *     offered ──accepted──▶ answering ──answered──▶ connected
 *     dialing ──────────────answered──────────────▶ connected
 *
 * Every state may go to `ended`; `ended` is final. Loss of media is no state: it is the phone's quality.
 */
export type Call =
  | { readonly state: 'offered'; readonly offeredAt: Instant; readonly expiresAt: Instant }
  | { readonly state: 'answering'; readonly acceptedAt: Instant }
  | { readonly state: 'dialing'; readonly dialedAt: Instant }
  | { readonly state: 'connected'; readonly startedAt: Instant; readonly answeredAt: Instant }
  | {
      readonly state: 'ended';
      readonly startedAt: Instant;
      /** Absent when the two parties never spoke. */
      readonly answeredAt?: Instant;
      readonly endedAt: Instant;
      readonly reason: EndReason;
    };

/** Why a call ended, in the words of the call log. */
export type EndReason =
  | 'hungUp'
  | 'customerHungUp'
  | 'declined'
  | 'missed'
  | 'abandoned'
  | 'canceled'
  | 'noAnswer'
  | 'busy'
  | 'failed'
  /** The agent gave the call away; it goes on. */
  | 'transferred'
  | 'parked'
  /** The agent left a conference that goes on. */
  | 'left'
  /** The agent's connection broke and did not come back in time. */
  | 'connectionLost';

export type CallEvent =
  | { readonly type: 'accepted'; readonly at: Instant }
  | { readonly type: 'answered'; readonly at: Instant }
  | { readonly type: 'ended'; readonly at: Instant; readonly reason: EndReason };

/** The call after `event`, or `undefined` when the event cannot happen in this state. */
export function advanceCall(call: Call, event: CallEvent): Call | undefined {
  if (call.state === 'ended') return undefined;
  switch (event.type) {
    case 'accepted':
      return call.state === 'offered' ? { state: 'answering', acceptedAt: event.at } : undefined;
    case 'answered':
      return call.state === 'answering' || call.state === 'dialing'
        ? { state: 'connected', startedAt: startOf(call), answeredAt: event.at }
        : undefined;
    case 'ended':
      return {
        state: 'ended',
        startedAt: startOf(call),
        ...(call.state === 'connected' && { answeredAt: call.answeredAt }),
        endedAt: event.at,
        reason: event.reason,
      };
  }
}

/** When the agent's part in the call began. */
export function startOf(call: Call): Instant {
  switch (call.state) {
    case 'offered':
      return call.offeredAt;
    case 'answering':
      return call.acceptedAt;
    case 'dialing':
      return call.dialedAt;
    case 'connected':
    case 'ended':
      return call.startedAt;
  }
}
