import { describe, expect, it } from '@jest/globals';
import { withoutDialingPrefixes } from './dialingPrefixes.ts';

const unitedStates = { outside: '9', longDistance: '1', international: '011' };
const germany = { outside: '0', longDistance: '0', international: '00' };

describe('a number with dialing prefixes', () => {
  it.each([
    ['011 44 20 7946 0958', '+44 20 7946 0958', 'the international prefix becomes a plus'],
    ['9 011 44 20 7946 0958', '+44 20 7946 0958', 'so it does behind the outside prefix'],
    ['9-1-415-555-0100', '1-415-555-0100', 'the outside prefix goes, the long-distance prefix stays'],
    ['1 (415) 555-0100', '1 (415) 555-0100', 'a national number stays'],
    ['(415) 555-0100', '(415) 555-0100', 'so does one without any prefix'],
    ['917 555 0100', '917 555 0100', 'an area code is not mistaken for the outside prefix'],
    ['901 123 4567', '901 123 4567', 'nor is one that looks like both prefixes'],
    ['+9 011', '+9 011', 'a plus means that there is no prefix'],
    ['011', '011', 'a prefix alone leads nowhere'],
    ['', '', 'nothing is nothing'],
  ])('%s -> %s: %s', (typed, dialed) => {
    expect(withoutDialingPrefixes(typed, unitedStates)).toBe(dialed);
  });

  it.each([
    ['0044 20 7946 0958', '+44 20 7946 0958'],
    ['030 123456', '030 123456'],
    ['0 0044 20 7946 0958', '+44 20 7946 0958'],
  ])('%s -> %s in Germany', (typed, dialed) => {
    expect(withoutDialingPrefixes(typed, germany)).toBe(dialed);
  });

  it('stays as it is where no prefixes are set', () => {
    expect(withoutDialingPrefixes(' 011 44 20 7946 0958 ', {})).toBe('011 44 20 7946 0958');
    expect(withoutDialingPrefixes('911', { outside: '', international: '' })).toBe('911');
  });
});
