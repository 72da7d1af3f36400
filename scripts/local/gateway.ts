import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** Sends every path that starts with `prefix` to a local port; `strip` takes the prefix off. */
export interface Route {
  readonly prefix: string;
  readonly port: number;
  readonly strip?: boolean;
}

export interface Gateway {
  readonly url: string;
  stop(): Promise<void>;
}

export interface GatewayOptions {
  readonly port: number;
  readonly certificate: { readonly key: string; readonly cert: string };
  /** The first route whose prefix fits wins; the last one should fit everything. */
  readonly routes: readonly Route[];
}

/**
 * One https origin before all local services, so that a person accepts one certificate once
 * and the browser allows the microphone.
 */
export async function startGateway({ port, certificate, routes }: GatewayOptions): Promise<Gateway> {
  const targetOf = (url: string) => {
    const route = routes.find(({ prefix }) => url.startsWith(prefix));
    if (!route) return undefined;
    const rest = route.strip ? url.slice(route.prefix.length) : url;
    return { port: route.port, path: rest.startsWith('/') ? rest : `/${rest}` };
  };

  const server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    const target = targetOf(request.url ?? '/');
    if (target) forward(request, response, target);
    else response.writeHead(404).end('No local service has this path.\n');
  });
  /** Sockets that were upgraded: the server does not count them among its connections any more. */
  const upgraded = new Set<Duplex>();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    const target = targetOf(request.url ?? '/');
    if (target) tunnel(request, { socket, head }, target);
    else socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });

  return {
    url: `https://localhost:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of upgraded) socket.destroy();
      }),
  };
}

interface Target {
  readonly port: number;
  readonly path: string;
}

function forward(request: IncomingMessage, response: ServerResponse, { port, path }: Target): void {
  const headers = {
    ...request.headers,
    'x-forwarded-proto': 'https',
    'x-forwarded-host': request.headers.host,
  };
  const onward = httpRequest({ host: '127.0.0.1', port, path, method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => {
    if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain' });
    response.end(`The local service on port ${port} does not answer.\n`);
  });
  request.pipe(onward);
}

function tunnel(
  request: IncomingMessage,
  { socket, head }: { socket: Duplex; head: Buffer },
  { port, path }: Target,
): void {
  const onward = connect(port, '127.0.0.1', () => {
    const lines = [`${request.method ?? 'GET'} ${path} HTTP/1.1`];
    for (let index = 0; index < request.rawHeaders.length; index += 2) {
      lines.push(`${request.rawHeaders[index] ?? ''}: ${request.rawHeaders[index + 1] ?? ''}`);
    }
    onward.write(`${lines.join('\r\n')}\r\n\r\n`);
    onward.write(head);
    onward.pipe(socket).pipe(onward);
  });
  onward.setNoDelay();
  onward.on('error', () => socket.destroy());
  onward.on('close', () => socket.destroy());
  socket.on('error', () => onward.destroy());
  socket.on('close', () => onward.destroy());
}
