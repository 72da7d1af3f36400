import { describe, expect, it } from '@jest/globals';
import { createTextSeal, isSealed } from './sealedText.ts';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const TEXT = '{"ani":"+14155550100","notes":"Grüße an Łukasz"}';
const seal = createTextSeal([key(1)]);

describe('a sealed text', () => {
  it('is read again with its key, and shows nothing of what it says', () => {
    const sealed = seal.seal(TEXT);

    expect(isSealed(sealed)).toBe(true);
    expect(sealed).not.toContain('4155550100');
    expect(Buffer.from(sealed.split(':')[2] ?? '', 'base64').includes('4155550100')).toBe(false);
    expect(seal.open(sealed)).toBe(TEXT);
  });

  it('is another one each time', () => {
    expect(seal.seal(TEXT)).not.toBe(seal.seal(TEXT));
  });

  it('is read with an older key, and sealed with the newest', () => {
    const rotated = createTextSeal([key(2), key(1)]);

    expect(rotated.open(seal.seal(TEXT))).toBe(TEXT);
    expect(() => seal.open(rotated.seal(TEXT))).toThrow(
      expect.objectContaining({ code: 'DATA_KEY_UNKNOWN' }),
    );
  });

  it('is refused without its key, with a word about what to do', () => {
    expect(() => createTextSeal([key(2)]).open(seal.seal(TEXT))).toThrow(
      /is sealed with the key [0-9a-f]{8}, which is not in CONNECTOR_DATA_KEY/,
    );
  });

  it('is refused when it was changed', () => {
    const sealed = seal.seal(TEXT);
    const changed = sealed.slice(0, -5) + (sealed.endsWith('AAAA=') ? 'BBBB=' : 'AAAA=');

    expect(() => seal.open(changed)).toThrow(expect.objectContaining({ code: 'SEALED_TEXT_BROKEN' }));
    expect(() => seal.open(sealed.slice(0, 20))).toThrow(
      expect.objectContaining({ code: 'SEALED_TEXT_BROKEN' }),
    );
  });

  it('that was never sealed stays as it is', () => {
    expect(seal.open(TEXT)).toBe(TEXT);
  });
});
