import { callName, endWords, partyName, viaWords } from 'c/softphoneCallWords';
import type { Interaction, Party } from '../../../../../../softphone/core/index.ts';
import {
  aColleague,
  aCustomer,
  ana,
  anInteraction,
  records,
} from '../../../../../../test/components/views.ts';

const sources = { records, country: 'US' };
const internal = { direction: 'internal', ani: 'anonymous', dnis: 'anonymous' } as Partial<Interaction>;

describe('c/softphoneCallWords', () => {
  it.each<[Partial<Interaction>, string]>([
    [{ via: 'queue' }, 'Queue: Support'],
    [{ via: 'direct' }, 'Direct call'],
    [{ via: 'transfer', from: 'Ana' }, 'Transfer from Ana'],
    [{ via: 'consult', from: 'Ana' }, 'Consult from Ana'],
    [{ via: 'internal', from: 'Ana' }, 'Internal call from Ana'],
    [{ via: 'recall' }, 'Parked call is back'],
    [{ via: 'returned' }, 'Transfer not taken: call is back'],
    [{ via: 'pickUp' }, 'Picked up'],
    [{ via: 'dialed', direction: 'outbound' }, 'Outgoing call'],
    [{ via: 'dialed', direction: 'internal' }, 'Internal call'],
  ])('says how a call came: %j', (changes, words) => {
    expect(viaWords(anInteraction(changes))).toBe(words);
  });

  it('says that a call without a queue comes in', () => {
    const { queue: _none, ...plain } = anInteraction();

    expect(viaWords(plain)).toBe('Incoming call');
  });

  it('calls a call by the record, else by the number', () => {
    expect(callName(anInteraction({ person: ana }), sources)).toBe('Ana Ruiz');
    expect(callName(anInteraction(), sources)).toBe('(415) 555-0100');
  });

  it('calls an internal call by the colleague, whoever called', () => {
    expect(callName(anInteraction({ ...internal, parties: [aColleague()] }), sources)).toBe('Ben Keller');
    expect(callName(anInteraction({ ...internal, parties: [], from: 'Ana' }), sources)).toBe('Ana');
    expect(callName(anInteraction({ ...internal, parties: [] }), sources)).toBe('Unknown');
  });

  it('calls the customer by the record, agents by their names and others by their numbers', () => {
    const interaction = anInteraction({ person: ana });
    const outside = { ...aCustomer({ number: '+14155550177' }), role: 'outside' } as Party;

    expect(partyName(interaction, aCustomer(), sources)).toBe('Ana Ruiz');
    expect(partyName(interaction, aColleague(), sources)).toBe('Ben Keller');
    expect(partyName(interaction, outside, sources)).toBe('(415) 555-0177');
  });

  it('tells calls that go on without the agent from calls that are over', () => {
    expect(endWords('transferred')).toBe('Transferred');
    expect(endWords('parked')).toBe('Parked');
    expect(endWords('left')).toBe('You left the call');
    expect(endWords('connectionLost')).toBe('Your connection was lost');
  });
});
