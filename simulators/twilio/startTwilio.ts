import fastify, { type FastifyInstance } from 'fastify';
import type { PhoneNetwork } from '../phoneNetwork/endpointCall.ts';
import { systemClock, type Clock } from '../shared/clock.ts';
import { rfc2822, type Account } from './account.ts';
import { receiveCalls } from './arrivals.ts';
import { createCalls } from './calls/calls.ts';
import { createConferences } from './conferences/conferences.ts';
import { controlRoutes } from './control/controlRoutes.ts';
import { createQueues } from './queues/queues.ts';
import { openRecords, type Records } from './records/records.ts';
import { createRecordings } from './recordings/recordings.ts';
import { createRecordStore } from './records/recordStore.ts';
import { blankPhoneNumber } from './rest/accountRoutes.ts';
import { plainPath, restApi } from './rest/restApi.ts';
import { createSoundStudio, type SoundStudio } from './sound.ts';
import { createTaskRouter } from './taskRouter/taskRouter.ts';
import { createTwimlPrograms } from './twiml/twimlPrograms.ts';
import type { ClientGateway } from './voiceEdge/clientGateway.ts';
import { createFaultPlan, type FaultPlan } from './webhooks/faultPlan.ts';
import { createWebhookSender, type WebhookRecord } from './webhooks/webhookSender.ts';

export interface TwilioOptions extends Account {
  /** 0 chooses a free one. */
  readonly port: number;
  readonly host?: string;
  readonly clock?: Clock;
  readonly network: PhoneNetwork;
  readonly clients: ClientGateway;
  /** The sound of calls; real sound on the clock unless given. */
  readonly sound?: SoundStudio;
  /** Numbers that belong to the account from the start, E.164. */
  readonly numbers?: readonly string[];
  /** Keeps what is provisioned over restarts. */
  readonly dataFile?: string;
  /** Adds routes of others to the server before it listens. */
  readonly mount?: (app: FastifyInstance) => void | Promise<void>;
}

/** A running stand-in for Twilio. */
export interface TwilioStandIn {
  /** `http://127.0.0.1:port`: the REST API is below `/api` and `/taskrouter`. */
  readonly url: string;
  readonly app: FastifyInstance;
  /** The secret of an API key; `undefined` for a key that is not the account's. */
  readonly keySecret: (sid: string) => string | undefined;
  /** Trouble to come for webhooks. */
  readonly faults: FaultPlan;
  /** The latest webhooks, oldest first. */
  readonly webhooks: () => readonly WebhookRecord[];
  /** Webhooks that wait for an answer now. */
  readonly pendingWebhooks: () => number;
  stop(): Promise<void>;
}

/** Starts the stand-in: REST API, TwiML, conferences, TaskRouter and signed webhooks of one account. */
export async function startTwilio(options: TwilioOptions): Promise<TwilioStandIn> {
  const { host = '127.0.0.1', clock = systemClock, network, clients } = options;
  const { sound = createSoundStudio(clock) } = options;
  const { accountSid, authToken, apiKeySid, apiKeySecret } = options;
  const account: Account = { accountSid, authToken, apiKeySid, apiKeySecret };
  const faults = createFaultPlan();
  const webhooks = createWebhookSender({ clock, authToken, faults });
  const records = openRecords(createRecordStore(options.dataFile));
  for (const number of options.numbers ?? []) {
    if (!records.phoneNumbers.all().some(({ phone_number }) => phone_number === number))
      records.phoneNumbers.add(blankPhoneNumber(account, number, clock.now()));
  }
  addFirstKey(records, account, clock.now());

  const base = { account, clock, webhooks, sound };
  const calls = createCalls({ ...base, network, clients });
  const recordings = createRecordings(base);
  const conferences = createConferences({ ...base, recordings });
  const queues = createQueues(clock);
  const taskRouter = createTaskRouter({ account, clock, webhooks, records, calls, conferences, queues });
  const tasks = taskRouter.enqueuedTasks;
  const programs = createTwimlPrograms({ ...base, calls, conferences, queues, tasks });
  receiveCalls({ network, clients, calls, programs, records });

  const app = fastify({ rewriteUrl: ({ url = '/' }) => plainPath(url), forceCloseConnections: true });
  await options.mount?.(app);
  await app.register((rest) =>
    restApi(rest, { account, clock, calls, conferences, programs, records, recordings, taskRouter }),
  );
  controlRoutes(app, { calls, conferences, queues, taskRouter, programs, webhooks });
  const url = await app.listen({ port: options.port, host });
  return {
    url,
    app,
    keySecret: (sid) => records.keys.find(sid)?.secret,
    faults,
    webhooks: webhooks.trace,
    pendingWebhooks: webhooks.pending,
    stop: () => app.close(),
  };
}

/** The key that the account has from the start. */
function addFirstKey(
  { keys }: Records,
  { apiKeySid: sid, apiKeySecret: secret }: Account,
  now: number,
): void {
  if (keys.find(sid)) return;
  const date = rfc2822(now);
  keys.add({ sid, secret, friendly_name: 'First key', date_created: date, date_updated: date });
}
