import { connect, createServer, type Socket } from 'node:net';

/** How often instances are asked whether they are ready, and how long they may take to say so. */
const LOOK_MS = 250;
const PATIENCE_MS = 1_000;

export interface Balancer {
  stop(): Promise<void>;
}

/**
 * Stands before several instances as a load balancer does: brings each connection to the next one that says it is ready,
 * and to any that takes it when none does.
 */
export async function startBalancer(port: number, instances: readonly number[]): Promise<Balancer> {
  const ready = new Set(instances);
  const open = new Set<Socket>();
  let turn = 0;

  async function look(instance: number): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${instance}/ready`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { connection: 'close' },
    }).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
    if (answer?.ok) ready.add(instance);
    else ready.delete(instance);
  }

  const looking = setInterval(() => {
    for (const instance of instances) void look(instance);
  }, LOOK_MS);

  /** All of them, the ready ones first, beginning with another one each time. */
  function inTurn(): number[] {
    turn += 1;
    const rotated = instances.map((_, index) => instances[(turn + index) % instances.length] ?? 0);
    return [...rotated.filter((each) => ready.has(each)), ...rotated.filter((each) => !ready.has(each))];
  }

  function bring(socket: Socket, [instance, ...others]: readonly number[]): void {
    if (instance === undefined) {
      socket.destroy();
      return;
    }
    const onward = connect(instance, '127.0.0.1');
    onward.setNoDelay();
    onward.once('error', () => {
      if (onward.bytesRead === 0 && onward.connecting) bring(socket, others);
      else socket.destroy();
    });
    onward.once('connect', () => {
      onward.pipe(socket).pipe(onward);
    });
    onward.once('close', (failed) => {
      if (!failed) socket.destroy();
    });
    socket.once('close', () => onward.destroy());
  }

  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setNoDelay();
    bring(socket, inTurn());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    stop: () =>
      new Promise((resolve) => {
        clearInterval(looking);
        server.close(() => {
          resolve();
        });
        for (const socket of open) socket.destroy();
      }),
  };
}
