import { centre } from '../../../../scripts/local/centre.ts';
import { AGENT_HERTZ, type AgentDesk } from '../agentDesk.ts';
import type { Handset } from '../handset.ts';
import type { World } from '../world.ts';
import { take } from './panel.ts';

/** What a customer says where there is no other. */
export const CUSTOMER_HERTZ = 440;

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

/** The customer calls the centre, and an agent who is ready takes the call; both hear each other. */
export async function reach(customer: Handset, desk: AgentDesk): Promise<void> {
  await customer.dial(centre.mainNumber);
  await desk.shows('Incoming call');
  await take(desk);
  await hearEachOther(customer, desk);
}

/** Waits until the customer and an agent who says this tone hear each other. */
export async function hearEachOther(
  customer: Handset,
  desk: AgentDesk,
  agentHertz = AGENT_HERTZ,
): Promise<void> {
  await desk.hears(CUSTOMER_HERTZ);
  await customer.hears(agentHertz);
}
