import type { WebSocket } from 'ws';
import type { AgentId, Refusal, SupervisorOrder } from '../../../../softphone/core/index.ts';
import type { FromBoard, ToBoard } from '../../../../softphone/wallboard/boardMessages.ts';
import type { Clock } from '../../callCenter/ports/clock.ts';
import type { Journal } from '../../callCenter/ports/journal.ts';
import type { Wallboard } from '../../callCenter/wallboard/wallboard.ts';
import { createAllowance, type Allowance } from '../limits/allowance.ts';
import { keepAlive } from '../sockets/keepAlive.ts';
import { createMessageLimit } from '../sockets/messageLimit.ts';
import type { SocketDoors } from '../sockets/socketDoors.ts';
import { createBroadcast, type Broadcast } from './broadcast.ts';
import { parseFromBoard } from './parseFromBoard.ts';
import { refusalWords } from './refusalWords.ts';

const LARGEST_MESSAGE_BYTES = 8 * 1024;
/** Anybody may open a socket and break it: the log is not filled so. */
const BROKEN_LINKS_NOTED = { atOnce: 60, perMinute: 60 };
/** So long a page may take to say who looks. */
const GREETING_MS = 10_000;
/** So long a token opens the board. Then the page asks the org for another one: who lost the permission gets none. */
const LONGEST_LOOK_MS = 60 * 60 * 1000;

export interface BoardLinkParts {
  readonly doors: SocketDoors;
  readonly wallboard: Wallboard;
  /** Resolves for a token of a supervisor; else rejects with a `Rejection`. */
  readonly admit: (token: string) => Promise<{ readonly userId: string }>;
  /** Carries out what a supervisor wants; resolves with the refusal when the rules forbid it. */
  readonly obey: (supervisorId: AgentId, order: SupervisorOrder) => Promise<Refusal | undefined>;
  /** Origins whose pages may look, for example the org's Lightning origin. */
  readonly allowedOrigins: readonly string[];
  readonly clock: Clock;
  readonly journal: Journal;
}

/** Why somebody may not look; an error with these is told, any other is logged. */
interface Rejection {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** The supervisors' door: the WebSocket `/org/board`. The answer closes it. */
export function openBoardLink(parts: BoardLinkParts): () => void {
  const broadcast = createBroadcast(parts.wallboard, parts.clock);
  const brokenLinks = createAllowance(parts.clock, BROKEN_LINKS_NOTED);
  return parts.doors.open({
    path: '/org/board',
    allowedOrigins: parts.allowedOrigins,
    largestMessageBytes: LARGEST_MESSAGE_BYTES,
    welcome: (webSocket) => show(webSocket, broadcast, { ...parts, brokenLinks }),
  });
}

function show(
  webSocket: WebSocket,
  broadcast: Broadcast,
  parts: BoardLinkParts & { readonly brokenLinks: Allowance },
): void {
  const { admit, clock, journal } = parts;
  const send = (text: string) => {
    if (webSocket.readyState === webSocket.OPEN) webSocket.send(text);
  };
  const say = (message: ToBoard) => send(JSON.stringify(message));
  const viewer = { send, waitingBytes: () => webSocket.bufferedAmount };
  let greeted = false;
  let supervisorId: AgentId | undefined;
  let endLook: (() => void) | undefined;
  let forgetLimit = clock.schedule(GREETING_MS, () => webSocket.close(1008, 'TOKEN_MISSING'));
  const stopHeartbeat = keepAlive(webSocket, () => say({ type: 'ping' }), clock);
  const isOneMore = createMessageLimit(clock);

  async function greet(token: string): Promise<void> {
    greeted = true;
    try {
      supervisorId = (await admit(token)).userId as AgentId;
    } catch (cause) {
      say({ type: 'goodbye', ...refusalOf(cause, journal) });
      webSocket.close(1008);
      return;
    }
    if (webSocket.readyState !== webSocket.OPEN) return;
    forgetLimit();
    forgetLimit = clock.schedule(LONGEST_LOOK_MS, () => webSocket.close(1000, 'TOKEN_EXPIRED'));
    endLook = broadcast.show(viewer);
  }

  async function obey(by: AgentId, { id, order }: Extract<FromBoard, { type: 'order' }>): Promise<void> {
    try {
      const refusal = await parts.obey(by, order);
      if (refusal) say({ type: 'refused', id, code: refusal.code, message: refusalWords(refusal) });
      else say({ type: 'done', id });
    } catch (cause) {
      journal.problem('ORDER_FAILED', {}, cause);
      say({ type: 'refused', id, code: 'COMMAND_FAILED', message: refusalWords({ code: 'COMMAND_FAILED' }) });
    }
  }

  webSocket.on('message', (text: Buffer) => {
    if (webSocket.readyState !== webSocket.OPEN) return;
    if (!isOneMore()) {
      webSocket.close(1008, 'TOO_MANY_MESSAGES');
      return;
    }
    const message = parseFromBoard(text.toString());
    if (!message || (message.type === 'hello') === greeted) webSocket.close(1007, 'MESSAGE_INVALID');
    else if (message.type === 'hello') void greet(message.token);
    else if (message.type === 'refresh' && endLook) broadcast.refresh(viewer);
    else if (message.type === 'order' && endLook && supervisorId) void obey(supervisorId, message);
  });
  webSocket.on('error', (cause) => {
    if (parts.brokenLinks.take('') === undefined) journal.problem('LINK_BROKEN', {}, cause);
  });
  webSocket.on('close', () => {
    stopHeartbeat();
    forgetLimit();
    endLook?.();
  });
}

function refusalOf(cause: unknown, journal: Journal): Pick<Rejection, 'code' | 'message'> {
  const { code, status, message } = cause as Partial<Rejection>;
  if (code !== undefined && status !== undefined) return { code, message: message ?? '' };
  journal.problem('BOARD_NOT_OPENED', {}, cause);
  return { code: 'BOARD_NOT_OPENED', message: 'Try again; the log of the connector says why.' };
}
