import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a page says first: whose session it has. */
export interface Guest {
  readonly session: string;
  readonly tabId: string;
}

export type ToCrowd = { readonly type: 'link'; readonly url: string; readonly guests: readonly Guest[] };

export type FromCrowd =
  | { readonly type: 'linked'; readonly tookMs: number }
  /** Everybody has heard of parked calls once more: when each did, by `monotonicMs`, and what one of them heard. */
  | { readonly type: 'heard'; readonly at: readonly number[]; readonly text: string };

/** A broadcast as many softphones heard it. */
export interface Heard {
  /** Of each softphone, in milliseconds since what caused it. */
  readonly afterMs: readonly number[];
  readonly text: string;
}

/** Many softphones without a browser, in a process of their own: they link, answer pings, and note when they hear of parked calls. */
export interface LinkedCrowd {
  /** Adds softphones; how many milliseconds it took until all were welcomed. */
  link(url: string, guests: readonly Guest[]): Promise<number>;
  /** Resolves when all have heard what `act` causes. */
  hear(act: () => void): Promise<Heard>;
  stop(): Promise<void>;
}

const LIMIT_MS = 300_000;

export function startCrowd(): LinkedCrowd {
  const crowd = fork(join(import.meta.dirname, 'linkedCrowdProcess.ts'), { serialization: 'advanced' });
  const next = async <Type extends FromCrowd['type']>(type: Type) => {
    const [message] = (await once(crowd, 'message', { signal: AbortSignal.timeout(LIMIT_MS) })) as [
      FromCrowd,
    ];
    if (message.type !== type) throw new Error(`The softphones say ${message.type} in place of ${type}`);
    return message as Extract<FromCrowd, { type: Type }>;
  };

  return {
    async link(url, guests) {
      const linked = next('linked');
      crowd.send({ type: 'link', url, guests } satisfies ToCrowd);
      return (await linked).tookMs;
    },
    async hear(act) {
      const heard = next('heard');
      const actedAt = monotonicMs();
      act();
      const { at, text } = await heard;
      return { afterMs: at.map((each) => each - actedAt), text };
    },
    async stop() {
      const ended = once(crowd, 'exit');
      crowd.kill();
      await ended;
    },
  };
}

/** Milliseconds on a clock that all processes of this machine share. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
