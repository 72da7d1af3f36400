import { describe, expect, it } from '@jest/globals';
import { joinId, recordIdIn, splitId } from './recordId.ts';

describe('a record id', () => {
  it.each(['0035e00001aBcDeAAK', '001000000000001AAA', '500zzzzzzzzzzzzIAP'])(
    '%s comes back from its parts',
    (id) => {
      expect(joinId(splitId(id)).slice(0, 15)).toBe(id.slice(0, 15));
    },
  );

  it('has the same parts with and without its check', () => {
    expect(splitId('0035e00001aBcDeAAK')).toEqual(splitId('0035e00001aBcDe'));
  });

  it('keeps apart what differs in case only', () => {
    expect(splitId('0035e00001aBcDe')).not.toEqual(splitId('0035e00001abcde'));
  });

  it('is read with 15 characters, and with 18 when the check is right', () => {
    expect(recordIdIn(' 0035e00001aBcDe ')).toBe(joinId(splitId('0035e00001aBcDe')));
    expect(recordIdIn(joinId(splitId('0035e00001aBcDe')))).toBe(joinId(splitId('0035e00001aBcDe')));
    expect(recordIdIn('0035e00001aBcDe555')).toBeUndefined();
  });

  it.each(['', '1042', '123456789012345', '0035e00001aBcD', "0035e'0001aBcDe"])('is not %p', (text) => {
    expect(recordIdIn(text)).toBeUndefined();
  });
});
