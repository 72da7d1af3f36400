import Fastify from 'fastify';

/** Salesforce and Twilio at one address of this machine, as far as a call needs them that nobody answers. */
export interface VendorsDouble {
  readonly url: string;
  /** Tasks that were created. */
  readonly tasks: Record<string, unknown>[];
  /** What came as OTLP traces, in JSON. */
  readonly traces: unknown[];
  /** How many requests came, traces left out. */
  requests(): number;
  stop(): Promise<void>;
}

export async function startVendorsDouble(): Promise<VendorsDouble> {
  const app = Fastify();
  const tasks: Record<string, unknown>[] = [];
  const traces: unknown[] = [];
  let requests = 0;
  let url = '';
  app.addContentTypeParser('application/x-www-form-urlencoded', (_request, _payload, done) => done(null));
  app.addHook('onRequest', async (request) => {
    if (request.url !== '/v1/traces') requests += 1;
  });
  app.post('/v1/traces', (request) => {
    traces.push(request.body);
    return {};
  });
  app.post('/services/oauth2/token', () => ({
    access_token: 'token',
    instance_url: url,
    id: `${url}/id/00D000000000001AAA/005000000000001AAA`,
    token_type: 'Bearer',
  }));
  app.post<{ Body: { records: Record<string, unknown>[] } }>(
    '/services/data/:version/composite/sobjects',
    (request) =>
      request.body.records.map((record) => {
        tasks.push(record);
        return { success: true, id: `00T00000000000${tasks.length}AAA`, errors: [] };
      }),
  );
  app.all('/services/*', () => ({ totalSize: 0, done: true, records: [], searchRecords: [] }));
  app.setNotFoundHandler((_request, reply) => reply.send({ meta: { key: 'none' }, none: [] }));
  url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url, tasks, traces, requests: () => requests, stop: () => app.close() };
}
