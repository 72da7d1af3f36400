import type { Page } from 'playwright-core';
import { wellKnown } from '../../../simulators/salesforce/index.ts';
import type { World } from './world.ts';

/** An administrator in a browser of her own, in Setup at this page; `close` ends it. */
export async function openSetup(
  { browser, system }: World,
  path: string,
): Promise<{ readonly page: Page; close(): Promise<void> }> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  await page.goto(`${system.url}/login?startURL=${encodeURIComponent(`/lightning/setup/${path}`)}`);
  await page.getByRole('button', { name: new RegExp(wellKnown.users.administrator) }).click();
  await page.waitForURL(/lightning\/setup/);
  return { page, close: () => context.close() };
}
