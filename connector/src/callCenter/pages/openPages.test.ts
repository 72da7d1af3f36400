import { describe, expect, it } from '@jest/globals';
import type { AgentId } from '../../../../softphone/core/index.ts';
import { createOpenPages, type PageNews } from './openPages.ts';

const ADA = '005000000000001AAA' as AgentId;

/** Takes news in, numbered from 1; the tab that has the phone after each, or nothing where nobody is told. */
function after(...all: readonly PageNews[]) {
  const pages = createOpenPages();
  const told = all.map((news, index) => pages.apply(news, index + 1));
  return { pages, told, phones: told.map((changes) => changes[0]?.phone?.tabId) };
}

const opened = (key: string, { tabId = key, instance = 'one' } = {}): PageNews => ({
  type: 'opened',
  agentId: ADA,
  page: { key, tabId, instance },
});
const closed = (key: string, instance = 'one'): PageNews => ({ type: 'closed', agentId: ADA, key, instance });
const claimed = (key: string): PageNews => ({ type: 'phoneClaimed', agentId: ADA, key });

describe("an agent's pages", () => {
  it('have one phone: the first has it', () => {
    expect(after(opened('a'), opened('b')).phones).toEqual(['a', 'a']);
  });

  it('give it to the one that asks', () => {
    const { phones } = after(opened('a'), opened('b'), claimed('b'), claimed('b'));

    expect(phones).toEqual(['a', 'a', 'b', undefined]);
  });

  it('pass it to the oldest when the one that had it closes', () => {
    const { told, pages } = after(opened('a'), opened('b'), opened('c'), closed('a'));

    expect(told.at(-1)).toMatchObject([{ agentId: ADA, phone: { tabId: 'b' }, lostPhone: true }]);
    expect(pages.isOpen(ADA)).toBe(true);
  });

  it('keep it where it is when another one closes', () => {
    const { told, pages } = after(opened('a'), opened('b'), closed('b'), closed('a'));

    expect(told.slice(2)).toEqual([[], [{ agentId: ADA, lostPhone: true }]]);
    expect(pages.isOpen(ADA)).toBe(false);
  });

  it('keep it in a tab that links again before its old link is seen to be dead', () => {
    const { told } = after(opened('old', { tabId: 't' }), opened('new', { tabId: 't' }), closed('old'));

    expect(told.at(-1)).toEqual([]);
  });

  it('may be at several instances, and those of one that is gone are closed', () => {
    const { told, pages } = after(
      opened('a', { instance: 'one' }),
      opened('b', { instance: 'two' }),
      { type: 'instanceGone', instance: 'one' },
      { type: 'instanceGone', instance: 'one' },
    );

    expect(told[2]).toMatchObject([{ phone: { tabId: 'b' }, lostPhone: true }]);
    expect(told[3]).toEqual([]);
    expect(pages.at('two')).toMatchObject([{ agentId: ADA, phone: 'b' }]);
  });

  it('are the same to an instance that starts later and is told', () => {
    const early = after(
      opened('a', { instance: 'one' }),
      opened('b', { instance: 'two' }),
      opened('c', { instance: 'one' }),
      claimed('b'),
    ).pages;
    const late = createOpenPages();
    for (const instance of ['two', 'one', 'one']) {
      late.apply({ type: 'told', instance, agents: early.at(instance) }, 5);
    }

    for (const instance of ['one', 'two']) expect(late.at(instance)).toEqual(early.at(instance));
    const gone = { type: 'instanceGone', instance: 'two' } as const;
    expect(late.apply(gone, 6)).toEqual(early.apply(gone, 6));
  });
});
