import { describe, expect, it } from '@jest/globals';
import { walk } from './walk.ts';

/** `MODEL_SEED` plays one walk again, `MODEL_WALKS` plays more of them. */
const only = process.env['MODEL_SEED'];
const walks = Number(process.env['MODEL_WALKS'] ?? 12);
const seeds =
  only === undefined ? Array.from({ length: walks }, (_, index) => 1_000 + index) : [Number(only)];

describe('agents, callers and people outside, whatever they do', () => {
  it.each(seeds)('leave nobody lost, in silence or in two places (seed %d)', async (seed) => {
    const { broken, story } = await walk({ seed, steps: 120, agents: 4, faults: false });

    expect({ seed, broken, story: broken.length > 0 ? story.slice(-30) : [] }).toEqual({
      seed,
      broken: [],
      story: [],
    });
  });

  it.each(seeds)('nor when webhooks and requests go wrong (seed %d)', async (seed) => {
    const { broken, story } = await walk({ seed, steps: 120, agents: 4, faults: true });

    expect({ seed, broken, story: broken.length > 0 ? story.slice(-30) : [] }).toEqual({
      seed,
      broken: [],
      story: [],
    });
  });
});
