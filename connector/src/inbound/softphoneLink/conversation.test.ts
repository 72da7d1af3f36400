import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AgentId } from '../../../../softphone/core/index.ts';
import type { ToSoftphone } from '../../../../softphone/protocol/messages.ts';
import {
  AGENT,
  AGENT_LEG,
  openCallCenterKit,
  ROOM,
  type CallCenterKit,
} from '../../callCenter/testing/callCenterKit.ts';
import { createAgentAllowances } from './agentAllowances.ts';
import { openConversation, type Conversation, type ConversationParts } from './conversation.ts';
import { createParkedNews } from './parkedNews.ts';

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
});

afterEach(async () => {
  await kit.stop();
});

interface Page {
  readonly conversation: Conversation;
  readonly heard: ToSoftphone[];
  hungUp: boolean;
}

type Search = ConversationParts['directory']['search'];

const OTHER = { id: '005000000000002AAA' as AgentId, name: 'Bob Agent', supervises: false };
const agents = new Map([
  ['good', { id: AGENT, name: 'Ada Agent', supervises: false }],
  ['other', OTHER],
]);

function openPage(search: Search = () => Promise.resolve([])): Page {
  const heard: ToSoftphone[] = [];
  const journal = { note: () => undefined, problem: () => undefined };
  const page: Page = {
    heard,
    hungUp: false,
    conversation: openConversation(
      {
        callCenter: kit.callCenter,
        directory: { search },
        days: { follow: () => () => undefined },
        parked: createParkedNews({ callCenter: kit.callCenter, clock: kit.clock, journal }),
        agentOf: (session) => agents.get(session),
        allowances: createAgentAllowances(kit.clock, journal),
        journal,
        issueVoiceToken: () => ({ token: 'voice', ttlSeconds: 3_600 }),
      },
      (message) => heard.push(message),
      () => {
        page.hungUp = true;
      },
    ),
  };
  return page;
}

const typesOf = (heard: readonly ToSoftphone[]) => heard.map(({ type }) => type);
const seqsOf = (heard: readonly ToSoftphone[]) =>
  heard.flatMap((message) => (message.type === 'deskEvent' ? [message.seq] : []));

