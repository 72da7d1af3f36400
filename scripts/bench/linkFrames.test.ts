import { describe, expect, it } from '@jest/globals';
import { pageFrame, takeTexts } from './linkFrames.ts';

/** RFC 6455, 5.7 "Examples". */
const hello = Buffer.from('810548656c6c6f', 'hex');
const long = Buffer.concat([Buffer.from('817e0100', 'hex'), Buffer.alloc(256, 'x')]);
const veryLong = Buffer.concat([Buffer.from('817f0000000000010000', 'hex'), Buffer.alloc(65_536, 'y')]);
const pong = Buffer.from('8a0548656c6c6f', 'hex');

describe('frames of a link', () => {
  it('are texts of any length; others are left out', () => {
    const { texts, rest } = takeTexts(Buffer.concat([hello, long, pong, veryLong]));

    expect(texts.map(String)).toEqual(['Hello', 'x'.repeat(256), 'y'.repeat(65_536)]);
    expect(rest).toHaveLength(0);
  });

  it('wait for their end, wherever they are cut', () => {
    const bytes = Buffer.concat([hello, long, hello]);

    for (let cut = 0; cut < bytes.length; cut += 1) {
      const before = takeTexts(bytes.subarray(0, cut));
      const after = takeTexts(Buffer.concat([before.rest, bytes.subarray(cut)]));
      expect([...before.texts, ...after.texts].map(String)).toEqual(['Hello', 'x'.repeat(256), 'Hello']);
    }
  });

  it('are masked where a page sends them, and say how long they are', () => {
    expect(pageFrame('Hello').toString('hex')).toBe(`81850000000048656c6c6f`);
    expect(pageFrame('x'.repeat(256)).subarray(0, 9).toString('hex')).toBe(`81fe01000000000078`);
  });
});
