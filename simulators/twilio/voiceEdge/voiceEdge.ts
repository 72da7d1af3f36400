import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Clock } from '../../shared/clock.ts';
import { createWebRtcLeg } from '../../shared/media/webRtcLeg.ts';
import type { ClientGateway } from './clientGateway.ts';
import { createSwitchboard } from './switchboard.ts';

export interface VoiceEdgeOptions {
  readonly clock: Clock;
  readonly accountSid: string;
  /** The secret that signs access tokens, or `undefined` for a key the account does not have. */
  readonly keySecret: (apiKeySid: string) => string | undefined;
  /** The sid of a call that a client makes. */
  readonly newCallSid: () => string;
  /** Where the SDK sends its statistics: `connected.home`. */
  readonly home?: string;
  /** After how long without a client's sound its call is given up. */
  readonly silenceLimitMs?: number;
}

/** Twilio's voice edge for browser clients: signalling at `/signal`, sound by WebRTC. */
export interface VoiceEdge {
  readonly clients: ClientGateway;
  /** Takes over an HTTP upgrade for the path `/signal`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** How many clients of an identity would ring. */
  registered(identity: string): number;
  /** Breaks the signalling of all of an identity's clients; their sound goes on. */
  dropSignalling(identity: string): void;
  /** While set, new connections are refused with 503. */
  refuseSignalling(refuse: boolean): void;
  /** Makes the tokens of an identity's clients expire now. */
  expireTokens(identity: string): void;
  /** Ends all calls and connections. */
  stop(): void;
}

const longestMessageBytes = 1_048_576;

export function createVoiceEdge(options: VoiceEdgeOptions): VoiceEdge {
  const { clock, accountSid, keySecret, newCallSid, silenceLimitMs, home = 'us1' } = options;
  const switchboard = createSwitchboard({
    clock,
    accountSid,
    keySecret,
    newCallSid,
    newReconnectToken: randomUUID,
    createLeg: () => createWebRtcLeg({ clock, ...(silenceLimitMs !== undefined && { silenceLimitMs }) }),
    place: { region: 'US_EAST_VIRGINIA', edge: 'ashburn', home },
  });
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: longestMessageBytes,
  });
  let refusing = false;

  function admit(webSocket: WebSocket) {
    const session = switchboard.connect({
      send: (text) => {
        webSocket.send(text);
      },
      close: () => {
        webSocket.close();
      },
      terminate: () => {
        webSocket.terminate();
      },
    });
    webSocket.on('message', (bytes: Buffer) => {
      session.received(bytes.toString());
    });
    webSocket.on('close', () => {
      session.lost();
    });
    webSocket.on('error', () => {
      session.lost();
    });
  }

  return {
    clients: switchboard.clients,
    handleUpgrade(request, socket, head) {
      if (refusing) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, admit);
    },
    registered: (identity) => switchboard.sessionsOf(identity).filter((each) => each.registered()).length,
    dropSignalling(identity) {
      for (const session of switchboard.sessionsOf(identity)) session.drop();
    },
    refuseSignalling(refuse) {
      refusing = refuse;
    },
    expireTokens(identity) {
      for (const session of switchboard.sessionsOf(identity)) session.expire();
    },
    stop() {
      switchboard.stop();
      server.close();
    },
  };
}
