import { aCallEffect, at } from './builders.ts';
import { openStore } from '../openStore.ts';
import { systemTime } from './systemTime.ts';

/** What an instance in a process of its own says to who started it. */
export type Said =
  | { readonly type: 'opened' | 'elected' | 'deposed' | 'stops' | 'turnOver'; readonly instance: string }
  | { readonly type: 'gone'; readonly instance: string; readonly who: string }
  | { readonly type: 'due'; readonly instance: string; readonly lanes: readonly string[] };

/** `turn` writes an effect; `stopInTurn` stands still, as a process that is stopped, in the middle of one. */
export type Order = 'lead' | 'due' | 'turn' | 'stopInTurn' | 'close';

/** `node instanceProcess.ts <database>`, with a channel to who started it. */
const [database = ':memory:'] = process.argv.slice(2);
const store = await openStore({ database, clock: systemTime });
const { cluster } = store;
const { instance } = cluster;
const say = (said: Said) => process.send?.(said);
/** Resolves when it is on its way, whatever becomes of the process then. */
const sayFirst = (said: Said) =>
  new Promise((resolve) => process.send?.(said, undefined, undefined, resolve));

cluster.onGone((who) => say({ type: 'gone', instance, who }));

const orders: Record<Order, () => Promise<void> | void> = {
  lead() {
    cluster.lead({
      elected: () => say({ type: 'elected', instance }),
      deposed: () => say({ type: 'deposed', instance }),
    });
  },
  async due() {
    const effects = await store.dueEffects(at(10_000), [], 10);
    say({ type: 'due', instance, lanes: effects.map(({ lane }) => lane) });
  },
  async turn() {
    await store.transact((turn) => turn.addEffect(aCallEffect(instance), at(1_000)));
    say({ type: 'turnOver', instance });
  },
  async stopInTurn() {
    const turn = store.transact(async (each) => {
      await each.addEffect(aCallEffect('never'), at(1_000));
      await sayFirst({ type: 'stops', instance });
      process.kill(process.pid, 'SIGSTOP');
      await each.addEffect(aCallEffect('never'), at(1_000));
    });
    await turn.catch(() => undefined);
    say({ type: 'turnOver', instance });
  },
  async close() {
    await store.close();
    process.disconnect();
  },
};

process.on('message', (order: Order) => void orders[order]());
process.on('disconnect', () => process.exit());
say({ type: 'opened', instance });
