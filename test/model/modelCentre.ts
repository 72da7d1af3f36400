import Fastify from 'fastify';
import { createCallCenter, type RunningCallCenter } from '../../connector/src/callCenter/createCallCenter.ts';
import { createVirtualClock, type VirtualClock } from '../../simulators/shared/clock.ts';
import { createTwilio, noSound, type Twilio } from '../../simulators/twilio/index.ts';
import type { AgentId, Dnis, RecordMatch } from '../../softphone/core/index.ts';
import type { ProcessClock } from '../../connector/src/callCenter/ports/clock.ts';
import type { CallLog } from '../../connector/src/callCenter/ports/crm.ts';
import type { Repair } from '../../connector/src/callCenter/ports/repairs.ts';
import { defaultOrgSettings } from '../../connector/src/callCenter/ports/orgSettings.ts';
import type { Store } from '../../connector/src/callCenter/ports/store.ts';
import { twilioWebhooks } from '../../connector/src/inbound/twilioWebhooks/twilioWebhooks.ts';
import { openStore } from '../../connector/src/outbound/storage/openStore.ts';
import { createTwilioTelephony } from '../../connector/src/outbound/twilio/twilioTelephony.ts';
import { twilioAddresses } from '../../connector/src/twilioAddresses.ts';
import { provisionTwilio } from '../../scripts/provision/provisionTwilio.ts';
import { ACCOUNT } from '../contracts/twilio/twilioKit.ts';
import { createParties, type Parties } from '../contracts/twilio/parties.ts';
import { directTwilioClient } from '../contracts/twilioContract.ts';
import { countPending } from './countPending.ts';

export const MAIN_NUMBER = '+14155550170';
export const SALES_NUMBER = '+14155550173';
export const DIRECT_NUMBER = '+14155550172';

const PUBLIC_URL = 'https://connector.example';
/** How long an agent may have no page open before being not ready. */
export const GONE_AFTER_SECONDS = 15;
/** How long a page may be gone before nobody hears its agent. */
export const AWAY_AFTER_SECONDS = 4;
const START = Date.UTC(2026, 0, 5, 9);
/** So many turns of the event loop without work mean that all is done. */
const CALM = 12;

