import { describe, expect, it } from '@jest/globals';
import { createDevicePreferences } from './devicePreferences.ts';

function createStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      kept.set(key, value);
    },
  } as Storage;
}

const refusing = {
  getItem: () => {
    throw new DOMException('storage is off', 'SecurityError');
  },
  setItem: () => {
    throw new DOMException('storage is full', 'QuotaExceededError');
  },
} as unknown as Storage;

describe('the choice of devices', () => {
  it('outlives the page', () => {
    const storage = createStorage();

    createDevicePreferences(storage).set('ringer', 's1');

    expect(createDevicePreferences(storage).get('ringer')).toBe('s1');
    expect(createDevicePreferences(storage).get('speaker')).toBeUndefined();
  });

  it('lasts as long as the page where the browser keeps nothing', () => {
    const preferences = createDevicePreferences(refusing);

    preferences.set('ringer', 's1');

    expect(preferences.get('ringer')).toBe('s1');
    expect(createDevicePreferences(refusing).get('ringer')).toBeUndefined();
  });
});
