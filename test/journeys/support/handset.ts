import type { Browser, Page } from 'playwright-core';
import type { LocalSystem } from '../../../scripts/local/startLocal.ts';
import { eventually, LIMIT_MS } from './eventually.ts';

/** A telephone outside the centre, in a browser page. */
export interface Handset {
  readonly page: Page;
  dial(number: string): Promise<void>;
  press(digits: string): Promise<void>;
  /** Answers the call that rings. */
  answer(): Promise<void>;
  hangUp(): Promise<void>;
  /** Says a tone instead of the microphone's noise. */
  say(hertz: number): Promise<void>;
  /** Waits until the phone's state is this one. */
  becomes(state: string): Promise<void>;
  /** Waits until the phone hears this tone. */
  hears(hertz: number): Promise<void>;
  /** Waits until the phone hears silence. */
  hearsNothing(): Promise<void>;
  /** Waits until the phone hears the centre's music. */
  hearsMusic(): Promise<void>;
  close(): Promise<void>;
}

/** Between which the centre's music has its notes; the tones of journeys are higher. */
const [LOWEST_NOTE, HIGHEST_NOTE] = [150, 410];
/** A tone that ends may be taken for a note at one reading of the phone. */
const NOTE_READINGS = 2;

export async function openHandset({
  browser,
  system,
  number,
}: {
  browser: Browser;
  system: LocalSystem;
  number: string;
}): Promise<Handset> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, permissions: ['microphone'] });
  const page = await context.newPage();
  await page.goto(`${system.url}/handset`);
  const phone = page.locator('#phone');
  const becomes = (state: string) =>
    eventually(`the handset is ${state}`, async () => (await phone.getAttribute('data-state')) === state);
  const heard = async () => Number(await phone.getAttribute('data-heard-hz'));
  await eventually(
    'the handset is online',
    async () => (await phone.getAttribute('data-state')) !== 'offline',
  );
  await page.fill('#ownNumber', number);
  await page.click('#use');

  return {
    page,
    becomes,
    async dial(dialled) {
      await page.fill('#dialled', dialled);
      await page.click('#call');
    },
    async press(digits) {
      for (const digit of digits) await page.locator('#keys').getByText(digit, { exact: true }).click();
    },
    answer: () => page.click('#answer'),
    hangUp: () => page.click('#hangUp'),
    async say(hertz) {
      await page.fill('#toneHz', String(hertz));
      await page.check('#sayTone');
    },
    hears: (hertz) =>
      eventually(`the handset hears ${hertz} Hz`, async () => Math.abs((await heard()) - hertz) < 25),
    hearsNothing: () => eventually('the handset hears nothing', async () => (await heard()) === 0),
    hearsMusic: () =>
      heardInARow(page, 'the handset hears music', [LOWEST_NOTE, HIGHEST_NOTE], NOTE_READINGS),
    close: () => context.close(),
  };
}

/**
 * Waits until so many readings of the phone in a row lie in this band. It watches each reading in the page
 * itself: what sounds for a moment would be over between two looks from outside.
 */
async function heardInARow(page: Page, sentence: string, band: readonly number[], readings: number) {
  const heard = await page.evaluate(
    ({ band: [lowest = 0, highest = 0], readings, limitMs }) =>
      new Promise<boolean>((resolve) => {
        const phone = document.querySelector<HTMLElement>('#phone');
        if (!phone) throw new Error('This page has no telephone.');
        let inARow = 0;
        const end = (heard: boolean) => {
          observer.disconnect();
          clearTimeout(limit);
          resolve(heard);
        };
        const observer = new MutationObserver(() => {
          const hertz = Number(phone.dataset['heardHz']);
          inARow = hertz > lowest && hertz < highest ? inARow + 1 : 0;
          if (inARow === readings) end(true);
        });
        observer.observe(phone, { attributeFilter: ['data-heard-hz'] });
        const limit = setTimeout(() => {
          end(false);
        }, limitMs);
      }),
    { band, readings, limitMs: LIMIT_MS },
  );
  if (!heard) throw new Error(`Waited in vain: ${sentence}`);
}
