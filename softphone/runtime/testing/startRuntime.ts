import type { DeskEvent } from '../../core/index.ts';
import { settled } from '../../testing/virtualClock.ts';
import { createSoftphoneRuntime } from '../softphoneRuntime.ts';
import { createFakePorts, welcome } from './fakePorts.ts';

/** A softphone that has started on doubles. */
export function start() {
  const fakes = createFakePorts();
  const runtime = createSoftphoneRuntime(fakes.ports);
  runtime.start();
  return { ...fakes, runtime };
}

/** A softphone that is signed in and owns the phone. */
export async function startOnPhone() {
  const softphone = start();
  await settled();
  softphone.link.say(welcome);
  softphone.link.say({ type: 'phoneOwned', owner: 'here' });
  softphone.forget();
  return {
    ...softphone,
    desk: (event: DeskEvent) => {
      softphone.link.say({ type: 'deskChanged', event });
    },
  };
}
