import { eventually } from '../eventually.ts';
import type { World } from '../world.ts';

interface CarrierState {
  readonly calls: readonly { readonly status: string }[];
}

/** Waits until no leg is up, and none rings, at the carrier. */
export async function allLegsEnd({ system }: World): Promise<void> {
  await eventually('every leg is hung up', async () => {
    const { calls } = (await (await fetch(`${system.twilio.url}/_sim/state`)).json()) as CarrierState;
    return calls.every(({ status }) => status !== 'in-progress' && status !== 'ringing');
  });
}
