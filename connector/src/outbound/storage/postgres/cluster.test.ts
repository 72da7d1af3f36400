import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startPostgres, type LocalPostgres } from '../../../../../scripts/local/postgres.ts';
import { openStore, type OpenStore } from '../openStore.ts';
import { aCallEffect, at } from '../testing/builders.ts';
import { startInstance, type InstanceProcess } from '../testing/startInstance.ts';
import { systemTime } from '../testing/systemTime.ts';

let postgres: LocalPostgres;
let address: string;
let started: InstanceProcess[];

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres.remove());

beforeEach(async () => {
  address = await postgres.newDatabase();
  started = [];
});

afterEach(async () => {
  for (const each of started) each.kill('SIGKILL');
  await Promise.all(started.map(({ over }) => over));
});

async function start(): Promise<InstanceProcess> {
  const instance = await startInstance(address);
  started.push(instance);
  return instance;
}

/** One that leads, and others that wait for it. */
async function startLed(others: number): Promise<[InstanceProcess, ...InstanceProcess[]]> {
  const leader = await start();
  leader.order('lead');
  await leader.hears('elected');
  const waiting = await Promise.all(Array.from({ length: others }, start));
  for (const each of waiting) each.order('lead');
  await untilWaiting(others);
  return [leader, ...waiting];
}

async function untilWaiting(others: number): Promise<void> {
  for (;;) {
    const waiting = await postgres.query(
      `select pid from pg_locks where locktype = 'advisory' and not granted and database =
        (select oid from pg_database where datname = '${new URL(address).pathname.slice(1)}')`,
    );
    if (waiting.length === others) return;
  }
}

const dueAt = async (instance: InstanceProcess) => {
  instance.order('due');
  return (await instance.hears('due')).lanes;
};

const turnAt = async (instance: InstanceProcess) => {
  instance.order('turn');
  await instance.hears('turnOver');
};

const firstElected = (instances: readonly InstanceProcess[]) =>
  Promise.race(instances.map(async (each) => (await each.hears('elected'), each)));

describe('the instances on one database', () => {
  it('have one leader, also when they start together on an empty database', async () => {
    const both = await Promise.all([start(), start()]);
    for (const each of both) each.order('lead');

    const leader = await firstElected(both);
    await untilWaiting(1);
    await turnAt(leader);

    const [other] = both.filter((each) => each !== leader) as [InstanceProcess];
    expect(other.unheard()).toEqual([]);
    expect(await dueAt(leader)).toEqual([`call:${leader.instance}`]);
    expect(await dueAt(other)).toEqual([]);
  });

  it('have another leader when theirs is killed, who learns that it is gone, once', async () => {
    const [leader, first, second] = await startLed(2);
    await turnAt(leader);

    leader.kill('SIGKILL');
    const next = await firstElected([first, second] as InstanceProcess[]);

    expect(await dueAt(next)).toEqual([`call:${leader.instance}`]);
    expect(await next.hears('gone')).toMatchObject({ who: leader.instance });
    next.order('close');
    await next.over;
    expect(next.unheard()).toEqual([]);
  });

  it('have another leader when theirs hangs; it does no harm when it comes back', async () => {
    const [leader, other] = (await startLed(1)) as [InstanceProcess, InstanceProcess];
    await turnAt(leader);

    leader.kill('SIGSTOP');
    await other.hears('elected');
    expect(await other.hears('gone')).toMatchObject({ who: leader.instance });
    leader.order('due');
    leader.kill('SIGCONT');

    expect((await leader.hears('due')).lanes).toEqual([]);
    await leader.hears('deposed');
    await turnAt(leader);
    expect(await dueAt(other)).toEqual([`call:${leader.instance}`]);
    expect(other.unheard()).toEqual([]);
  });

  it('go on with their turns when one stands still in the middle of its own, which comes to nothing', async () => {
    const [leader, other] = (await startLed(1)) as [InstanceProcess, InstanceProcess];
    await turnAt(leader);

    other.order('stopInTurn');
    await other.hears('stops');
    await turnAt(leader);
    await turnAt(leader);
    other.kill('SIGCONT');
    await other.hears('turnOver');

    expect(await dueAt(leader)).toEqual([`call:${leader.instance}`]);
    await turnAt(other);
    expect(await dueAt(leader)).toEqual([`call:${leader.instance}`, `call:${other.instance}`]);
  });

  it('have another leader as soon as theirs stops', async () => {
    const [leader, other] = (await startLed(1)) as [InstanceProcess, InstanceProcess];

    leader.order('close');
    await other.hears('elected');
    await leader.over;

    expect(leader.unheard()).toEqual([]);
    expect(await other.hears('gone')).toMatchObject({ who: leader.instance });
  });

  it('have a leader again after the database was started anew, and nobody is taken for gone', async () => {
    const both = await startLed(1);

    await postgres.stop();
    await both[0].hears('deposed');
    await postgres.start();
    const leader = await firstElected(both);
    await turnAt(leader);

    expect(await dueAt(leader)).toEqual([`call:${leader.instance}`]);
    const other = both.find((each) => each !== leader)!;
    other.kill('SIGKILL');
    expect(await leader.hears('gone')).toMatchObject({ who: other.instance });
    expect([...leader.unheard(), ...other.unheard()]).toEqual([]);
  });
});

describe('an instance', () => {
  let stores: OpenStore[];

  beforeEach(async () => {
    stores = await Promise.all([1, 2].map(() => openStore({ database: address, clock: systemTime })));
  });

  afterEach(() => Promise.all(stores.map((store) => store.close())));

  it('knows the others, until they stop', async () => {
    const [one, two] = stores as [OpenStore, OpenStore];

    expect(new Set(await one.cluster.instances())).toEqual(
      new Set([one.cluster.instance, two.cluster.instance]),
    );
    await two.close();
    expect(await one.cluster.instances()).toEqual([one.cluster.instance]);
  });

  it('that nobody elected has no effects due, also when nobody leads', async () => {
    await stores[0]?.transact((turn) => turn.addEffect(aCallEffect('a'), at(1_000)));

    expect(await stores[0]?.dueEffects(at(10_000), [], 10)).toEqual([]);
  });

  it('stands for leader again when its connection was lost', async () => {
    const heard: string[] = [];
    let elected: () => void = () => undefined;
    const election = () => new Promise<void>((resolve) => (elected = resolve));
    const first = election();
    stores[0]?.cluster.lead({
      elected() {
        heard.push('elected');
        elected();
      },
      deposed: () => void heard.push('deposed'),
    });
    await first;
    const second = election();

    await postgres.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted`,
    );
    await second;

    expect(heard).toEqual(['elected', 'deposed', 'elected']);
  });
});
