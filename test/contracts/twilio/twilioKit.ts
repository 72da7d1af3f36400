import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio, { type Twilio } from 'twilio';
import { createVirtualClock, type VirtualClock } from '../../../simulators/shared/clock.ts';
import { noSound, startTwilio, type TwilioStandIn } from '../../../simulators/twilio/index.ts';
import type { Contract } from '../openApi/contract.ts';
import { ContractViolated, localTwilioClient, twilioContract, watchServer } from '../twilioContract.ts';
import { createParties, type Parties } from './parties.ts';

/** A webhook as the application got it. */
export interface Received {
  readonly path: string;
  readonly method: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly token: string;
  readonly signed: boolean;
}

export type AppAnswer = { readonly status?: number; readonly type?: string; readonly body?: string };
export type AppRoute = (received: Received) => AppAnswer | undefined;

/** A stand-in on virtual time, an application that answers it, and the people who call. */
export interface TwilioKit {
  readonly clock: VirtualClock;
  readonly standIn: TwilioStandIn;
  readonly client: Twilio;
  readonly contract: Contract;
  readonly parties: Parties;
  readonly appUrl: string;
  /** Everything the application received, oldest first. */
  readonly received: readonly Received[];
  /** Answers a path of the application: TwiML for a text that starts with `<`, else JSON. */
  readonly on: (path: string, route: AppRoute | string) => void;
  /** What came to a path. */
  at(path: string): readonly Received[];
  advance(seconds: number): Promise<void>;
  /** Throws when the stand-in's server answered anything that Twilio's documents do not have. */
  readonly stop: () => Promise<void>;
}

export const ACCOUNT = {
  accountSid: `AC${'a'.repeat(32)}`,
  authToken: 'b'.repeat(32),
  apiKeySid: `SK${'c'.repeat(32)}`,
  apiKeySecret: 'd'.repeat(32),
};

export const OUR_NUMBER = '+14155550100';

/** Monday, 5 January 2026, nine o'clock in Greenwich. */
const START = Date.UTC(2026, 0, 5, 9);

/** Reading the documents takes time: one contract serves all tests of a file. */
const contract = twilioContract();

export interface KitOptions {
  readonly dataFile?: string;
  /** Lets calls be heard; takes longer. */
  readonly heard?: boolean;
}

export async function startKit(options: KitOptions = {}): Promise<TwilioKit> {
  const clock = createVirtualClock(START);
  const parties = createParties(clock);
  let serverFaults: readonly string[] = [];
  const standIn = await startTwilio({
    ...ACCOUNT,
    port: 0,
    clock,
    network: parties.network,
    clients: parties.clients,
    ...(options.heard ? {} : { sound: noSound }),
    numbers: [OUR_NUMBER],
    ...(options.dataFile === undefined ? {} : { dataFile: options.dataFile }),
    mount: (app) => {
      serverFaults = watchServer(app, contract);
    },
  });
  const application = await startApplication();
  const client = localTwilioClient({ url: standIn.url, ...ACCOUNT }, contract);

  return {
    clock,
    standIn,
    client,
    contract,
    parties,
    appUrl: application.url,
    received: application.received,
    on: (path, route) => {
      application.on(path, route);
    },
    at: (path) => application.received.filter((each) => each.path === path),
    advance: (seconds) => clock.advanceAsync(seconds * 1000, () => settled(standIn)),
    async stop() {
      await standIn.stop();
      await application.stop();
      if (serverFaults.length > 0) throw new ContractViolated(serverFaults.join('; '));
    },
  };
}

/** No webhook is under way, and nothing that one set off. */
async function settled(standIn: TwilioStandIn): Promise<void> {
  for (let calm = 0; calm < 4; calm += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (standIn.pending() > 0) calm = 0;
  }
}

async function startApplication() {
  const routes = new Map<string, AppRoute>();
  const received: Received[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse) {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const address = new URL(request.url ?? '/', url);
    const params = Object.fromEntries(new URLSearchParams(body));
    const hook: Received = {
      path: address.pathname,
      method: request.method ?? '',
      params: request.method === 'GET' ? Object.fromEntries(address.searchParams) : params,
      query: Object.fromEntries(address.searchParams),
      token: String(request.headers['i-twilio-idempotency-token']),
      signed: twilio.validateRequest(
        ACCOUNT.authToken,
        String(request.headers['x-twilio-signature']),
        `${url}${request.url ?? ''}`,
        params,
      ),
    };
    received.push(hook);
    const { status, type, body: content = '' } = routes.get(hook.path)?.(hook) ?? {};
    response.writeHead(status ?? (content === '' ? 204 : 200), {
      'content-type': type ?? (content.startsWith('<') ? 'text/xml' : 'application/json'),
    });
    response.end(content);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((cause: unknown) => {
      throw cause;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    received,
    on(path: string, route: AppRoute | string) {
      routes.set(path, typeof route === 'string' ? () => ({ body: route }) : route);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
