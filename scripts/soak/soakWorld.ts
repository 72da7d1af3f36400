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

/** A call log in the org. */
export interface SoakLog {
  /** Of interaction and agent. */
  readonly key: string;
  readonly customerLeg: string;
}

/** Two connectors on one PostgreSQL, with the stand-ins, people without sound, and agents who work. */
export interface SoakWorld {
  readonly system: LocalSystem;
  readonly parties: Parties;
  readonly postgres: LocalPostgres;
  /** The address of the database that the connectors share. */
  readonly database: string;
  /** Where the load balancer is. */
  readonly url: string;
  readonly agents: readonly SoakAgent[];
  /** All call logs that the org has. */
  logs(): readonly SoakLog[];
  stop(): Promise<void>;
}

/** `environment` holds changes to that of the connectors. */
export async function startSoakWorld(
  agentCount: number,
  talkMs: () => number,
  environment: Readonly<Record<string, string>> = {},
): Promise<SoakWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'cti-soak-'));
  const postgres = await startPostgres({ durable: true });
  const parties = createParties(systemClock);
  const port = await freePortBase();
  const database = await postgres.newDatabase();
  const system = await startLocal({
    port,
    folder,
    reset: false,
    say: () => undefined,
    environment: {
      CONNECTOR_DATABASE: database,
      SALESFORCE_LOG_CALLS_PER_HOUR: '3600',
      ...environment,
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
    // A softphone takes its leg by itself: the agent has said yes.
    parties.teach(`client:${id}`, (rung) => {
      rung.answer();
    });
    const token = await orgToken(system, { claims: { sub: id, name: `Soak ${place}` } });
    const { session } = (await (await askForSession(system, token)).json()) as { session: string };
    return startSoakAgent({ url, id, session, talkMs });
  }

  const url = `http://127.0.0.1:${port + 1}`;
  const agents: SoakAgent[] = [];
  for (let place = 0; place < agentCount; place += 1) agents.push(await signIn(place));

  return {
    system,
    parties,
    postgres,
    database,
    url,
    agents,
    logs: () =>
      org
        .query(
          'SELECT Interaction_Key__c, CallObject FROM Task WHERE Interaction_Key__c != null LIMIT 50000',
          admin,
        )
        .records.map(({ Interaction_Key__c: key, CallObject: leg }) => ({
          key: String(key),
          customerLeg: String(leg),
        })),
    async stop() {
      for (const agent of agents) agent.stop();
      await system.stop();
      await postgres.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
