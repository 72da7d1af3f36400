import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import twilio, { type Twilio } from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient.js';
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

/** `https://api.twilio.com/x` becomes `http://127.0.0.1:port/api/x`. */
class LocalRequestClient extends RequestClient {
  readonly #url: string;
  readonly #contract: Contract | undefined;

  constructor(url: string, contract: Contract | undefined) {
    super();
    this.#url = url;
    this.#contract = contract;
  }

  override async request<Form>(sending: RequestClient.RequestOptions<Form>) {
    const { host, pathname, search, searchParams } = new URL(sending.uri);
    const asked = {
      method: sending.method,
      host,
      path: decodeURIComponent(pathname),
      query: defined({ ...Object.fromEntries(searchParams), ...(sending.params as FormValues | undefined) }),
      form: defined(sending.data ?? {}),
    };
    expectNone(this.#contract?.requestFaults(asked));
    const uri = `${this.#url}/${host.split('.')[0] ?? ''}${pathname}${search}`;
    const answer = await super.request<Form>({ ...sending, uri });
    const body: unknown =
      typeof answer.body === 'string' && answer.body !== '' ? JSON.parse(answer.body) : answer.body;
    expectNone(this.#contract?.answerFaults(asked, { status: answer.statusCode, body }));
    return answer;
  }
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
