import { callWords, nextWords, stateWords } from 'c/ctiWallboardWords';
import { aBoardCall } from '../../../../../../test/components/boards.ts';

describe('the words of the wallboard', () => {
  it('tell a state with its reason', () => {
    expect(stateWords({ state: 'notReady', reasonCode: 'Lunch' })).toBe('Not Ready · Lunch');
    expect(stateWords({ state: 'onCall' })).toBe('On call');
  });

  it('tell what follows a call', () => {
    expect(nextWords({})).toBe('');
    expect(nextWords({ next: { name: 'notReady', reasonCode: 'Break' } })).toBe('Not Ready · Break');
  });

  it('tell a call: way, state and how many are in it', () => {
    expect(callWords(aBoardCall())).toBe('Inbound');
    expect(callWords(aBoardCall({ via: 'transfer', state: 'held', parties: 2 }))).toBe(
      'Inbound · Transfer · On hold · 3 people',
    );
    expect(callWords(aBoardCall({ helpAsked: true }))).toBe('Asks for help · Inbound');
  });
});
