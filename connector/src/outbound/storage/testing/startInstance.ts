import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, Said } from './instanceProcess.ts';

/** An instance in a process of its own. */
export interface InstanceProcess {
  readonly instance: string;
  order(order: Order): void;
  /** Resolves with what it says next of this kind, or with what it has said and nobody has heard. */
  hears<Type extends Said['type']>(type: Type): Promise<Extract<Said, { type: Type }>>;
  /** What it has said and nobody has heard. */
  unheard(): readonly Said[];
  kill(signal: NodeJS.Signals): void;
  /** Resolves when the process has ended. */
  readonly over: Promise<unknown>;
}

export async function startInstance(database: string): Promise<InstanceProcess> {
  const script = fileURLToPath(new URL('instanceProcess.ts', import.meta.url));
  const child = fork(script, [database], { execArgv: ['--disable-warning=ExperimentalWarning'] });
  const over = once(child, 'exit');
  const said: Said[] = [];
  let wake: () => void = () => undefined;
  child.on('message', (message) => {
    said.push(message as Said);
    wake();
  });

  const hears = async <Type extends Said['type']>(type: Type) => {
    for (;;) {
      const index = said.findIndex((each) => each.type === type);
      if (index >= 0) return said.splice(index, 1)[0] as Extract<Said, { type: Type }>;
      const more = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([more, over.then(() => Promise.reject(new Error(`It ended without ${type}`)))]);
    }
  };

  const { instance } = await hears('opened');
  return {
    instance,
    order: (order) => void child.send(order),
    hears,
    unheard: () => [...said],
    kill: (signal) => void child.kill(signal),
    over,
  };
}
