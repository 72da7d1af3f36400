import type { AgentDesk } from './agentDesk.ts';

/** More stops than the console and the softphone have together. */
const MOST_STOPS = 150;

/** Presses Tab until what has the focus has this name, in the console or in the softphone. */
export async function tabTo(desk: AgentDesk, name: string): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await desk.page.keyboard.press('Tab');
    const focused = await nameOfFocus(desk);
    if (focused === name) return;
    passed.push(focused);
  }
  throw new Error(`Tab never reaches "${name}"; it passes ${[...new Set(passed)].join(', ')}`);
}

async function nameOfFocus(desk: AgentDesk): Promise<string> {
  const inFrame = await desk.page.evaluate(() => document.activeElement?.id === 'softphoneFrame');
  return (inFrame ? await desk.frame() : desk.page).evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    if (!focused || focused === document.body) return '';
    const { labels } = focused as HTMLInputElement;
    const label = focused.getAttribute('aria-label') ?? labels?.[0]?.textContent;
    return (label ?? focused.textContent).trim();
  });
}
