import fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import type { PhoneNetwork } from '../phoneNetwork/endpointCall.ts';
import { systemClock, type Clock } from '../shared/clock.ts';
import { rfc2822, type Account } from './account.ts';
import { receiveCalls } from './arrivals.ts';
import { createCalls } from './calls/calls.ts';
import { createConferences } from './conferences/conferences.ts';
import { controlRoutes, snapshotOf } from './control/controlRoutes.ts';
import { createFaultPlan, type RestFaults, type WebhookFaults } from './faults/faultPlan.ts';
import { createQueues } from './queues/queues.ts';
import { openRecords, type Records } from './records/records.ts';
import { createRecordings } from './recordings/recordings.ts';
import { createRecordStore } from './records/recordStore.ts';
import { blankPhoneNumber } from './rest/accountRoutes.ts';
import { plainPath, restApi } from './rest/restApi.ts';
import { createSoundStudio, type SoundStudio } from './sound.ts';
import { createTaskRouter } from './taskRouter/taskRouter.ts';
import { createTwimlPrograms } from './twiml/twimlPrograms.ts';
import { createTraffic } from './traffic.ts';
import type { ClientGateway } from './voiceEdge/clientGateway.ts';
import { exchange, inTime, type Deliver } from './webhooks/exchange.ts';
import { createWebhookSender, type WebhookRecord } from './webhooks/webhookSender.ts';

export interface TwilioOptions extends Account {
  readonly clock?: Clock;
  readonly network: PhoneNetwork;
  readonly clients: ClientGateway;
  /** The sound of calls; real sound on the clock unless given. */
  readonly sound?: SoundStudio;
  /** Numbers that belong to the account from the start, E.164. */
  readonly numbers?: readonly string[];
  /** Keeps what is provisioned over restarts. */
  readonly dataFile?: string;
  /** Brings webhooks to an application in this process; over HTTP unless given. */
  readonly deliver?: Deliver;
  /** Adds routes of others to the server before it listens. */
  readonly mount?: (app: FastifyInstance) => void | Promise<void>;
}

/** A request to the REST API without a socket. */
export interface DirectRequest {
  readonly form?: Readonly<Record<string, string | readonly string[]>>;
  /** In place of a form. */
  readonly json?: object;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface DirectAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** JSON, or nothing. */
  readonly body: string;
}

/** A stand-in for Twilio that nobody reaches over the network. */
export interface Twilio {
  readonly app: FastifyInstance;
  /**
   * Asks the REST API in the account's name, for example `/api/2010-04-01/Accounts/AC.../Calls.json`.
   * Rejects when the connection breaks (see `restFaults`).
   */
  request(method: 'GET' | 'POST' | 'DELETE', path: string, more?: DirectRequest): Promise<DirectAnswer>;
  /** The secret of an API key; `undefined` for a key that is not the account's. */
  readonly keySecret: (sid: string) => string | undefined;
  /** Trouble to come for webhooks. */
  readonly faults: WebhookFaults;
  /** Trouble to come for requests to the REST API. */
  readonly restFaults: RestFaults;
  /** What goes on inside, for tests; Twilio has nothing like it. */
  readonly snapshot: (scope?: 'all' | 'live') => ReturnType<typeof snapshotOf>;
  /** The latest webhooks, oldest first. */
  readonly webhooks: () => readonly WebhookRecord[];
  /** Webhooks and direct requests that wait for an answer now, and not for the clock. */
  readonly pending: () => number;
  stop(): Promise<void>;
}

/** The stand-in: REST API, TwiML, conferences, TaskRouter and signed webhooks of one account. */
export async function createTwilio(options: TwilioOptions): Promise<Twilio> {
  const { clock = systemClock, network, clients } = options;
  const { sound = createSoundStudio(clock) } = options;
  const { accountSid, authToken, apiKeySid, apiKeySecret } = options;
  const account: Account = { accountSid, authToken, apiKeySid, apiKeySecret };
  const traffic = createTraffic();
  const faults: WebhookFaults = createFaultPlan();
  const restFaults: RestFaults = createFaultPlan();
  const deliver: Deliver = options.deliver
    ? inTime(clock, options.deliver)
    : (request) => exchange(clock, request);
  const webhooks = createWebhookSender({ clock, authToken, faults, deliver, traffic });
  const records = openRecords(createRecordStore(options.dataFile));
  for (const number of options.numbers ?? []) {
    if (!records.phoneNumbers.all().some(({ phone_number }) => phone_number === number))
      records.phoneNumbers.add(blankPhoneNumber(account, number, clock.now()));
  }
  addFirstKey(records, account, clock.now());

  const base = { account, clock, webhooks, sound };
  const calls = createCalls({ ...base, network, clients });
  const recordings = createRecordings(base);
  const conferences = createConferences({
    ...base,
    recordings,
    entertain: (call, entertainment) => programs.entertain(call, entertainment),
  });
  const queues = createQueues(clock);
  const taskRouter = createTaskRouter({ account, clock, webhooks, records, calls, conferences, queues });
  const tasks = taskRouter.enqueuedTasks;
  const programs = createTwimlPrograms({ ...base, calls, conferences, queues, tasks, recordings });
  receiveCalls({ network, clients, calls, programs, records });

  const app = fastify({ rewriteUrl: ({ url = '/' }) => plainPath(url), forceCloseConnections: true });
  await options.mount?.(app);
  await app.register((rest) =>
    restApi(rest, {
      account,
      clock,
      calls,
      conferences,
      programs,
      queues,
      records,
      recordings,
      sound,
      taskRouter,
      faults: restFaults,
      traffic,
    }),
  );
  const inside = {
    calls,
    conferences,
    queues,
    recordings,
    taskRouter,
    programs,
    webhooks,
    faults,
    restFaults,
    traffic,
  };
  controlRoutes(app, inside);
  await app.ready();
  return {
    app,
    request(method, path, { form = {}, json, query = {}, headers = {} } = {}) {
      const credentials = Buffer.from(`${accountSid}:${authToken}`).toString('base64');
      const asked: InjectOptions = {
        method,
        url: path,
        query: { ...query },
        headers: {
          authorization: `Basic ${credentials}`,
          'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
          ...headers,
        },
      };
      const whole =
        method === 'POST' ? { ...asked, payload: json ? JSON.stringify(json) : formText(form) } : asked;
      return traffic.during(async () => {
        const { statusCode, headers: shown, body } = await app.inject(whole);
        return { status: statusCode, headers: shown, body };
      });
    },
    keySecret: (sid) => records.keys.find(sid)?.secret,
    faults,
    restFaults,
    snapshot: (scope) => snapshotOf(inside, scope),
    webhooks: webhooks.trace,
    pending: traffic.pending,
    stop: () => app.close(),
  };
}

/** A list is a repeated name. */
function formText(form: NonNullable<DirectRequest['form']>): string {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((each) => [name, each]),
  );
  return new URLSearchParams(pairs).toString();
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
