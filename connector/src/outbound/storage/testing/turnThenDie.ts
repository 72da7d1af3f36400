import type { InteractionId } from '../../../../../softphone/core/index.ts';
import { systemTime } from './systemTime.ts';
import { anInteraction } from './builders.ts';
import { openStore } from '../openStore.ts';

/** A process that dies without goodbye as soon as a turn is said to be durable: `node turnThenDie.ts <database> <id>`. */
const [database = ':memory:', id = ''] = process.argv.slice(2);
const store = await openStore({ database, clock: systemTime });
await store.transact((turn) => turn.saveInteraction(anInteraction({ id: id as InteractionId })));
process.kill(process.pid, 'SIGKILL');
