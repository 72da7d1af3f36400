import { describe, expect, it } from '@jest/globals';
import type { AgentStatus } from '../core/index.ts';
import { settled } from '../testing/virtualClock.ts';
import { createSoftphoneRuntime } from './softphoneRuntime.ts';
import { createFakePorts, welcome } from './testing/fakePorts.ts';

/** A softphone on a desktop that keeps states, which owns the phone. */
async function startKeeping() {
  const fakes = createFakePorts();
  const kept: string[] = [];
  let answer: () => Promise<void> = () => Promise.resolve();
  const keepStatus = ({ state, reasonCode = '' }: AgentStatus) => {
    kept.push(`${state} ${reasonCode}`.trim());
    return answer();
  };
  const runtime = createSoftphoneRuntime({ ...fakes.ports, host: { ...fakes.ports.host, keepStatus } });
  runtime.start();
  await settled();
  fakes.link.say(welcome);
  fakes.link.say({ type: 'phoneOwned', owner: 'here' });
  return {
    ...fakes,
    runtime,
    kept,
    answers: (next: () => Promise<void>) => {
      answer = next;
    },
    chooses: (reasonCode: string) => {
      fakes.link.say({
        type: 'deskChanged',
        event: { type: 'agentStateSet', state: { name: 'notReady', reasonCode }, at: fakes.clock.now() },
      });
    },
  };
}

describe("the agent's state on the desktop", () => {
  it('is told once when the tab has the phone, and with every change', async () => {
    const { kept, chooses, clock, link } = await startKeeping();
    link.say({ type: 'phoneOwned', owner: 'here' });
    expect(kept).toEqual(['ready']);
    await clock.advance(1_000);

    chooses('Lunch');

    expect(kept).toEqual(['ready', 'notReady Lunch']);
  });

  it('is told once a second at most: the last one counts', async () => {
    const { kept, chooses, clock } = await startKeeping();

    chooses('Break');
    chooses('Lunch');
    await clock.advance(999);
    expect(kept).toEqual(['ready']);
    await clock.advance(1);

    expect(kept).toEqual(['ready', 'notReady Lunch']);
  });

  it('is never told before what was told earlier is settled', async () => {
    const { kept, chooses, clock, answers } = await startKeeping();
    await clock.advance(1_000);
    let release: () => void = () => undefined;
    answers(() => new Promise((resolve) => (release = resolve)));
    chooses('Break');
    chooses('Lunch');
    await clock.advance(5_000);
    expect(kept).toEqual(['ready', 'notReady Break']);

    release();
    await settled();

    expect(kept.at(-1)).toBe('notReady Lunch');
  });

  it('is not told again when that fails; the next change is', async () => {
    const { kept, chooses, clock, answers, failures, device } = await startKeeping();
    await clock.advance(1_000);
    answers(() => Promise.reject(new Error('the class is not granted')));
    chooses('Break');
    await clock.advance(5_000);
    device.say({ type: 'registered' });
    expect(kept).toEqual(['ready', 'notReady Break']);
    expect(failures).toMatchObject([{ effect: 'keepStatus' }]);

    chooses('Lunch');

    expect(kept.at(-1)).toBe('notReady Lunch');
  });

  it('is told anew when the link was lost, and not by a softphone that has stopped', async () => {
    const { kept, chooses, clock, link, runtime } = await startKeeping();
    await clock.advance(1_000);
    link.say({ type: 'linkLost' });
    link.say(welcome);
    link.say({ type: 'phoneOwned', owner: 'here' });
    expect(kept).toEqual(['ready', 'ready']);
    chooses('Lunch');
    await runtime.stop();
    await clock.advance(5_000);

    expect(kept).toEqual(['ready', 'ready']);
  });
});
