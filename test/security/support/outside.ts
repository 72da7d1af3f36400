import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OutsideRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** In the place of Twilio and Salesforce: notes what it is asked, and is out of order but for recordings. */
export interface Outside {
  readonly url: string;
  readonly asked: OutsideRequest[];
  /** Sounds by the id of their recording. */
  readonly sounds: Map<string, string>;
  stop(): Promise<void>;
}

export async function startOutside(): Promise<Outside> {
  const asked: OutsideRequest[] = [];
  const sounds = new Map<string, string>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const body = Buffer.concat(chunks).toString();
      asked.push({ method: request.method ?? '', path, headers: request.headers, body });
      const [, recordingId = ''] = /\/Recordings\/(\w+)\.mp3$/.exec(path) ?? [];
      const sound = sounds.get(recordingId);
      if (sound === undefined) response.writeHead(503, { 'content-type': 'application/json' }).end('{}');
      else response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(sound);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    sounds,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
