import { describe, expect, it } from '@jest/globals';
import { answeredWithin, erlangA, erlangC } from './erlang.ts';

describe('Erlang C', () => {
  it.each([
    {
      load: 10,
      agents: 14,
      meanServiceSeconds: 180,
      within: 20,
      waits: 0.174132,
      wait: 7.8359,
      level: 0.88835,
    },
    {
      load: 48,
      agents: 55,
      meanServiceSeconds: 240,
      within: 15,
      waits: 0.238701,
      wait: 8.184,
      level: 0.845883,
    },
  ])('of $load erlang and $agents agents', ({ within, waits, wait, level, ...model }) => {
    const figures = erlangC(model);

    expect(figures.waits).toBeCloseTo(waits, 6);
    expect(figures.meanWaitSeconds).toBeCloseTo(wait, 3);
    expect(answeredWithin(model, within)).toBeCloseTo(level, 6);
  });

  it('gives the published 74.2 % within 20 s', () => {
    const model = { load: 100 / 15, agents: 9, meanServiceSeconds: 240 };

    expect(answeredWithin(model, 20)).toBeCloseTo(0.742099, 6);
  });
});

describe('Erlang A', () => {
  it('is Erlang C where nobody loses patience', () => {
    const model = { load: 10, agents: 14, meanServiceSeconds: 180 };
    const patient = erlangA({ ...model, meanPatienceSeconds: 1e12 });

    expect(patient.meanWaitSeconds).toBeCloseTo(erlangC(model).meanWaitSeconds, 4);
    expect(patient.abandons).toBeCloseTo(0, 9);
  });

  it('is a queue without waiting where service and patience are alike: the rest leaves', () => {
    // With patience like service, those present are Poisson: P(n) = e^-load load^n / n!.
    const load = 2;
    const poisson = (present: number): number =>
      present === 0 ? Math.exp(-load) : (poisson(present - 1) * load) / present;
    const waiting = Array.from({ length: 60 }, (_, present) => Math.max(0, present - 2) * poisson(present));
    const expected = waiting.reduce((sum, each) => sum + each, 0) / load;

    expect(
      erlangA({ load, agents: 2, meanServiceSeconds: 60, meanPatienceSeconds: 60 }).abandons,
    ).toBeCloseTo(expected, 9);
  });
});
