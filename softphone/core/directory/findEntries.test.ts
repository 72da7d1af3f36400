import { describe, expect, it } from '@jest/globals';
import type { AgentId } from '../vocabulary.ts';
import type { AgentEntry, DirectoryEntry, RecordEntry } from './directory.ts';
import { entriesFor, findEntries, isSearchable, withoutRepeatedNumbers } from './findEntries.ts';

const agent = (name: string, more: Partial<AgentEntry> = {}): AgentEntry => ({
  kind: 'agent',
  target: { kind: 'agent', agentId: name as AgentId },
  name,
  agentState: 'ready',
  ...more,
});
const number = (kind: 'saved' | 'recent', name: string, digits = '+14155550100'): DirectoryEntry => ({
  kind,
  target: { kind: 'number', number: digits },
  name,
});
const shared = (name: string, transferable: boolean, digits = '+14155550190'): DirectoryEntry => ({
  kind: 'shared',
  target: { kind: 'number', number: digits },
  name,
  transferable,
});
const record = (name: string, detail: string): RecordEntry => ({
  kind: 'record',
  target: { kind: 'number', number: '+14155550111' },
  name,
  detail,
  record: { objectType: 'Contact', recordId: '003' },
});
const queue: DirectoryEntry = { kind: 'queue', target: { kind: 'queue', queue: 'Support' }, name: 'Support' };

const names = (text: string, entries: readonly DirectoryEntry[]) =>
  findEntries(text, entries).map(({ name }) => name);

describe('a text', () => {
  it('is searched for from its third character', () => {
    expect([isSearchable('ad'), isSearchable(' ad '), isSearchable('ada')]).toEqual([false, false, true]);
    expect(names('ad', [agent('Ada')])).toEqual([]);
  });

  it.each(['jos', 'JOSÉ', 'nunez', 'jose nuñ', 'nun jos'])('finds José Núñez by %p', (text) => {
    expect(names(text, [agent('José Núñez'), agent('Ada Agent')])).toEqual(['José Núñez']);
  });

  it.each(['ose', 'jose x', '***', '- -'])('does not find José Núñez by %p', (text) => {
    expect(names(text, [agent('José Núñez')])).toEqual([]);
  });

  it('finds a record by its one line too', () => {
    expect(names('engin', [record('Ada Byron', 'Analytical Engines · Mobile')])).toEqual(['Ada Byron']);
  });
});

describe('digits', () => {
  it.each(['+1415', '415555', '(415) 555', '0100', '001415'])('find a number by %p', (text) => {
    expect(names(text, [number('saved', 'Ada'), number('saved', 'Bea', '+4930999999')])).toEqual(['Ada']);
  });

  it('find a national number that is stored with its country', () => {
    expect(names('030 9999', [number('recent', 'Bea', '+4930999999')])).toEqual(['Bea']);
  });

  it('find an extension by its beginning, the whole one first', () => {
    const agents = [agent('Ada', { extension: '1012' }), agent('Bea', { extension: '101' }), agent('101')];

    expect(names('101', agents)).toEqual(['Bea', 'Ada']);
    expect(names('012', agents)).toEqual([]);
  });
});

describe('what is found', () => {
  it('comes kind after kind, whoever can talk soonest first, names that begin so before others', () => {
    const entries = [
      number('recent', 'Sup Er', '1'),
      record('Support Ltd', ''),
      shared('Supervisor', true),
      queue,
      agent('Ada Supper', { agentState: 'ready' }),
      agent('Suppe Bea', { agentState: 'onCall' }),
      agent('Suppe Cleo', { agentState: 'ready' }),
    ];

    expect(names('sup', entries)).toEqual([
      'Suppe Cleo',
      'Suppe Bea',
      'Ada Supper',
      'Support',
      'Supervisor',
      'Support Ltd',
      'Sup Er',
    ]);
  });

  it('is no more of a kind than is read', () => {
    const agents = Array.from({ length: 500 }, (_, index) => agent(`Agent ${index}`));

    expect(findEntries<DirectoryEntry>('agent', [...agents, queue])).toHaveLength(8);
    expect(findEntries<DirectoryEntry>('sup', [...agents, queue])).toHaveLength(1);
  });

  it('names a number once', () => {
    const entries = [number('saved', 'Ada', '+1 415 555 0100'), number('recent', '+14155550100'), queue];

    expect(withoutRepeatedNumbers(entries).map(({ name }) => name)).toEqual(['Ada', 'Support']);
  });
});

describe('a purpose', () => {
  const entries = [agent('Ada'), queue, shared('Reception', true), shared('Fraud desk', false)];
  const left = (purpose: 'dial' | 'consult' | 'transfer') =>
    entriesFor(purpose, entries).map(({ name }) => name);

  it('leaves out what makes no sense for it', () => {
    expect(left('dial')).toEqual(['Ada', 'Reception', 'Fraud desk']);
    expect(left('consult')).toEqual(['Ada', 'Reception']);
    expect(left('transfer')).toEqual(['Ada', 'Support', 'Reception']);
  });
});
