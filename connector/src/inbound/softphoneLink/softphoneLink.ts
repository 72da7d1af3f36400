import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { ToSoftphone } from '../../../../softphone/protocol/messages.ts';
import { parseToConnector } from '../../../../softphone/protocol/parseToConnector.ts';
import type { AgentDays } from '../../callCenter/agentDay/agentDays.ts';
import type { CallCenter } from '../../callCenter/callCenter.ts';
import type { Directory } from '../../callCenter/directory/directory.ts';
import type { Clock } from '../../callCenter/ports/clock.ts';
import type { Journal } from '../../callCenter/ports/journal.ts';
import { keepAlive } from '../sockets/keepAlive.ts';
import type { SocketDoors } from '../sockets/socketDoors.ts';
import { createAgentTabs } from './agentTabs.ts';
import { openConversation, type ConversationParts } from './conversation.ts';
import type { Sessions } from './sessions.ts';

const LARGEST_MESSAGE_BYTES = 64 * 1024;
const LARGEST_TOKEN_BYTES = 8 * 1024;

export interface SoftphoneLinkParts {
  readonly doors: SocketDoors;
  readonly callCenter: CallCenter;
  readonly directory: Pick<Directory, 'search'>;
  readonly days: Pick<AgentDays, 'follow'>;
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
  const { doors, callCenter, directory, days, sessions, clock, journal, issueVoiceToken, allowedOrigins } =
    parts;
  const tabs = createAgentTabs();
  let closing = false;

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

  const closeDoor = doors.open({
    path: '/link',
    allowedOrigins,
    largestMessageBytes: LARGEST_MESSAGE_BYTES,
    welcome: converse,
  });

  function converse(webSocket: WebSocket): void {
    const send = (message: ToSoftphone) => {
      if (webSocket.readyState === webSocket.OPEN) webSocket.send(JSON.stringify(message));
    };
    const conversation = openConversation(
      { callCenter, directory, days, sessions, tabs, journal, issueVoiceToken },
      send,
      () => webSocket.close(1008),
    );
    const stopHeartbeat = keepAlive(webSocket, () => send({ type: 'ping' }), clock);
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
      conversation.end(closing);
    });
  }

  return {
    tabCount: () => tabs.count(),
    close() {
      closing = true;
      closeDoor();
    },
  };
}
