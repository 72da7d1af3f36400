import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import twilio, { type Twilio } from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import type { Twilio as TwilioStandIn } from '../../simulators/twilio/index.ts';
import { createContract, type Contract, type FormValues } from './openApi/contract.ts';

const documents = ['twilio_api_v2010.json', 'twilio_taskrouter_v1.json'];

/** Twilio's own OpenAPI documents (github.com/twilio/twilio-oai), held strictly. */
export function twilioContract(): Contract {
  return createContract(
    documents.map(
      (name) => JSON.parse(readFileSync(join(import.meta.dirname, 'twilioOpenApi', name), 'utf8')) as unknown,
    ),
  );
}

export interface LocalTwilio {
  /** Where the stand-in listens, for example `http://127.0.0.1:8446`. */
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
}

/** Thrown when the application asks something, or gets an answer, that Twilio's documents do not have. */
export class ContractViolated extends Error {
  override readonly name = 'ContractViolated';
}

/**
 * The unmodified `twilio` client, sending to the stand-in instead of Twilio.
 * With a contract, every request and answer is checked against it; {@link ContractViolated} says what is wrong.
 */
export function localTwilioClient({ url, accountSid, authToken }: LocalTwilio, contract?: Contract): Twilio {
  return twilio(accountSid, authToken, { httpClient: new LocalRequestClient(url, contract) });
}

/** The same client for a stand-in in this process: no sockets. */
export function directTwilioClient(
  { twilio: standIn, accountSid, authToken }: DirectTwilio,
  contract?: Contract,
): Twilio {
  return twilio(accountSid, authToken, { httpClient: new DirectRequestClient(standIn, contract) });
}

export interface DirectTwilio extends Omit<LocalTwilio, 'url'> {
  readonly twilio: TwilioStandIn;
}

type Sending<Form> = RequestClient.RequestOptions<Form>;

interface Answer<Form> {
  readonly statusCode: number;
  readonly body: Form;
  readonly headers: unknown;
}

/** Holds what is sent, and what comes back, to the contract. */
async function checked<Form>(
  contract: Contract | undefined,
  sending: Sending<Form>,
  send: (path: string) => Promise<Answer<Form>>,
): Promise<Answer<Form>> {
  const { host, pathname, search, searchParams } = new URL(sending.uri);
  const asked = {
    method: sending.method,
    host,
    path: decodeURIComponent(pathname),
    query: defined({ ...Object.fromEntries(searchParams), ...(sending.params as FormValues | undefined) }),
    form: defined(sending.data ?? {}),
  };
  expectNone(contract?.requestFaults(asked));
  const answer = await send(`/${host.split('.')[0] ?? ''}${pathname}${search}`);
  const body: unknown =
    typeof answer.body === 'string' && answer.body !== '' ? JSON.parse(answer.body) : answer.body;
  expectNone(contract?.answerFaults(asked, { status: answer.statusCode, body }));
  return answer;
}

/** `https://api.twilio.com/x` becomes `http://127.0.0.1:port/api/x`. */
class LocalRequestClient extends RequestClient {
  readonly #url: string;
  readonly #contract: Contract | undefined;

  constructor(url: string, contract: Contract | undefined) {
    super();
    this.#url = url;
    this.#contract = contract;
  }

  override request<Form>(sending: Sending<Form>) {
    return checked(this.#contract, sending, (path) =>
      super.request<Form>({ ...sending, uri: this.#url + path }),
    );
  }
}

/** `https://api.twilio.com/x` becomes a direct request for `/api/x`. */
class DirectRequestClient extends RequestClient {
  readonly #twilio: TwilioStandIn;
  readonly #contract: Contract | undefined;

  constructor(standIn: TwilioStandIn, contract: Contract | undefined) {
    super();
    this.#twilio = standIn;
    this.#contract = contract;
  }

  override request<Form>(sending: Sending<Form>) {
    return checked(this.#contract, sending, async (path) => {
      const { status, headers, body } = await this.#twilio.request(
        sending.method.toUpperCase() as 'GET' | 'POST' | 'DELETE',
        path,
        {
          ...bodyOf(sending.headers, sending.data ?? {}),
          query: textOf((sending.params ?? {}) as FormValues) as Readonly<Record<string, string>>,
          headers: ifMatchOf(sending.headers),
        },
      );
      return { statusCode: status, body: body as Form, headers };
    });
  }
}

function bodyOf(headers: Readonly<Record<string, string>> = {}, data: object) {
  return headers['Content-Type'] === 'application/json'
    ? { json: data }
    : { form: textOf(data as FormValues) };
}

/** Values as a form carries them; a list stays a list. */
function textOf(values: FormValues): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries(
    Object.entries(defined(values)).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  );
}

function ifMatchOf(headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const known = headers['If-Match'];
  return known === undefined ? {} : { 'if-match': known };
}

/**
 * Checks every request and answer of a stand-in's server, whoever the client is.
 * Returns the faults found so far; call it before the server listens.
 */
export function watchServer(app: FastifyInstance, contract: Contract): readonly string[] {
  const faults: string[] = [];
  app.addHook('onSend', async (request, reply, payload) => {
    const [, product, path] = /^\/(api|taskrouter)(\/[^?]*)/.exec(request.originalUrl) ?? [];
    if (product === undefined || path === undefined || isMedia(path)) return payload;
    const asked = {
      method: request.method.toLowerCase(),
      host: `${product}.twilio.com`,
      path: decodeURIComponent(path),
      query: request.query as FormValues,
      form: (request.body ?? {}) as FormValues,
    };
    const body: unknown = typeof payload === 'string' && payload !== '' ? JSON.parse(payload) : undefined;
    if (reply.statusCode < 400) faults.push(...contract.requestFaults(asked));
    faults.push(...contract.answerFaults(asked, { status: reply.statusCode, body }));
    return payload;
  });
  return faults;
}

/** The files of recordings are not in Twilio's documents. */
function isMedia(path: string): boolean {
  return /\/Recordings\/RE\w{32}\.(wav|mp3)$/.test(path);
}

function expectNone(faults: readonly string[] | undefined): void {
  if (faults && faults.length > 0) throw new ContractViolated(faults.join('; '));
}

function defined(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
