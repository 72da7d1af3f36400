import RequestClient from 'twilio/lib/base/RequestClient.js';

/** One request as Twilio would get it. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly form: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

type Headers = Readonly<Record<string, string>>;
type Answer = { readonly status: number; readonly body: unknown; readonly headers?: Headers } | Error;

/** Twilio's HTTP client with answers given by the test, in place of the network. */
export class AnsweringClient extends RequestClient {
  readonly sent: SentRequest[] = [];
  readonly #answers: { method: string; path: RegExp; answers: Answer[] }[] = [];

  /** Answers requests of this kind: the first one with the first answer, and so on; the last one stays. */
  on(method: string, path: RegExp, ...answers: Answer[]): this {
    this.#answers.unshift({ method, path, answers });
    return this;
  }

  override request<Form>(options: RequestClient.RequestOptions<Form>) {
    const { method, uri, data } = options;
    const url = new URL(uri);
    for (const [name, value] of Object.entries(options.params ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    this.sent.push({
      method,
      url: url.href,
      form: { ...data },
      headers: { ...(options.headers as Headers) },
    });
    const rule = this.#answers.find((each) => each.method === method && each.path.test(url.pathname));
    const answer = rule && (rule.answers.length > 1 ? rule.answers.shift() : rule.answers[0]);
    if (!answer) return Promise.reject(new Error(`No answer for ${method} ${url.pathname}`));
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve({
      statusCode: answer.status,
      body: answer.body as Form,
      headers: answer.headers ?? {},
    });
  }
}

/** A page of a v1 list, as Twilio answers it. */
export function page(key: string, rows: readonly object[]): Answer {
  return { status: 200, body: { [key]: rows, meta: { key, page_size: 50, next_page_url: null } } };
}

/** A page of a list of the 2010 API. */
export function page2010(key: string, rows: readonly object[]): Answer {
  return { status: 200, body: { [key]: rows, next_page_uri: null, page_size: 50 } };
}

export const found = (body: object, headers: Headers = {}): Answer => ({ status: 200, body, headers });
export const created = (body: object): Answer => ({ status: 201, body });

/** Twilio's answer to a request that it refuses (twilio.com/docs/usage/twilios-response). */
export const refused = (status: number, code: number): Answer => ({
  status,
  body: { status, code, message: 'refused', more_info: `https://www.twilio.com/docs/errors/${code}` },
});
