import { describe, expect, it } from '@jest/globals';
import { byteRangeOf, bytesWithin } from './byteRange.ts';

describe('a byte range', () => {
  it.each([
    ['bytes=0-99', { from: 0, to: 99 }],
    ['bytes=900-', { from: 900, to: 999 }],
    ['bytes=990-5000', { from: 990, to: 999 }],
    ['bytes=-100', { from: 900, to: 999 }],
    ['bytes=-5000', { from: 0, to: 999 }],
    ['bytes=1000-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=9-3', undefined],
    ['bytes=-', undefined],
    ['bytes=0-1,5-6', undefined],
    ['seconds=0-1', undefined],
    [undefined, undefined],
  ])('%s of 1000 bytes', (header, expected) => {
    expect(byteRangeOf(header, 1_000)).toEqual(expected);
  });

  it.each([
    [0, 2, 'abc'],
    [2, 5, 'cdef'],
    [3, 3, 'd'],
    [7, 8, 'hi'],
  ])('from %i to %i is cut out of the chunks', async (from, to, expected) => {
    expect(await textOf(bytesWithin(chunks('abcd', 'efg', 'hi'), { from, to }))).toBe(expected);
  });

  it('reads no chunk behind its end', async () => {
    let chunksRead = 0;
    async function* long() {
      while (chunksRead < 9) {
        chunksRead += 1;
        yield await Promise.resolve(Buffer.from('abcd'));
      }
    }

    await textOf(bytesWithin(long(), { from: 1, to: 5 }));

    expect(chunksRead).toBe(2);
  });
});

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of bytes) text += Buffer.from(chunk).toString();
  return text;
}
