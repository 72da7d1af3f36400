import type { InteractionId, PhoneEvent } from '../../core/index.ts';
import type { Call } from './sdk.ts';
import type { Signalling } from './signalling.ts';
import { troubleOf, warningOf } from './trouble.ts';

export interface CallFollower {
  readonly interactionId: InteractionId;
  readonly report: (event: PhoneEvent) => void;
  readonly signalling: Signalling;
  /** Called when the call ends, perhaps more than once. */
  readonly over: () => void;
}

/** Reports what happens to a call. */
export function followCall(call: Call, { interactionId, report, signalling, over }: CallFollower): void {
  call.on('accept', () => {
    report({ type: 'audioConnected', interactionId });
  });
  call.on('disconnect', over);
  call.on('cancel', over);
  call.on('reject', over);
  // The SDK tells nothing more of a call that the network cannot resume; its status changes after this event.
  call.on('transportClose', () => {
    queueMicrotask(() => {
      const status: string = call.status();
      if (status === 'closed') over();
    });
  });
  call.on('mute', (muted: boolean) => {
    report({ type: 'muted', interactionId, muted });
  });
  call.on('reconnecting', (failure: unknown) => {
    if (troubleOf(failure) === 'signalling') signalling.lost(call);
    else report({ type: 'audioInterrupted', interactionId });
  });
  call.on('reconnected', () => {
    signalling.back(call);
    report({ type: 'audioRestored', interactionId });
  });
  call.on('warning', (name: string) => {
    const warning = warningOf(name);
    if (warning) report({ type: 'warningRaised', interactionId, warning });
  });
  call.on('warning-cleared', (name: string) => {
    const warning = warningOf(name);
    if (warning) report({ type: 'warningCleared', interactionId, warning });
  });
  call.on('error', (failure: unknown) => {
    const trouble = troubleOf(failure);
    if (trouble === 'microphoneRefused' || trouble === 'microphoneMissing') report({ type: trouble });
  });
}
