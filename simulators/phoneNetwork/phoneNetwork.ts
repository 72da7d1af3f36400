import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyPluginCallback } from 'fastify';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Clock } from '../shared/clock.ts';
import { createWebRtcLeg } from '../shared/media/webRtcLeg.ts';
import { addControlRoutes } from './controlRoutes.ts';
import { createExchange, type Exchange } from './exchange.ts';
import { createHandset } from './handset/handset.ts';
import type { HandsetNews, NamedNumber } from './handset/handsetMessages.ts';
import { addHandsetRoutes } from './handset/handsetRoutes.ts';

export interface PhoneNetworkOptions {
  readonly clock: Clock;
  /** What a handset and `npm run call` dial when nothing else is said. */
  readonly centreNumber: string;
  /** Numbers that a person at a handset may choose by name. */
  readonly presets: readonly NamedNumber[];
}

/** The telephone network outside the carrier: scripted parties and handset pages. */
export interface PhoneNetworkStandIn extends Pick<Exchange, 'serve' | 'dial' | 'call' | 'calls' | 'script'> {
  /** The handset page below `/handset` and the control below `/_sim/phone`. */
  readonly routes: FastifyPluginCallback;
  /** Takes over an HTTP upgrade for the path `/handset/link`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends all calls and connections. */
  stop(): void;
}

export function createPhoneNetwork({
  clock,
  centreNumber,
  presets,
}: PhoneNetworkOptions): PhoneNetworkStandIn {
  const exchange = createExchange(clock);
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 100_000 });

  function admit(webSocket: WebSocket) {
    const tell = (news: HandsetNews) => {
      webSocket.send(JSON.stringify(news));
    };
    const handset = createHandset({ exchange, clock, tell, createLeg: () => createWebRtcLeg({ clock }) });
    webSocket.on('message', (bytes: Buffer) => {
      handset.received(bytes.toString());
    });
    webSocket.on('close', () => {
      handset.lost();
    });
    webSocket.on('error', () => {
      handset.lost();
    });
    tell({ type: 'welcome', presets, centreNumber });
  }

  return {
    ...exchange,
    routes(app, _options, done) {
      addHandsetRoutes(app);
      addControlRoutes(app, exchange, centreNumber);
      done();
    },
    handleUpgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, admit);
    },
    stop() {
      for (const call of exchange.calls()) call.hangUp();
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}
