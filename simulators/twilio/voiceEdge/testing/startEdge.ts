import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { createCertificate } from '../../../shared/certificate.ts';
import { systemClock } from '../../../shared/clock.ts';
import { launchTestBrowser } from '../../../shared/testing/testBrowser.ts';
import { createVoiceEdge, type VoiceEdge, type VoiceEdgeOptions } from '../voiceEdge.ts';
import { installPagePhone, type PagePhoneOptions } from './sdkPage.ts';

/** A voice edge behind https, and a browser before it. */
export interface EdgeWithBrowser {
  readonly edge: VoiceEdge;
  openPhone(options: PagePhoneOptions): Promise<Page>;
  stop(): Promise<void>;
}

const sdkFile = new URL('../../../../node_modules/@twilio/voice-sdk/dist/twilio.min.js', import.meta.url);

export async function startEdge(
  account: { sid: string; secret: string },
  limits: Pick<VoiceEdgeOptions, 'silenceLimitMs'> = {},
): Promise<EdgeWithBrowser> {
  let calls = 0;
  const edge = createVoiceEdge({
    clock: systemClock,
    accountSid: account.sid,
    keySecret: () => account.secret,
    newCallSid: () => `CA${String((calls += 1)).padStart(32, '0')}`,
    ...limits,
  });
  const files: Readonly<Record<string, { readonly type: string; readonly bytes: Buffer }>> = {
    '/': { type: 'text/html', bytes: Buffer.from('<!doctype html><script src="/sdk.js"></script>') },
    '/sdk.js': { type: 'text/javascript', bytes: readFileSync(sdkFile) },
    '/sound.wav': { type: 'audio/wav', bytes: shortSound() },
  };
  const server = createServer(createCertificate(), (request, response) => {
    const file = files[request.url ?? '/'];
    if (file) response.setHeader('content-type', file.type).end(file.bytes);
    else response.writeHead(404).end();
  });
  server.on('upgrade', (request, socket, head) => {
    edge.handleUpgrade(request, socket, head);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await launchTestBrowser();

  return {
    edge,
    async openPhone(options) {
      const page = await browser.open(`https://localhost:${port}/`);
      await page.evaluate(installPagePhone, options);
      return page;
    },
    async stop() {
      await browser.close();
      edge.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A WAV file of 20 ms: the SDK holds `incoming` back until its sounds are loaded. */
function shortSound(): Buffer {
  const head = Buffer.from('UklGRmQBAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YUABAAA=', 'base64');
  return Buffer.concat([head, Buffer.alloc(320)]);
}
