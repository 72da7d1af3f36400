import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { systemClock } from '../../simulators/shared/clock.ts';
import type { AgentId } from '../../softphone/core/index.ts';
import { createParties, type Parties } from '../../test/contracts/twilio/parties.ts';
import { freePortBase } from '../../test/journeys/support/freePorts.ts';
import { askForSession, orgToken } from '../../test/journeys/support/orgToken.ts';
import { startPostgres, type LocalPostgres } from '../local/postgres.ts';
import { startLocal, type LocalSystem } from '../local/startLocal.ts';
import { startSoakAgent, type SoakAgent } from './soakAgent.ts';

/** Two connectors on one PostgreSQL, with the stand-ins, people without sound, and agents who work. */
export interface SoakWorld {
  readonly system: LocalSystem;
  readonly parties: Parties;
  readonly postgres: LocalPostgres;
  readonly agents: readonly SoakAgent[];
  /** The keys of all call logs that the org has: interaction and agent. */
  logKeys(): readonly string[];
  stop(): Promise<void>;
}

export async function startSoakWorld(agentCount: number, talkMs: () => number): Promise<SoakWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'cti-soak-'));
  const postgres = await startPostgres({ durable: true });
  const parties = createParties(systemClock);
  const port = await freePortBase();
  const system = await startLocal({
    port,
    folder,
    reset: false,
    say: () => undefined,
    environment: {
      CONNECTOR_DATABASE: await postgres.newDatabase(),
      SALESFORCE_LOG_CALLS_PER_HOUR: '3600',
    },
    instances: 2,
    people: parties,
  });
  const { org } = system.salesforce;
  const admin = org.users().find(({ username }) => username === wellKnown.users.administrator)?.id ?? '';
  const [agentUser] = org.query(
    `SELECT ProfileId FROM User WHERE Username = '${wellKnown.users.agents[0]}'`,
    admin,
  ).records;

  async function signIn(place: number): Promise<SoakAgent> {
    const id = org.create(
      'User',
      {
        Username: `soak.${place}@example.com`,
        LastName: `Soak ${place}`,
        Alias: `s${place}`,
        Email: `soak.${place}@example.com`,
        ProfileId: agentUser?.['ProfileId'],
      },
      admin,
    ) as AgentId;
    parties.teach(`client:${id}`, 'answer');
    const token = await orgToken(system, { claims: { sub: id, name: `Soak ${place}` } });
    const { session } = (await (await askForSession(system, token)).json()) as { session: string };
    return startSoakAgent({ url: `http://127.0.0.1:${port + 1}`, id, session, talkMs });
  }

  const agents: SoakAgent[] = [];
  for (let place = 0; place < agentCount; place += 1) agents.push(await signIn(place));

  return {
    system,
    parties,
    postgres,
    agents,
    logKeys: () =>
      org
        .query('SELECT Interaction_Key__c FROM Task WHERE Interaction_Key__c != null LIMIT 50000', admin)
        .records.map((record) => String(record['Interaction_Key__c'])),
    async stop() {
      for (const agent of agents) agent.stop();
      await system.stop();
      await postgres.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