/** The real connector on the Twilio stand-in, in one process and on told time. */
export interface ModelCentre {
  readonly clock: VirtualClock;
  readonly twilio: Twilio;
  readonly parties: Parties;
  readonly callCenter: RunningCallCenter;
  readonly store: Store;
  readonly applicationSid: string;
  /** Every call log that was written. */
  readonly logs: readonly CallLog[];
  /** What the connector could not do, by code. */
  readonly problems: readonly string[];
  /** What differed from Twilio, and was put right. */
  readonly repairs: readonly Repair[];
  advance(ms: number): Promise<void>;
  /** Starts work that the clock waits for. */
  track<Result>(work: Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
}

export async function startModelCentre(extensions: ReadonlyMap<string, AgentId>): Promise<ModelCentre> {
  const clock = createVirtualClock(START);
  const connectorClock = { ...clock, restedMs: () => clock.now() } as unknown as ProcessClock;
  const parties = createParties(clock);
  const app = Fastify();
  const pending = countPending();
  const twilio = await createTwilio({
    ...ACCOUNT,
    clock,
    network: parties.network,
    clients: parties.clients,
    sound: noSound,
    numbers: [MAIN_NUMBER, SALES_NUMBER, DIRECT_NUMBER],
    async deliver({ url, method, headers, body }) {
      const { pathname, search } = new URL(url);
      const answer = await app.inject({
        method: method as 'POST',
        url: pathname + search,
        headers,
        payload: body,
      });
      return {
        status: answer.statusCode,
        contentType: answer.headers['content-type'] ?? '',
        body: answer.body,
      };
    },
  });
  const client = directTwilioClient({ twilio, ...ACCOUNT });
  const queues = ['Support', 'Sales'];
  const provisioned = await provisionTwilio(client, {
    publicUrl: PUBLIC_URL,
    queues,
    numbers: [MAIN_NUMBER, SALES_NUMBER, DIRECT_NUMBER],
    reservationSeconds: 20,
  });
  const addresses = twilioAddresses(PUBLIC_URL);
  const store = await openStore({ database: ':memory:', clock: connectorClock });
  const logs: CallLog[] = [];
  const problems: string[] = [];
  const repairs: Repair[] = [];
  let ids = 0;
  const journal = { note: () => undefined, problem: (code: string) => void problems.push(code) };
  const telephony = createTwilioTelephony({
    client,
    workspaceSid: provisioned.workspaceSid,
    workflowSid: provisioned.workflowSid,
    callerId: MAIN_NUMBER as Dnis,
    queues,
    addresses,
  });
  const callCenter = createCallCenter({
    cluster: store.cluster,
    store,
    // What asks the carrier is not counted: an answer that a fault holds back waits for the clock.
    telephony,
    crm: pending.watch({
      findMatches: () => Promise.resolve<readonly RecordMatch[]>([]),
      saveCallLog: (log: CallLog) => Promise.resolve(void logs.push(log)),
    }),
    numbers: { parse: (typed) => (/^\+\d{7,15}$/.test(typed) ? (typed as Dnis) : undefined) },
    clock: connectorClock,
    ids: { next: () => `i${++ids}` },
    journal,
    countCall: () => undefined,
    countRepair: (repair) => void repairs.push(repair),
    settings: {
      agent: {
        country: 'US',
        reasonCodes: [{ name: 'Break', choosable: true }],
        reasonRequired: true,
        wrapUpExtensions: 2,
        wrapUpExtensionSeconds: 20,
        dispositions: [],
        queueRules: [],
        callerIds: [],
        dialFrom: ['ready', 'notReady'],
        mostCalls: 3,
        mostParties: 5,
      },
      entryPoints: [
        { dnis: MAIN_NUMBER as Dnis, queue: 'Support' },
        { dnis: SALES_NUMBER as Dnis, queue: 'Sales' },
        { dnis: DIRECT_NUMBER as Dnis, queue: 'Support', extensionPrompt: 'Which extension?' },
      ],
      queues,
      callerId: MAIN_NUMBER as Dnis,
      reservationSeconds: 20,
      wrapUpSeconds: () => 10,
      agentRule: { ...defaultOrgSettings.agentRule, goneAfterSeconds: GONE_AFTER_SECONDS },
      offerSeconds: 20,
      parkSeconds: 60,
      recoverySeconds: 20,
      awayAfterSeconds: AWAY_AFTER_SECONDS,
      agentOfExtension: (extension) => extensions.get(extension),
      recordingPolicy: (queue) => (queue === 'Sales' ? 'all' : 'onDemand'),
      logPolicy: () => ({ log: 'closed' }),
    },
  });
  await app.register(
    twilioWebhooks({
      callCenter: pending.watch({
        ask: (question) => callCenter.ask(question),
        tell: (news) => callCenter.tell(news),
      }),
      journal,
      clock: connectorClock,
      authToken: ACCOUNT.authToken,
      publicUrl: PUBLIC_URL,
      places: { ...addresses, workflowSid: provisioned.workflowSid },
    }),
  );

  async function settled(): Promise<void> {
    for (let calm = 0; calm < CALM; calm += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (twilio.pending() > 0 || pending.count() > 0) calm = 0;
    }
  }

  return {
    clock,
    twilio,
    parties,
    callCenter,
    store,
    applicationSid: provisioned.applicationSid,
    logs,
    problems,
    repairs,
    advance: (ms) => clock.advanceAsync(ms, settled),
    track: (work) => pending.during(work),
    async stop() {
      await callCenter.stop();
      await store.close();
      await app.close();
    },
  };
}
