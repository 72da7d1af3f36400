import type { DeskCommand, Refusal } from '../../core/index.ts';
import type { ConnectorLink, ConnectorLinkEvent } from '../../ports/connectorLink.ts';
import type { VoiceToken } from '../../ports/voiceDevice.ts';
import type { SessionGrant, ToConnector, ToSoftphone } from '../../protocol/messages.ts';
import { parseToConnector } from '../../protocol/parseToConnector.ts';
import { openAgentSocket, type AgentSocket, type Socket } from './agentSocket.ts';
import { createBackoff } from './backoff.ts';
import { createDirectoryQuestions } from './directoryQuestions.ts';
import { addressOf, signIn, type SignInParts } from './signIn.ts';
import { createVoiceTokenQueue } from './voiceTokenQueue.ts';

export interface ConnectorLinkParts extends SignInParts {
  /** Opens a WebSocket at a ws(s) address. */
  readonly openSocket: (url: string) => Socket;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
  /** A new id of at most 64 characters. */
  readonly newId: () => string;
}

/** A session that is nearly over is not worth a socket. */
const SESSION_MARGIN_MS = 10_000;

type OpenSession = SessionGrant & { readonly connectorUrl: string; readonly fresh: boolean };

/** The line to the connector over `fetch` and WebSocket; see `softphone/protocol/messages.ts` for what is said. */
export function createConnectorLink(parts: ConnectorLinkParts): ConnectorLink {
  const { clock, openSocket, random, newId } = parts;
  const tabId = newId();
  const listeners = new Set<(event: ConnectorLinkEvent) => void>();
  const unanswered = new Map<string, DeskCommand>();
  const voiceTokens = createVoiceTokenQueue(clock);
  const searches = createDirectoryQuestions(clock);
  const backoff = createBackoff(random);
  let session: OpenSession | undefined;
  let socket: AgentSocket | undefined;
  let welcomed = false;
  let lostTold = false;
  let lastSeq: number | undefined;
  let welcomedBefore = false;
  /** Grows with every attempt; what an abandoned attempt still brings is not listened to. */
  let attempt = 0;
  let forgetRetry: () => void = () => undefined;

  function tell(event: ConnectorLinkEvent): void {
    for (const listener of listeners) listener(event);
  }

  function attemptConnect(): void {
    connect().catch(lose);
  }

  async function connect(): Promise<void> {
    const mine = ++attempt;
    const expired = !session || session.expiresAt - SESSION_MARGIN_MS <= clock.now();
    if (expired) {
      const result = await signIn(parts);
      if (mine !== attempt) return;
      switch (result.outcome) {
        case 'refused':
          giveUp(result.code);
          return;
        case 'unreachable':
          lose();
          return;
        case 'granted':
          session = { ...result.grant, connectorUrl: result.connectorUrl, fresh: true };
      }
    }
    if (session) openSession(session);
  }

  function openSession({ connectorUrl, session: id }: OpenSession): void {
    const seq = lastSeq;
    socket = openAgentSocket({
      socket: openSocket(addressOf(connectorUrl, 'link').replace(/^http/, 'ws')),
      clock,
      hello: {
        type: 'hello',
        session: id,
        tabId,
        ...(seq !== undefined && { seq }),
        ...(welcomedBefore && { again: true }),
      },
      hear,
      lose,
    });
  }

  function hear(message: ToSoftphone): void {
    switch (message.type) {
      case 'welcome': {
        beWelcome(message);
        return;
      }
      case 'deskEvent': {
        followDesk(message);
        return;
      }
      case 'history': {
        tell({ type: 'historyChanged', history: message.history });
        return;
      }
      case 'day': {
        tell({ type: 'dayChanged', day: message.day });
        return;
      }
      case 'parkedCalls': {
        tell({ type: 'parkedChanged', parkedCalls: message.parkedCalls });
        return;
      }
      case 'phoneOwner': {
        tell({ type: 'phoneOwned', owner: ownerOf(message.tabId) });
        return;
      }
      case 'commandDone':
        unanswered.delete(message.commandId);
        return undefined;
      case 'commandRefused': {
        refuse(message.commandId, message.refusal);
        return;
      }
      case 'voiceToken': {
        voiceTokens.answer(tokenOf(message));
        return;
      }
      case 'directory': {
        searches.answer(message.searchId, message.entries);
        return;
      }
      case 'goodbye': {
        leave(message);
        return;
      }
      case 'ping':
      case 'pong':
        return undefined;
    }
  }

  function beWelcome({ seq, type: _type, ...welcome }: Extract<ToSoftphone, { type: 'welcome' }>): void {
    lastSeq = seq;
    welcomed = true;
    welcomedBefore = true;
    lostTold = false;
    if (session) session = { ...session, fresh: false };
    backoff.reset();
    tell({ type: 'welcomed', ...welcome });
  }

  function followDesk({ seq, event }: Extract<ToSoftphone, { type: 'deskEvent' }>): void {
    if (lastSeq === undefined || seq <= lastSeq) return;
    if (seq === lastSeq + 1) {
      lastSeq = seq;
      tell({ type: 'deskChanged', event });
      return;
    }
    // Something was missed that cannot be asked for again: the whole desk is.
    lastSeq = undefined;
    drop();
    attemptConnect();
  }

  function ownerOf(owner: string | undefined): 'here' | 'elsewhere' | 'nobody' {
    if (owner === undefined) return 'nobody';
    return owner === tabId ? 'here' : 'elsewhere';
  }

  function refuse(commandId: string, refusal: Refusal): void {
    const command = unanswered.get(commandId);
    unanswered.delete(commandId);
    if (command) tell({ type: 'commandRefused', command, refusal });
  }

  /** A session that was good before is asked for again; one that is refused at once will not get better. */
  function leave({ reason }: Extract<ToSoftphone, { type: 'goodbye' }>): void {
    const worthAnother = reason === 'TOKEN_REFUSED' && session?.fresh === false;
    session = undefined;
    if (!worthAnother) {
      giveUp(reason);
      return;
    }
    drop();
    attemptConnect();
  }

  function giveUp(code: Extract<ConnectorLinkEvent, { type: 'signInRefused' }>['code']): void {
    session = undefined;
    drop();
    tell({ type: 'signInRefused', code });
  }

  function lose(): void {
    drop();
    forgetRetry = clock.schedule(backoff.nextDelayMs(), attemptConnect);
    if (lostTold) return;
    lostTold = true;
    tell({ type: 'linkLost' });
  }

  /** Ends the socket, if there is one, and tells those who wait that nothing will come. */
  function drop(): void {
    attempt += 1;
    forgetRetry();
    socket?.end();
    socket = undefined;
    welcomed = false;
    voiceTokens.fail();
    searches.fail();
    for (const commandId of [...unanswered.keys()]) refuse(commandId, { code: 'COMMAND_FAILED' });
  }

  function say(message: ToConnector): boolean {
    if (!welcomed || !socket) return false;
    socket.send(message);
    return true;
  }

  return {
    open() {
      session = undefined;
      drop();
      lostTold = false;
      backoff.reset();
      attemptConnect();
    },
    close() {
      drop();
    },
    send(command) {
      const message = { type: 'command', commandId: newId(), command } as const;
      // The connector hangs up on a message it cannot read: one that is too long is refused here.
      const readable = parseToConnector(JSON.stringify(message)) !== undefined;
      if (readable && say(message)) unanswered.set(message.commandId, command);
      else tell({ type: 'commandRefused', command, refusal: { code: 'COMMAND_FAILED' } });
    },
    claimPhone() {
      say({ type: 'claimPhone' });
    },
    voiceToken() {
      return voiceTokens.ask(() => say({ type: 'voiceToken' }));
    },
    searchDirectory(text) {
      const searchId = newId();
      return searches.ask(searchId, () => say({ type: 'searchDirectory', searchId, text }));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

function tokenOf({
  token,
  ttlSeconds,
  signalingHost,
}: Extract<ToSoftphone, { type: 'voiceToken' }>): VoiceToken {
  return { token, ttlSeconds, ...(signalingHost !== undefined && { signalingHost }) };
}
