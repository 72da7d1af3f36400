import { centre } from '../../../../scripts/local/centre.ts';
import type { Handset } from '../handset.ts';
import type { World } from '../world.ts';

/** A telephone outside that says a tone. */
export async function caller(world: World, { ani, hertz }: { ani: string; hertz: number }): Promise<Handset> {
  const handset = await world.handset(ani);
  await handset.say(hertz);
  return handset;
}

/** Dials the number that asks for an extension, and keys it in. */
export async function askFor(handset: Handset, extension: string): Promise<void> {
  await handset.dial(centre.directNumber);
  await handset.becomes('talking');
  await handset.press(`${extension}#`);
}
