import type { ToConnector, ToSoftphone } from '../../../../softphone/protocol/messages.ts';
import type { AgentDays } from '../../callCenter/agentDay/agentDays.ts';
import type { CallCenter } from '../../callCenter/callCenter.ts';
import type { Directory } from '../../callCenter/directory/directory.ts';
import type { LinkedPage } from '../../callCenter/pages/agentPages.ts';
import type { Journal } from '../../callCenter/ports/journal.ts';
import type { NumberedDeskEvent } from '../../callCenter/ports/store.ts';
import type { AgentAllowances } from './agentAllowances.ts';
import type { ParkedNews } from './parkedNews.ts';
import type { SessionAgent } from './sessions.ts';

export interface ConversationParts {
  readonly callCenter: CallCenter;
  readonly directory: Pick<Directory, 'search'>;
  readonly days: Pick<AgentDays, 'follow'>;
  readonly parked: ParkedNews;
  /** The agent of a session in this page, or `undefined` when it opens nothing here. */
  readonly agentOf: (session: string) => SessionAgent | undefined;
  readonly allowances: AgentAllowances;
  readonly journal: Journal;
  readonly issueVoiceToken: (agent: SessionAgent) => {
    token: string;
    ttlSeconds: number;
    signalingHost?: string;
  };
}

/** One softphone page's talk with the connector, from `hello` to the end of its socket. */
export interface Conversation {
  /** Takes the next message; messages are answered in order. */
  hear(message: ToConnector): Promise<void>;
  /** The socket is closed; `byUs`: the connector stops, and the page is not to blame. */
  end(byUs?: boolean): void;
}

