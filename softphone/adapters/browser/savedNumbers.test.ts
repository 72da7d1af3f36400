import { describe, expect, it } from '@jest/globals';
import type { AgentId } from '../../core/index.ts';
import { createSavedNumbers } from './savedNumbers.ts';

const [grace, ada] = ['005A', '005B'] as [AgentId, AgentId];
const porter = { number: '911', name: 'Porter' };

function createStorage(kept: Record<string, string> = {}): Storage {
  return {
    getItem: (name: string) => kept[name] ?? null,
    setItem: (name: string, text: string) => {
      kept[name] = text;
    },
  } as Storage;
}
const broken = {
  getItem: () => {
    throw new Error('off');
  },
  setItem: () => {
    throw new Error('off');
  },
} as unknown as Storage;

describe('saved numbers', () => {
  it('outlive the page, each agent’s own', () => {
    const storage = createStorage();
    createSavedNumbers(storage).keep(grace, [porter]);

    expect(createSavedNumbers(storage).read(grace)).toEqual([porter]);
    expect(createSavedNumbers(storage).read(ada)).toEqual([]);
  });

  it('last as long as the page where the browser keeps nothing', () => {
    const numbers = createSavedNumbers(broken);
    numbers.keep(grace, [porter]);

    expect(numbers.read(grace)).toEqual([porter]);
    expect(numbers.read(ada)).toEqual([]);
  });

  it.each(['oops', '{}', '[1, {"number": 1}]'])('are none where %p was kept', (text) => {
    const numbers = createSavedNumbers(createStorage({ 'softphone.savedNumbers.005A': text }));

    expect(numbers.read(grace)).toEqual([]);
  });
});
