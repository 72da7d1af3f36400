import type { SignInRefusal } from '../core/index.ts';
import { agentDay, agentSettings, history, parkedCalls } from './centreShapes.ts';
import { desk, deskEvent, refusal } from './deskShapes.ts';
import { centreEntries } from './directoryShapes.ts';
import { id } from './fieldShapes.ts';
import type { SessionGrant, SessionNonce, ToSoftphone } from './messages.ts';
import { count, filledText, oneOf, optional, readJson, shape, variant } from './reading.ts';

const LONGEST_TOKEN = 8_192;
const LONGEST_ADDRESS = 2_000;

const signInRefusal = oneOf<SignInRefusal>(
  'NOT_AN_AGENT',
  'ORG_UNREACHABLE',
  'TOKEN_REFUSED',
  'SESSION_REPLACED',
);

const seq = count();

const toSoftphone = variant<ToSoftphone, 'type'>('type', {
  welcome: { seq, desk: optional(desk), settings: agentSettings, history, parkedCalls },
  deskEvent: { seq, event: deskEvent },
  history: { history },
  day: { day: agentDay },
  parkedCalls: { parkedCalls },
  directory: { searchId: id, entries: centreEntries },
  phoneOwner: { tabId: optional(id) },
  commandDone: { commandId: id },
  commandRefused: { commandId: id, refusal },
  voiceToken: {
    token: filledText(LONGEST_TOKEN),
    ttlSeconds: count(),
    signalingHost: optional(filledText(LONGEST_ADDRESS)),
  },
  goodbye: { reason: signInRefusal },
  ping: {},
  pong: {},
});

const sessionNonce = shape<SessionNonce>({
  nonce: filledText(LONGEST_ADDRESS),
  audience: filledText(LONGEST_ADDRESS),
});
const sessionGrant = shape<SessionGrant>({ session: filledText(LONGEST_TOKEN), expiresAt: count() });
const sessionRefusal = shape({ code: signInRefusal });

/** The connector's message, or `undefined` for text that is none, such as a message of a later version. */
export function parseToSoftphone(json: string): ToSoftphone | undefined {
  return readJson(json, toSoftphone);
}

/** The answer of `GET /session/nonce`. */
export function parseSessionNonce(json: string): SessionNonce | undefined {
  return readJson(json, sessionNonce);
}

/** The answer of `POST /session` when it grants one. */
export function parseSessionGrant(json: string): SessionGrant | undefined {
  return readJson(json, sessionGrant);
}

/** The answer of `POST /session` when it refuses. */
export function parseSessionRefusal(json: string): SignInRefusal | undefined {
  return readJson(json, sessionRefusal)?.code;
}
