import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import type { ToSoftphone } from '../../../../softphone/protocol/messages.ts';
import { parseToConnector } from '../../../../softphone/protocol/parseToConnector.ts';
import type { AgentDays } from '../../callCenter/agentDay/agentDays.ts';
import type { CallCenter } from '../../callCenter/callCenter.ts';
import type { Directory } from '../../callCenter/directory/directory.ts';
import type { Clock } from '../../callCenter/ports/clock.ts';
import type { Journal } from '../../callCenter/ports/journal.ts';
import { createAllowance } from '../limits/allowance.ts';
import { keepAlive } from '../sockets/keepAlive.ts';
import { createMessageLimit } from '../sockets/messageLimit.ts';
import type { SocketDoors, SocketVisitor } from '../sockets/socketDoors.ts';
import { createAgentAllowances } from './agentAllowances.ts';
import { openConversation, type ConversationParts } from './conversation.ts';
import { createParkedNews } from './parkedNews.ts';
import { openSessionRoutes } from './sessionRoutes.ts';
import type { Sessions } from './sessions.ts';
import { createWording } from './wording.ts';

const LARGEST_MESSAGE_BYTES = 64 * 1024;
/** So long a page may take to say whose it is. */
const GREETING_MS = 10_000;
/** Anybody may open a socket and break it: the log is not filled so. */
const BROKEN_LINKS_NOTED = { atOnce: 60, perMinute: 60 };
/** A page that asks and does not fetch the answers is not kept. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;

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
  /** Sign-ins that one address may ask for in a minute. */
  readonly signInsPerMinute: number;
}

export interface SoftphoneLink {
  /** Open softphone pages. */
  readonly tabCount: () => number;
  close(): void;
}

/** The agents' door: `GET /session/nonce`, `POST /session` and the WebSocket `/link`. */
export function openSoftphoneLink(app: FastifyInstance, parts: SoftphoneLinkParts): SoftphoneLink {
  const { doors, callCenter, directory, days, sessions, clock, journal, issueVoiceToken } = parts;
  const { allowedOrigins, signInsPerMinute } = parts;
  const brokenLinks = createAllowance(clock, BROKEN_LINKS_NOTED);
  let closing = false;

  const allowances = createAgentAllowances(clock, journal);
  const parked = createParkedNews({ callCenter, clock, journal });
  const inWords = createWording();

  openSessionRoutes(app, { sessions, allowedOrigins, signInsPerMinute, clock });
  const closeDoor = doors.open({
    path: '/link',
    allowedOrigins,
    largestMessageBytes: LARGEST_MESSAGE_BYTES,
    welcome: converse,
  });

  function converse(webSocket: WebSocket, { origin }: SocketVisitor): void {
    const send = (message: ToSoftphone) => {
      if (webSocket.readyState !== webSocket.OPEN) return;
      if (webSocket.bufferedAmount > MOST_WAITING_BYTES) webSocket.terminate();
      else webSocket.send(inWords(message), { binary: false });
    };
    const agentOf = (session: string) => sessions.agentOf(session, origin);
    const conversation = openConversation(
      { callCenter, directory, days, parked, agentOf, allowances, journal, issueVoiceToken },
      send,
      () => webSocket.close(1008),
    );
    const isOneMore = createMessageLimit(clock);
    const forgetGreeting = clock.schedule(GREETING_MS, () => webSocket.close(1008, 'HELLO_MISSING'));
    const stopHeartbeat = keepAlive(webSocket, () => send({ type: 'ping' }), clock);
    let turn = Promise.resolve();
    webSocket.on('message', (data: Buffer) => {
      if (webSocket.readyState !== webSocket.OPEN) return;
      if (!isOneMore()) {
        webSocket.close(1008, 'TOO_MANY_MESSAGES');
        return;
      }
      const message = parseToConnector(data.toString());
      if (!message) {
        webSocket.close(1007, 'MESSAGE_INVALID');
        return;
      }
      if (message.type === 'hello') forgetGreeting();
      turn = turn
        .then(() => conversation.hear(message))
        .catch((cause: unknown) => {
          journal.problem('LINK_FAILED', { message: message.type }, cause);
          webSocket.close(1011);
        });
    });
    webSocket.on('error', (cause) => {
      if (brokenLinks.take('') === undefined) journal.problem('LINK_BROKEN', {}, cause);
    });
    webSocket.on('close', () => {
      stopHeartbeat();
      forgetGreeting();
      conversation.end(closing);
    });
  }

  return {
    tabCount: () => callCenter.pages.count(),
    close() {
      closing = true;
      closeDoor();
    },
  };
}
