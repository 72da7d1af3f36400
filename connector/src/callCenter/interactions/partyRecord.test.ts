import { describe, expect, it } from '@jest/globals';
import {
  CUSTOMER_PARTY,
  type AgentId,
  type Instant,
  type PartyId,
} from '../../../../softphone/core/index.ts';
import { agentPartyId, newParty, outsidePartyId, soundsOf, type PartyRecord } from './partyRecord.ts';

const at = 0 as Instant;
const ada = '005A' as AgentId;
const ben = '005B' as AgentId;
const seated = (changes: Partial<PartyRecord> & Pick<PartyRecord, 'id' | 'role'>): PartyRecord => ({
  ...newParty({ id: changes.id, role: changes.role, state: 'in' }, at),
  ...changes,
});
const customer = (changes: Partial<PartyRecord> = {}) =>
  seated({ id: CUSTOMER_PARTY, role: 'customer', ...changes });
const agent = (agentId: AgentId, changes: Partial<PartyRecord> = {}) =>
  seated({ id: agentPartyId(agentId), role: 'agent', agentId, ...changes });
const outside = (changes: Partial<PartyRecord> = {}) =>
  seated({ id: 'outside-1' as PartyId, role: 'outside', ...changes });
const sounds = (...parties: PartyRecord[]) => Object.fromEntries(soundsOf(parties));

describe('what the parties of a call hear', () => {
  it.each<[string, readonly PartyRecord[], readonly string[]]>([
    ['two who talk hear each other', [customer(), agent(ada)], ['talk', 'talk']],
    [
      'who is on hold hears music, the agent nothing',
      [customer({ held: true }), agent(ada)],
      ['music', 'talk'],
    ],
    ['a customer left alone hears music', [customer()], ['music']],
    [
      'a customer whose agent is away hears music',
      [customer(), agent(ada, { away: true })],
      ['music', 'silence'],
    ],
    [
      'a customer and a colleague talk on while an agent is away',
      [customer(), agent(ada, { away: true }), agent(ben)],
      ['talk', 'silence', 'talk'],
    ],
    [
      'in a consult the customer hears music and the agents each other',
      [customer({ held: true }), agent(ada), agent(ben)],
      ['music', 'talk', 'talk'],
    ],
    [
      'a colleague who waits for an agent who is away hears music',
      [agent(ada, { away: true }), agent(ben)],
      ['silence', 'music'],
    ],
    [
      'a customer whose agent lost the page hears music, and the agent what there is',
      [customer(), agent(ada, { lostPage: { since: at, certain: true } })],
      ['music', 'talk'],
    ],
    [
      'a page that may be back in a moment changes nothing',
      [customer(), agent(ada, { lostPage: { since: at, certain: false } })],
      ['talk', 'talk'],
    ],
    [
      'a customer and a colleague talk on while an agent has lost the page',
      [customer(), agent(ada, { lostPage: { since: at, certain: true } }), agent(ben)],
      ['talk', 'talk', 'talk'],
    ],
    [
      'a colleague who is alone with an agent who lost the page hears music',
      [customer({ held: true }), agent(ada, { lostPage: { since: at, certain: true } }), agent(ben)],
      ['music', 'talk', 'music'],
    ],
    ['two outside talk without an agent', [customer(), outside()], ['talk', 'talk']],
    [
      'both on hold hear music',
      [customer({ held: true }), outside({ held: true }), agent(ada)],
      ['music', 'music', 'talk'],
    ],
  ])('%s', (_what, parties, expected) => {
    expect(Object.values(sounds(...parties))).toEqual(expected);
  });

  it('is nothing of ours for who is not in the conference', () => {
    expect(sounds(customer({ state: 'outside' }), agent(ada, { state: 'ringing' }))).toEqual({});
  });
});

describe('the next party outside', () => {
  it('has a number that none has', () => {
    expect(outsidePartyId([])).toBe('outside-1');
    expect(outsidePartyId([outside(), customer()])).toBe('outside-2');
  });
});
