import RequestClient from 'twilio/lib/base/RequestClient.js';
import Twilio from 'twilio/lib/rest/Twilio.js';

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

/** Twilio's own client, with one time-out and no repetitions: the outbox repeats. */
export function createTwilioClient({ accountSid, authToken, apiUrl }: TwilioAccount): Twilio {
  return new Twilio(accountSid, authToken, { httpClient: requestClient(apiUrl) });
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
  const httpClient = requestClient(apiUrl, { autoRetry: true, maxRetries: 5, maxRetryDelay: 5_000 });
  return new Twilio(accountSid, authToken, { httpClient });
}

function requestClient(
  apiUrl: string | undefined,
  patience: RequestClient.RequestClientOptions = {},
): RequestClient {
  // The client takes one time for both, a request and a connection without one.
  const options = { ...patience, timeout: IDLE_MS };
  const client =
    apiUrl === undefined ? new RequestClient(options) : new RedirectedRequestClient(apiUrl, options);
  client.defaultTimeout = TIMEOUT_MS;
  return client;
}

type RequestOptions<Form> = RequestClient.RequestOptions<Form>;

/** Sends what is meant for `https://<product>.twilio.com/...` to `<apiUrl>/<product>/...`. */
class RedirectedRequestClient extends RequestClient {
  readonly #apiUrl: string;

  constructor(apiUrl: string, options: RequestClient.RequestClientOptions) {
    super(options);
    this.#apiUrl = apiUrl;
  }

  override request<Form>(
    options: RequestOptions<Form>,
  ): ReturnType<typeof RequestClient.prototype.request<Form>> {
    const { hostname, pathname, search } = new URL(options.uri);
    const [product = ''] = hostname.split('.');
    return super.request({ ...options, uri: `${this.#apiUrl}/${product}${pathname}${search}` });
  }
}
