import { expect, it } from '@jest/globals';
import { settled } from '../testing/virtualClock.ts';
import { createSoftphoneRuntime } from './softphoneRuntime.ts';
import { createFakePorts, welcome } from './testing/fakePorts.ts';

/** A softphone with the phone, on a desktop whose presence may refuse. */
async function start({ refuses = false } = {}) {
  const fakes = createFakePorts();
  const set: (string | undefined)[] = [];
  const presence = {
    start: () =>
      Promise.resolve({
        mappings: [{ state: 'ready', statusId: 'available', direction: 'both' } as const],
        statusId: 'away',
      }),
    set(statusId: string | undefined) {
      set.push(statusId);
      return refuses ? Promise.reject(new Error('no access')) : Promise.resolve();
    },
  };
  const runtime = createSoftphoneRuntime({ ...fakes.ports, host: { ...fakes.ports.host, presence } });
  runtime.start();
  await settled();
  fakes.link.say(welcome);
  fakes.link.say({ type: 'phoneOwned', owner: 'here' });
  await settled();
  return { ...fakes, runtime, set };
}

const presenceOf = ({ runtime }: Awaited<ReturnType<typeof start>>) => runtime.snapshot().softphone.presence;

it('presence begins with the page, is set, and is then known', async () => {
  const page = await start();

  expect(page.set).toEqual(['available']);
  expect(presenceOf(page)).toMatchObject({ asked: [], followed: 'ready', statusId: 'available' });
});

it('presence that the desktop refuses is reported, and stays as it was', async () => {
  const page = await start({ refuses: true });

  expect(page.failures).toMatchObject([{ effect: 'setPresence' }]);
  expect(presenceOf(page)).toMatchObject({ asked: [], statusId: 'away' });
});
