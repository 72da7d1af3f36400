import { describe, expect, it } from '@jest/globals';
import { decodeMulaw, encodeMulaw } from './mulaw.ts';

describe('mu-law', () => {
  it('has the codes of G.711 for silence and for the loudest samples', () => {
    expect([...encodeMulaw(Int16Array.of(0, 32_767, -32_768))]).toEqual([0xff, 0x80, 0x00]);
    expect([...decodeMulaw(Uint8Array.of(0xff, 0x80, 0x00))]).toEqual([0, 32_124, -32_124]);
  });

  it('gives every code back unchanged, but for the two zeros', () => {
    const codes = Uint8Array.from({ length: 256 }, (_, code) => code);

    const again = [...encodeMulaw(decodeMulaw(codes))];

    expect(again.filter((code, index) => code !== index)).toEqual([0xff]);
  });

  it('keeps every sample within a step of its segment', () => {
    const samples = Int16Array.from({ length: 2000 }, (_, index) => (index - 1000) * 32);

    const decoded = decodeMulaw(encodeMulaw(samples));

    const errors = samples.map((sample, index) => Math.abs(sample - decoded[index]!) - Math.abs(sample) / 16);
    expect(Math.max(...errors)).toBeLessThan(8);
  });
});
