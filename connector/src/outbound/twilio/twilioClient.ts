// Loaded with the program: the client would do it with the first call, and keep that waiting for 50 ms each.
import 'twilio/lib/rest/Api.js';
import 'twilio/lib/rest/Taskrouter.js';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import Twilio from 'twilio/lib/rest/Twilio.js';
import type { OutsideRequest, RequestCounter } from '../../callCenter/ports/requestCounter.ts';

/** An agent waits for most of these requests: a late answer is as good as none. */
const TIMEOUT_MS = 10_000;
/**
 * How long a connection is kept that nobody uses: longer than the half minute between two looks of the call watch, so
 * that no button pays for a new one during a call.
 */
const IDLE_MS = 60_000;

export interface TwilioAccount {
  readonly accountSid: string;
  readonly authToken: string;
  /** Set where Twilio's API is not at twilio.com: each product is a folder below it, `/api`, `/taskrouter`. */
  readonly apiUrl?: string | undefined;
}

/** The address of Twilio's 2010 API. */
export function twilioApi({ apiUrl }: Pick<TwilioAccount, 'apiUrl'>): string {
  return apiUrl === undefined ? 'https://api.twilio.com' : `${apiUrl}/api`;
}

/** Twilio's own client, with one time-out and no repetitions: the outbox repeats. Every request is counted. */
export function createTwilioClient(
  { accountSid, authToken, apiUrl }: TwilioAccount,
  count: RequestCounter = () => undefined,
): Twilio {
  return new Twilio(accountSid, authToken, { httpClient: requestClient(apiUrl, { count }) });
}

export interface TwilioApiKey extends Pick<TwilioAccount, 'accountSid' | 'apiUrl'> {
  readonly apiKeySid: string;
  readonly apiKeySecret: string;
}

/** The same for an API key, which opens everything but the account itself and its keys. */
export function createTwilioKeyClient({ accountSid, apiKeySid, apiKeySecret, apiUrl }: TwilioApiKey): Twilio {
  return new Twilio(apiKeySid, apiKeySecret, { accountSid, httpClient: requestClient(apiUrl) });
}

/** For somebody who has time: what Twilio refuses as too much (429) is asked again, in growing distances. */
export function createPatientTwilioClient({ accountSid, authToken, apiUrl }: TwilioAccount): Twilio {
  const patience = { autoRetry: true, maxRetries: 5, maxRetryDelay: 5_000 };
  const httpClient = requestClient(apiUrl, { patience });
  return new Twilio(accountSid, authToken, { httpClient });
}

interface RequestWays {
  readonly patience?: RequestClient.RequestClientOptions;
  readonly count?: RequestCounter;
}

function requestClient(
  apiUrl: string | undefined,
  { patience = {}, count = () => undefined }: RequestWays = {},
): RequestClient {
  // The client takes one time for both, a request and a connection without one.
  const client = new AddressedRequestClient({ ...patience, timeout: IDLE_MS }, { apiUrl, count });
  client.defaultTimeout = TIMEOUT_MS;
  return client;
}

type RequestOptions<Form> = RequestClient.RequestOptions<Form>;

/** Counts requests, and sends what is meant for `https://<product>.twilio.com/...` to `<apiUrl>/<product>/...`. */
class AddressedRequestClient extends RequestClient {
  readonly #apiUrl: string | undefined;
  readonly #count: RequestCounter;

  constructor(
    options: RequestClient.RequestClientOptions,
    { apiUrl, count }: { apiUrl: string | undefined; count: RequestCounter },
  ) {
    super(options);
    this.#apiUrl = apiUrl;
    this.#count = count;
  }

  override async request<Form>(
    options: RequestOptions<Form>,
  ): ReturnType<typeof RequestClient.prototype.request<Form>> {
    const { hostname, pathname, search } = new URL(options.uri);
    const [product = ''] = hostname.split('.');
    const uri = this.#apiUrl === undefined ? options.uri : `${this.#apiUrl}/${product}${pathname}${search}`;
    const begunAt = performance.now();
    const tell = (result: OutsideRequest['result']) => {
      const to = product === 'taskrouter' ? 'router' : 'carrier';
      this.#count({ to, result, seconds: (performance.now() - begunAt) / 1000 });
    };
    try {
      const answer = await super.request({ ...options, uri });
      tell(resultOf(answer.statusCode));
      return answer;
    } catch (failure) {
      tell('unreachable');
      throw failure;
    }
  }
}

function resultOf(status: number): OutsideRequest['result'] {
  if (status < 400) return 'ok';
  if (status === 429) return 'tooMany';
  if (status === 401) return 'signInRefused';
  return status < 500 ? 'refused' : 'failed';
}
