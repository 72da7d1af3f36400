import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { WebSocketServer, type WebSocket } from 'ws';
import { HEARTBEAT_MS, type ToSoftphone } from '../../../../softphone/protocol/messages.ts';
import { parseToConnector } from '../../../../softphone/protocol/parseToConnector.ts';
import type { CallCenter } from '../../callCenter/callCenter.ts';
import type { Directory } from '../../callCenter/directory/directory.ts';
import type { Clock } from '../../callCenter/ports/clock.ts';
import type { Journal } from '../../callCenter/ports/journal.ts';
import { createAgentTabs } from './agentTabs.ts';
import { openConversation, type ConversationParts } from './conversation.ts';
import type { Sessions } from './sessions.ts';

const LARGEST_MESSAGE_BYTES = 64 * 1024;
const LARGEST_TOKEN_BYTES = 8 * 1024;

export interface SoftphoneLinkParts {
  readonly callCenter: CallCenter;
  readonly directory: Pick<Directory, 'search'>;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly issueVoiceToken: ConversationParts['issueVoiceToken'];
  /** Origins whose pages may talk to the link, for example the org's Visualforce origin. */
  readonly allowedOrigins: readonly string[];
}

export interface SoftphoneLink {
  /** Open softphone pages. */
  readonly tabCount: () => number;
  close(): void;
}

/** The agents' door: `GET /session/nonce`, `POST /session` and the WebSocket `/link`. */
export function openSoftphoneLink(app: FastifyInstance, parts: SoftphoneLinkParts): SoftphoneLink {
  const { callCenter, directory, sessions, clock, journal, issueVoiceToken, allowedOrigins } = parts;
  const tabs = createAgentTabs();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES });

  const allow = async (request: FastifyRequest, reply: FastifyReply) => {
    const { origin } = request.headers;
    if (origin === undefined) return;
    if (!allowedOrigins.includes(origin)) {
      await reply
        .code(403)
        .send({ code: 'ORIGIN_REFUSED', message: 'Add this origin to CONNECTOR_ALLOWED_ORIGINS.' });
      return;
    }
    reply.header('access-control-allow-origin', origin).header('vary', 'origin');
  };
  app.options('/session', { preHandler: allow }, (_request, reply) =>
    reply.header('access-control-allow-headers', 'content-type').code(204).send(),
  );
  app.get('/session/nonce', { preHandler: allow }, (_request, reply) =>
    reply.header('cache-control', 'no-store').send(sessions.nonce()),
  );
  app.post('/session', { preHandler: allow, bodyLimit: LARGEST_TOKEN_BYTES }, async (request, reply) => {
    const agentToken = (request.body as { agentToken?: unknown } | null)?.agentToken;
    if (typeof agentToken !== 'string') {
      return reply.code(400).send({ code: 'BODY_INVALID', message: 'Send JSON: { "agentToken": "..." }.' });
    }
    const grant = await sessions.grant(agentToken);
    if (!grant) {
      return reply
        .code(401)
        .send({ code: 'TOKEN_REFUSED', message: 'Ask the org for a new token with a new nonce.' });
    }
    return reply.header('cache-control', 'no-store').send(grant);
  });

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { origin } = request.headers;
    if (request.url?.split('?')[0] !== '/link' || (origin && !allowedOrigins.includes(origin))) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      converse(webSocket);
    });
  };
  app.server.on('upgrade', upgrade);

  function converse(webSocket: WebSocket): void {
    const send = (message: ToSoftphone) => {
      if (webSocket.readyState === webSocket.OPEN) webSocket.send(JSON.stringify(message));
    };
    const conversation = openConversation(
      { callCenter, directory, sessions, tabs, journal, issueVoiceToken },
      send,
      () => webSocket.close(1008),
    );
    const stopHeartbeat = keepAlive(webSocket, send, clock);
    let turn = Promise.resolve();
    webSocket.on('message', (data: Buffer) => {
      const message = parseToConnector(data.toString());
      if (!message) {
        webSocket.close(1007, 'MESSAGE_INVALID');
        return;
      }
      turn = turn
        .then(() => conversation.hear(message))
        .catch((cause: unknown) => {
          journal.problem('LINK_FAILED', { message: message.type }, cause);
          webSocket.close(1011);
        });
    });
    webSocket.on('error', (cause) => journal.problem('LINK_BROKEN', {}, cause));
    webSocket.on('close', () => {
      stopHeartbeat();
      conversation.end();
    });
  }

  return {
    tabCount: () => tabs.count(),
    close() {
      app.server.off('upgrade', upgrade);
      for (const webSocket of sockets.clients) webSocket.close(1001);
      sockets.close();
    },
  };
}

/** Says `ping` while the page is silent, and ends a socket that stays silent. */
function keepAlive(webSocket: WebSocket, send: (message: ToSoftphone) => void, clock: Clock): () => void {
  let heard = true;
  let forget: () => void = () => undefined;
  const beat = () => {
    if (!heard) {
      webSocket.terminate();
      return;
    }
    heard = false;
    send({ type: 'ping' });
    forget = clock.schedule(HEARTBEAT_MS, beat);
  };
  webSocket.on('message', () => {
    heard = true;
  });
  forget = clock.schedule(HEARTBEAT_MS, beat);
  return () => forget();
}
