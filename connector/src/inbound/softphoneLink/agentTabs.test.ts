import { describe, expect, it } from '@jest/globals';
import type { AgentId } from '../../../../softphone/core/index.ts';
import type { ToSoftphone } from '../../../../softphone/protocol/messages.ts';
import { createAgentTabs, type Tab } from './agentTabs.ts';

const ada = '005000000000001AAA' as AgentId;

function tab(tabId: string): Tab & { heard: ToSoftphone[] } {
  const heard: ToSoftphone[] = [];
  return { tabId, heard, send: (message) => heard.push(message) };
}

const ownerIn = ({ heard }: { heard: ToSoftphone[] }) => heard.at(-1);

describe("an agent's tabs", () => {
  it('have one phone: the first tab owns it', () => {
    const tabs = createAgentTabs();
    const [first, second] = [tab('1'), tab('2')];

    tabs.add(ada, first);
    tabs.add(ada, second);

    expect(ownerIn(first)).toEqual({ type: 'phoneOwner', tabId: '1' });
    expect(ownerIn(second)).toEqual({ type: 'phoneOwner', tabId: '1' });
  });

  it('give it to the tab that asks', () => {
    const tabs = createAgentTabs();
    const [first, second] = [tab('1'), tab('2')];
    tabs.add(ada, first);
    tabs.add(ada, second);

    tabs.claimPhone(ada, second);

    expect(ownerIn(first)).toEqual({ type: 'phoneOwner', tabId: '2' });
  });

  it('pass it to the oldest that is open when the owner closes', () => {
    const tabs = createAgentTabs();
    const [first, second, third] = [tab('1'), tab('2'), tab('3')];
    for (const each of [first, second, third]) tabs.add(ada, each);

    tabs.remove(ada, first);

    expect(ownerIn(third)).toEqual({ type: 'phoneOwner', tabId: '2' });
    expect(tabs.count()).toBe(2);
  });

  it('keep it in a tab whose link comes back before its old socket is dead', () => {
    const tabs = createAgentTabs();
    const [old, other, fresh] = [tab('1'), tab('2'), tab('1')];
    tabs.add(ada, old);
    tabs.add(ada, other);

    tabs.add(ada, fresh);
    tabs.remove(ada, old);

    expect(ownerIn(other)).toEqual({ type: 'phoneOwner', tabId: '1' });
  });
});
