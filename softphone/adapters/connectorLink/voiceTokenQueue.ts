import type { Clock } from '../../ports/clock.ts';
import { ConnectorLinkError } from '../../ports/connectorLink.ts';
import type { VoiceToken } from '../../ports/voiceDevice.ts';

/** How long the connector may take to issue a token. */
const TOKEN_MS = 10_000;

/** Questions for a voice token. The answer names no question: it serves all that wait. */
export interface VoiceTokenQueue {
  /** Asks with `say`, which tells whether the question left. Rejects with `LINK_LOST`. */
  ask(say: () => boolean): Promise<VoiceToken>;
  answer(token: VoiceToken): void;
  fail(): void;
}

export function createVoiceTokenQueue(clock: Clock): VoiceTokenQueue {
  let waiting: { readonly resolve: (token: VoiceToken) => void; readonly reject: (cause: Error) => void }[] =
    [];
  let forget: () => void = () => undefined;

  function takeAll() {
    const all = waiting;
    waiting = [];
    forget();
    return all;
  }

  function fail(): void {
    for (const { reject } of takeAll()) reject(new ConnectorLinkError());
  }

  return {
    ask(say) {
      if (!say()) return Promise.reject(new ConnectorLinkError());
      forget();
      forget = clock.schedule(TOKEN_MS, fail);
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
      });
    },
    answer(token) {
      for (const { resolve } of takeAll()) resolve(token);
    },
    fail,
  };
}
