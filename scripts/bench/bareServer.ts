import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import formBody from '@fastify/formbody';
import Fastify from 'fastify';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';

/**
 * The least that a webhook server can do: read the form, check Twilio's signature, answer. It stores nothing.
 *
 * `node scripts/bench/bareServer.ts node|fastify <auth token>`; prints its port.
 */
const [kind, authToken = ''] = process.argv.slice(2);

if (kind === 'fastify') await serveWithFastify();
else serveWithNode();

function serveWithNode(): void {
  const answer = async (request: IncomingMessage) => {
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    return signed(request, form) ? 204 : 403;
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (status) => response.writeHead(status).end(),
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1', () => {
    console.log((server.address() as AddressInfo).port);
  });
}

async function serveWithFastify(): Promise<void> {
  const app = Fastify();
  await app.register(formBody);
  app.post('*', (request, reply) =>
    reply.code(signed(request.raw, request.body as Record<string, string>) ? 204 : 403).send(),
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  console.log((app.server.address() as AddressInfo).port);
}

function signed({ headers, url = '' }: IncomingMessage, form: Record<string, string>): boolean {
  const signature = headers['x-twilio-signature'];
  const address = `http://${headers.host ?? ''}${url}`;
  return typeof signature === 'string' && validateRequest(authToken, signature, address, form);
}