/** Opens a conversation. `send` writes to the page; `hangUp` closes the socket after what was sent. */
export function openConversation(
  parts: ConversationParts,
  send: (message: ToSoftphone) => void,
  hangUp: () => void,
): Conversation {
  const { callCenter, directory, days, parked, agentOf, allowances, journal, issueVoiceToken } = parts;
  let member: { agent: SessionAgent; page?: LinkedPage; unsubscribe: () => void } | undefined;
  let over = false;
  const isOver = () => over;

  async function greet(hello: Extract<ToConnector, { type: 'hello' }>): Promise<void> {
    const agent = agentOf(hello.session);
    if (!agent || member) {
      send({ type: 'goodbye', reason: 'TOKEN_REFUSED' });
      hangUp();
      return;
    }
    const follower = follow(send, hangUp);
    const subscriptions = [
      callCenter.subscribe(agent.id, {
        deskEvent: (event) => follower.take(event),
        historyChanged: () => void tellHistory(agent),
        parkedChanged: parked.changed,
      }),
      parked.follow(send),
    ];
    const unsubscribe = () => subscriptions.forEach((forget) => forget());
    member = { agent, unsubscribe };
    const desk = await callCenter.signIn(agent);
    const missed =
      hello.seq === undefined ? undefined : await callCenter.deskEventsAfter(agent.id, hello.seq);
    const history = await callCenter.historyOf(agent.id);
    const parkedCalls = await parked.list();
    if (isOver()) {
      unsubscribe();
      return;
    }
    const settings = callCenter.settings();
    if (missed && hello.seq !== undefined) {
      send({ type: 'welcome', seq: hello.seq, settings, history, parkedCalls });
      follower.startAfter(hello.seq, missed);
    } else {
      send({ type: 'welcome', seq: desk.seq, desk: desk.desk, settings, history, parkedCalls });
      follower.startAfter(desk.seq, []);
    }
    subscriptions.push(days.follow(agent.id, (day) => send({ type: 'day', day })));
    const page = await callCenter.pages.open(agent.id, hello.tabId, (tabId) => {
      send({ type: 'phoneOwner', tabId });
    });
    if (isOver()) {
      await page.close();
      return;
    }
    member.page = page;
    // After that, so that the end of its link before, which may be noticed late, is known to be over.
    const again = hello.again === true || hello.seq !== undefined;
    await (again ? callCenter.pageBack(agent.id) : callCenter.pageOpen(agent.id));
  }

  async function close(page: LinkedPage, { id }: SessionAgent): Promise<void> {
    try {
      await page.close();
    } catch (cause) {
      journal.problem('PAGE_NOT_MISSED', { agent: id }, cause);
    }
  }

  async function tellHistory(agent: SessionAgent): Promise<void> {
    try {
      send({ type: 'history', history: await callCenter.historyOf(agent.id) });
    } catch (cause) {
      journal.problem('HISTORY_UNREADABLE', { agent: agent.id }, cause);
    }
  }

  async function obey(
    { agent }: { agent: SessionAgent },
    message: Extract<ToConnector, { type: 'command' }>,
  ) {
    const { commandId, command } = message;
    if (!allowances.allows('command', agent.id)) {
      send({ type: 'commandRefused', commandId, refusal: { code: 'COMMAND_FAILED' } });
      return;
    }
    try {
      const refusal = await callCenter.command(agent.id, command, agent);
      send(refusal ? { type: 'commandRefused', commandId, refusal } : { type: 'commandDone', commandId });
    } catch (cause) {
      journal.problem('COMMAND_FAILED', { agent: agent.id, command: command.type }, cause);
      send({ type: 'commandRefused', commandId, refusal: { code: 'COMMAND_FAILED' } });
    }
  }

  /** A search that fails finds nothing, and so does one too many. */
  async function search(
    { agent }: { agent: SessionAgent },
    { searchId, text }: Extract<ToConnector, { type: 'searchDirectory' }>,
  ): Promise<void> {
    if (!allowances.allows('search', agent.id)) {
      send({ type: 'directory', searchId, entries: [] });
      return;
    }
    try {
      send({ type: 'directory', searchId, entries: await directory.search(agent.id, text) });
    } catch (cause) {
      journal.problem('DIRECTORY_FAILED', { agent: agent.id }, cause);
      send({ type: 'directory', searchId, entries: [] });
    }
  }

  return {
    async hear(message) {
      if (message.type === 'hello') return greet(message);
      if (message.type === 'ping') {
        send({ type: 'pong' });
        return;
      }
      if (message.type === 'pong') return undefined;
      if (!member) {
        send({ type: 'goodbye', reason: 'TOKEN_REFUSED' });
        hangUp();
        return;
      }
      switch (message.type) {
        case 'command':
          return obey(member, message);
        case 'searchDirectory': {
          // Commands do not wait for it.
          void search(member, message);
          return;
        }
        case 'claimPhone': {
          await member.page?.claimPhone();
          return;
        }
        case 'voiceToken': {
          send({ type: 'voiceToken', ...issueVoiceToken(member.agent) });
          return;
        }
      }
    },
    end(byUs = false) {
      over = true;
      if (!member) return;
      const { agent, page, unsubscribe } = member;
      unsubscribe();
      if (byUs) page?.forget();
      else if (page) void close(page, agent);
    },
  };
}

/**
 * Passes desk events on without a gap and without repetition, holding back what comes before the welcome. When one was
 * missed, the page has to link again.
 */
function follow(send: (message: ToSoftphone) => void, missed: () => void) {
  let heldBack: NumberedDeskEvent[] | undefined = [];
  let last = 0;
  const pass = ({ seq: next, event }: NumberedDeskEvent) => {
    if (next <= last) return;
    if (next > last + 1) {
      missed();
      return;
    }
    last = next;
    send({ type: 'deskEvent', seq: next, event });
  };
  return {
    take(event: NumberedDeskEvent): void {
      if (heldBack) heldBack.push(event);
      else pass(event);
    },
    startAfter(start: number, missed: readonly NumberedDeskEvent[]): void {
      last = start;
      for (const event of [...missed, ...(heldBack ?? [])]) pass(event);
      heldBack = undefined;
    },
  };
}
