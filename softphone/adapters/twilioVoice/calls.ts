import type { InteractionId, PhoneEvent } from '../../core/index.ts';
import { INTERACTION, type Call } from './sdk.ts';
import { troubleOf, warningOf } from './trouble.ts';

/** The calls of one device, by interaction. */
export interface Calls {
  /** Takes in a call that the network delivers; it is answered when its interaction was accepted. */
  arrived(call: Call): void;
  accept(interactionId: InteractionId): void;
  /** Announces a call that this device makes, so that it may end before it is there. */
  expect(interactionId: InteractionId): void;
  /** Takes in a call that this device makes. */
  made(interactionId: InteractionId, call: Call): void;
  end(interactionId: InteractionId): void;
  /** Whether a call sounds. */
  sound(): boolean;
  /** The call that sounds for the interaction. */
  of(interactionId: InteractionId): Call | undefined;
  endAll(): void;
}

/**
 * A call of the network is the sound of an interaction that the agent has accepted already. It may arrive before
 * or after that is known here, twice after a reconnection, or never.
 */
export function createCalls(report: (event: PhoneEvent) => void): Calls {
  const accepted = new Set<InteractionId>();
  const expected = new Set<InteractionId>();
  const arrivals = new Map<InteractionId, Call>();
  let talking: { readonly interactionId: InteractionId; readonly call: Call } | undefined;

  function talk(interactionId: InteractionId, call: Call): void {
    talking = { interactionId, call };
    report({ type: 'audioConnecting', interactionId });
    follow(interactionId, call);
  }

  function follow(interactionId: InteractionId, call: Call): void {
    const over = () => {
      if (talking?.call !== call) return;
      accepted.delete(interactionId);
      talking = undefined;
      report({ type: 'audioEnded', interactionId });
    };
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
      if (troubleOf(failure) === 'signalling') report({ type: 'signallingLost' });
      else report({ type: 'audioInterrupted', interactionId });
    });
    call.on('reconnected', () => {
      report({ type: 'signallingBack' });
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

  function answer(interactionId: InteractionId, call: Call): void {
    arrivals.delete(interactionId);
    talk(interactionId, call);
    call.accept();
  }

  return {
    arrived(call) {
      const interactionId = call.customParameters.get(INTERACTION) as InteractionId | undefined;
      if (interactionId === undefined) {
        call.reject();
        return;
      }
      if (accepted.has(interactionId)) {
        answer(interactionId, call);
        return;
      }
      arrivals.set(interactionId, call);
      const forget = () => {
        if (arrivals.get(interactionId) === call) arrivals.delete(interactionId);
      };
      call.on('cancel', forget);
      // Signalling that drops while a call waits gives no `cancel`; the network delivers the call anew.
      call.on('transportClose', forget);
    },
    accept(interactionId) {
      if (talking?.interactionId === interactionId) return;
      accepted.add(interactionId);
      const call = arrivals.get(interactionId);
      if (call) answer(interactionId, call);
    },
    expect(interactionId) {
      expected.add(interactionId);
    },
    made(interactionId, call) {
      if (expected.delete(interactionId)) talk(interactionId, call);
      else call.disconnect();
    },
    end(interactionId) {
      accepted.delete(interactionId);
      expected.delete(interactionId);
      arrivals.get(interactionId)?.reject();
      arrivals.delete(interactionId);
      if (talking?.interactionId === interactionId) talking.call.disconnect();
    },
    sound: () => talking !== undefined,
    of: (interactionId) => (talking?.interactionId === interactionId ? talking.call : undefined),
    endAll() {
      accepted.clear();
      expected.clear();
      for (const call of arrivals.values()) call.reject();
      arrivals.clear();
      talking?.call.disconnect();
    },
  };
}
