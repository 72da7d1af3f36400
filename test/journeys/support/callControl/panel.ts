import type { Locator } from 'playwright-core';
import type { AgentDesk } from '../agentDesk.ts';
import { eventually } from '../eventually.ts';

/** Accepts the call that rings, from the panel in front, and waits until it runs. */
export async function take(desk: AgentDesk): Promise<void> {
  await desk.button('Accept').click();
  await desk.talks();
}

/** Finishes the wrap-up in front. */
export async function finish(desk: AgentDesk, next: string): Promise<void> {
  await desk.shows('Wrap-up');
  await desk.button('Done').click();
  await desk.shows(next);
}

/** Writes the notes of the call in front. */
export async function note(desk: AgentDesk, notes: string): Promise<void> {
  const field = desk.softphone.getByRole('textbox', { name: 'Notes' });
  await field.fill(notes);
  await field.blur();
}

/** Opens the directory of a call, and chooses somebody who is found by this text. */
export async function choose(
  desk: AgentDesk,
  purpose: 'Consult' | 'Transfer',
  { text, name = text }: { text: string; name?: string | RegExp },
): Promise<void> {
  await desk.button(purpose).click();
  await desk.softphone.getByRole('combobox', { name: 'Search agents, queues and numbers' }).fill(text);
  await desk.softphone.getByRole('option', { name }).first().click();
}

/** Rings somebody of the directory, while the caller waits. */
export async function consult(desk: AgentDesk, text: string, name = text): Promise<void> {
  await choose(desk, 'Consult', { text, name });
  await desk.softphone.locator('c-softphone-transfer').getByRole('button', { name: 'Call' }).click();
}

/** Gives the call away to somebody of the directory. */
export async function transferNow(desk: AgentDesk, text: string, name = text): Promise<void> {
  await choose(desk, 'Transfer', { text, name });
  await desk.button('Transfer now').click();
}

/** One of the other parties of the call in front, which has several. */
export function partyOf(desk: AgentDesk, name: string): Locator {
  return desk.softphone.locator('c-softphone-parties li').filter({ hasText: name });
}

/** One of several calls, in the list. */
export function callOf(desk: AgentDesk, name: string): Locator {
  return desk.softphone.locator('c-softphone-call-list li').filter({ hasText: name });
}

/** Brings an agent to this state with no call at hand, whatever a test before has left. */
export async function beginAs(desk: AgentDesk, label: string): Promise<void> {
  const atHand = desk.softphone.locator('c-softphone-interaction, c-softphone-reservation').first();
  await eventually('no call is at hand', async () => {
    const done = desk.button('Done');
    if (await done.isVisible()) await done.click();
    return !(await atHand.isVisible());
  });
  await desk.chooseState(label);
  await desk.shows(label);
}