describe('a softphone page', () => {
  it('is welcomed with its desk, then hears every event with the next number', async () => {
    const { conversation, heard } = openPage();

    await conversation.hear({ type: 'hello', session: 'good', tabId: 't' });
    await kit.command({ type: 'setAgentState', state: { name: 'ready' } });
    await kit.command({ type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } });

    expect(heard[0]).toMatchObject({ type: 'welcome', seq: 0, desk: { agent: { id: AGENT } } });
    expect(seqsOf(heard)).toEqual([1, 2]);
  });

  it('that comes back hears what it missed, and nothing twice', async () => {
    await kit.desk();
    await kit.command({ type: 'setAgentState', state: { name: 'ready' } });
    await kit.command({ type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } });
    const { conversation, heard } = openPage();

    await conversation.hear({ type: 'hello', session: 'good', tabId: 't', seq: 1 });

    expect(heard[0]).toMatchObject({ type: 'welcome', seq: 1 });
    expect(heard[0]).not.toHaveProperty('desk');
    expect(seqsOf(heard)).toEqual([2]);
  });

  it('without a session is turned away, whatever it asks', async () => {
    const [forged, silent] = [openPage(), openPage()];

    await forged.conversation.hear({ type: 'hello', session: 'forged', tabId: 't' });
    await silent.conversation.hear({ type: 'voiceToken' });

    expect(typesOf(forged.heard)).toEqual(['goodbye']);
    expect(typesOf(silent.heard)).toEqual(['goodbye']);
    expect([forged.hungUp, silent.hungUp]).toEqual([true, true]);
  });

  it('is told whether a command was carried out', async () => {
    const { conversation, heard } = openPage();
    await conversation.hear({ type: 'hello', session: 'good', tabId: 't' });

    await conversation.hear({
      type: 'command',
      commandId: 'a',
      command: { type: 'dial', target: { kind: 'number', number: '+14155550177' } },
    });
    await conversation.hear({
      type: 'command',
      commandId: 'b',
      command: { type: 'setAgentState', state: { name: 'ready' } },
    });

    expect(heard).toContainEqual({ type: 'commandRefused', commandId: 'a', refusal: { code: 'LOGGED_OUT' } });
    expect(heard).toContainEqual({ type: 'commandDone', commandId: 'b' });
  });

  it('gets the new history when a call ends', async () => {
    const { conversation, heard } = openPage();
    await conversation.hear({ type: 'hello', session: 'good', tabId: 't' });
    const interactionId = await kit.talk();

    await kit.command({ type: 'hangUp', interactionId });
    await kit.settle();

    expect(heard.at(-1)).toMatchObject({
      type: 'history',
      history: [{ interactionId, outcome: 'answered' }],
    });
  });

  it('gets the new history when a call was missed, while the caller waits for another agent', async () => {
    const { conversation, heard } = openPage();
    await conversation.hear({ type: 'hello', session: 'good', tabId: 't' });
    const interactionId = await kit.offer();

    await kit.misses(interactionId);
    await kit.settle();

    expect(heard.filter(({ type }) => type === 'history')).toMatchObject([
      { history: [{ interactionId, outcome: 'missed' }] },
    ]);
  });

  it('gets what a search in the directory finds, and nothing where the search fails', async () => {
    const support = { kind: 'queue', target: { kind: 'queue', queue: 'Support' }, name: 'Support' } as const;
    const { conversation, heard } = openPage((agentId, text) => {
      if (text === 'broken') return Promise.reject(new Error('no database'));
      return Promise.resolve(agentId === AGENT ? [support] : []);
    });
    await conversation.hear({ type: 'hello', session: 'good', tabId: 't' });

    await conversation.hear({ type: 'searchDirectory', searchId: 's', text: 'sup' });
    await conversation.hear({ type: 'searchDirectory', searchId: 'x', text: 'broken' });
    await kit.settle();

    expect(heard).toContainEqual({ type: 'directory', searchId: 's', entries: [support] });
    expect(heard).toContainEqual({ type: 'directory', searchId: 'x', entries: [] });
  });

  it('may command while a search takes its time', async () => {
    const { conversation, heard } = openPage(() => new Promise(() => undefined));
    await conversation.hear({ type: 'hello', session: 'good', tabId: 't' });

    await conversation.hear({ type: 'searchDirectory', searchId: 's', text: 'sup' });
    await conversation.hear({
      type: 'command',
      commandId: 'a',
      command: { type: 'setAgentState', state: { name: 'ready' } },
    });

    expect(heard).toContainEqual({ type: 'commandDone', commandId: 'a' });
  });

  it('hears which calls are parked: on coming, when one is, and when none is any more', async () => {
    const { conversation, heard } = openPage();
    await conversation.hear({ type: 'hello', session: 'other', tabId: 't' });
    const interactionId = await kit.talk();
    await kit.command({ type: 'park', interactionId });
    kit.clock.advance(0);
    await kit.settle();
    const late = openPage();
    await late.conversation.hear({ type: 'hello', session: 'other', tabId: 'u' });
    await kit.command({ type: 'pickUp', interactionId });
    kit.clock.advance(250);
    await kit.settle();

    const parked = expect.objectContaining({ interactionId, orbit: '701', parkedBy: 'Ada Agent' });
    expect(heard[0]).toMatchObject({ type: 'welcome', parkedCalls: [] });
    expect(heard.filter(({ type }) => type === 'parkedCalls')).toEqual([
      { type: 'parkedCalls', parkedCalls: [parked] },
      { type: 'parkedCalls', parkedCalls: [] },
    ]);
    expect(late.heard[0]).toMatchObject({ type: 'welcome', parkedCalls: [parked] });
  });

  it.each(['hangUp', 'park', 'activate', 'joinAll', 'leave', 'rejoin', 'decline', 'answer'] as const)(
    'cannot command a call of another agent: %s',
    async (type) => {
      const interactionId = await kit.talk();
      const before = await kit.recordOf(interactionId);
      const { conversation, heard } = openPage();
      await conversation.hear({ type: 'hello', session: 'other', tabId: 't' });

      await conversation.hear({ type: 'command', commandId: 'a', command: { type, interactionId } });
      await kit.settle();

      expect(heard).toContainEqual({
        type: 'commandRefused',
        commandId: 'a',
        refusal: { code: 'CALL_GONE' },
      });
      expect(await kit.recordOf(interactionId)).toEqual(before);
    },
  );

  it('that gets the phone because the tab before was closed in a call brings the agent back into it', async () => {
    const [closing, staying] = [openPage(), openPage()];
    await closing.conversation.hear({ type: 'hello', session: 'good', tabId: '1' });
    await staying.conversation.hear({ type: 'hello', session: 'good', tabId: '2' });
    const interactionId = await kit.talk();

    closing.conversation.end();
    await kit.tell({ type: 'legLeft', interactionId, legId: AGENT_LEG, room: ROOM });
    await staying.conversation.hear({
      type: 'command',
      commandId: 'a',
      command: { type: 'rejoin', interactionId },
    });
    await kit.settle();

    expect(staying.heard).toContainEqual({ type: 'phoneOwner', tabId: '2' });
    expect(staying.heard).toContainEqual({ type: 'commandDone', commandId: 'a' });
    expect(kit.carrier.rung).toMatchObject([{ interactionId, to: { agentId: AGENT }, room: ROOM }]);
  });

  it('that has gone hears nothing more', async () => {
    const { conversation, heard } = openPage();
    await conversation.hear({ type: 'hello', session: 'good', tabId: 't' });
    const before = heard.length;

    conversation.end();
    await kit.command({ type: 'setAgentState', state: { name: 'ready' } });

    expect(heard).toHaveLength(before);
  });
});
