import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { playTone, RING, TEST_TONE } from './tones.ts';

/** What the page's sound was asked for, in order. */
let asked: string[];
let refusesDevice: boolean;

class FakeAudioContext {
  readonly currentTime = 10;
  readonly destination = 'destination';

  setSinkId(id: string): Promise<void> {
    asked.push(`on ${id}`);
    return refusesDevice ? Promise.reject(new Error('gone')) : Promise.resolve();
  }

  resume(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    asked.push('closed');
    return Promise.resolve();
  }
}

class FakeGainNode {
  readonly gain = { setTargetAtTime: () => undefined };

  connect(): void {
    asked.push('to the output');
  }
}

class FakeOscillatorNode {
  readonly #frequency: number;
  onended: () => void = () => undefined;

  constructor(_context: unknown, { frequency }: { frequency: number }) {
    this.#frequency = frequency;
  }

  connect(): void {
    asked.push(`${this.#frequency} Hz`);
  }

  start(): void {
    asked.push('start');
  }

  stop(at: number): void {
    asked.push(`stop at ${at}`);
    setImmediate(this.onended);
  }
}

const globals = globalThis as Record<string, unknown>;
const fakes = { AudioContext: FakeAudioContext, GainNode: FakeGainNode, OscillatorNode: FakeOscillatorNode };

beforeEach(() => {
  asked = [];
  refusesDevice = false;
  Object.assign(globals, fakes);
});

afterEach(() => {
  for (const name of Object.keys(fakes)) Reflect.deleteProperty(globals, name);
});

describe('a tone', () => {
  it('sounds all its frequencies for its time, and frees what it used', async () => {
    await playTone(RING);

    expect(asked).toEqual([
      'to the output',
      '480 Hz',
      'start',
      'stop at 11.2',
      '620 Hz',
      'start',
      'stop at 11.2',
      'closed',
    ]);
  });

  it('sounds on the device that is named, or on the standard one when that is gone', async () => {
    refusesDevice = true;

    await playTone(TEST_TONE, 'headset');

    expect(asked[0]).toBe('on headset');
    expect(asked).toContain('523 Hz');
  });
});
