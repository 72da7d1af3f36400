import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalPostgres } from '../local/postgres.ts';
import type { LocalSystem } from '../local/startLocal.ts';

/** Something that goes wrong, and is put right again before it is over. */
export interface SoakFault {
  readonly name: string;
  readonly happen: () => Promise<void>;
}

/** What may go wrong in a soak, in turn. */
export function soakFaults(system: LocalSystem, postgres: LocalPostgres): readonly SoakFault[] {
  const { instances, salesforce, twilio } = system;
  let turn = 0;
  const anInstance = () => {
    turn += 1;
    const instance = instances[turn % instances.length];
    if (!instance) throw new Error('No instance');
    return instance;
  };
  const forAWhile = async (order: () => void, end: () => void, milliseconds: number) => {
    order();
    await sleep(milliseconds);
    end();
  };

  return [
    {
      name: 'an instance is killed',
      async happen() {
        const instance = anInstance();
        await instance.stop('kill');
        await sleep(3_000);
        await instance.start();
      },
    },
    {
      name: 'webhooks are repeated, delayed and overtaken',
      happen: () =>
        forAWhile(
          () => {
            const actions = [
              { type: 'repeat', times: 3 },
              { type: 'delay', ms: 1_500 },
              { type: 'overtaken', by: 2 },
            ] as const;
            for (const action of actions) twilio.faults.add({ action, matches: () => true, times: 20 });
          },
          () => {
            twilio.faults.clear();
          },
          5_000,
        ),
    },
    {
      name: 'an instance stands still for 4 s',
      async happen() {
        const pid = anInstance().pid();
        if (pid === undefined) return;
        process.kill(pid, 'SIGSTOP');
        await sleep(4_000);
        process.kill(pid, 'SIGCONT');
      },
    },
    {
      name: 'Salesforce is away for 10 s',
      happen: () =>
        forAWhile(
          () => {
            salesforce.faults.add({ kind: 'unavailable' });
          },
          () => {
            salesforce.faults.clear();
          },
          10_000,
        ),
    },
    {
      name: 'Twilio refuses requests (429, 503)',
      happen: () =>
        forAWhile(
          () => {
            for (const status of [429, 503]) {
              twilio.restFaults.add({ action: { type: 'refuse', status }, matches: () => true, times: 10 });
            }
          },
          () => {
            twilio.restFaults.clear();
          },
          5_000,
        ),
    },
    {
      name: 'PostgreSQL is started again',
      async happen() {
        await postgres.stop();
        await sleep(2_000);
        await postgres.start();
      },
    },
  ];
}
