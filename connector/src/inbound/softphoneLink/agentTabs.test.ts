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

    const hadPhone = tabs.remove(ada, first);

    expect(hadPhone).toBe(true);
    expect(ownerIn(third)).toEqual({ type: 'phoneOwner', tabId: '2' });
    expect(tabs.count()).toBe(2);
    expect(tabs.isOpen(ada)).toBe(true);
  });

  it('keep it where it is when another one closes', () => {
    const tabs = createAgentTabs();
    const [first, second] = [tab('1'), tab('2')];
    for (const each of [first, second]) tabs.add(ada, each);

    expect(tabs.remove(ada, second)).toBe(false);
    expect(tabs.remove(ada, first)).toBe(true);
    expect(tabs.isOpen(ada)).toBe(false);
  });

  it('keep it in a tab whose link comes back before its old socket is dead', () => {
    const tabs = createAgentTabs();
    const [old, other, fresh] = [tab('1'), tab('2'), tab('1')];
    tabs.add(ada, old);
    tabs.add(ada, other);

    tabs.add(ada, fresh);
    expect(tabs.remove(ada, old)).toBe(false);

    expect(ownerIn(other)).toEqual({ type: 'phoneOwner', tabId: '1' });
  });
});
