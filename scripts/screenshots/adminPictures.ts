import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { wellKnown } from '../../simulators/salesforce/index.ts';

const WIDTH = 1280;

/** Pages of the local org as an administrator sees them, by the name of their picture. */
const pages = {
  callCenter: '/lightning/setup/CallCenters/CtiConnector/view',
  softphoneLayout: '/lightning/setup/SoftphoneLayouts/new',
  setupAssistant: '/lightning/n/CTI_Setup',
  unloggedCalls: '/lightning/n/CTI_Unlogged_Calls',
  diagnostics: '/lightning/n/CTI_Diagnostics',
};

/** Takes a picture of each page of the admin guide into a folder; a page that is not there is told, not taken. */
export async function takeAdminPictures({
  browser,
  url,
  folder,
}: {
  browser: Browser;
  /** Of the console. */
  url: string;
  folder: string;
}): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const context = await browser.newContext({ ignoreHTTPSErrors: true, permissions: ['microphone'] });
  const page = await context.newPage();
  await page.goto(`${url}/login`);
  await page.getByRole('button', { name: new RegExp(wellKnown.users.administrator) }).click();
  await page.waitForURL(/lightning/);
  for (const [name, path] of Object.entries(pages)) {
    const answer = await page.goto(url + path, { waitUntil: 'networkidle' });
    if (answer?.ok() !== true) {
      console.log(`${path} is not there`);
      continue;
    }
    const file = join(folder, `${name}.png`);
    await takeWhole(page, file);
    console.log(file);
  }
  await context.close();
}

/** A window as high as the page: in a picture of a longer page, the bar at the bottom would lie across its middle. */
async function takeWhole(page: Page, path: string): Promise<void> {
  await page.setViewportSize({ width: WIDTH, height: 400 });
  await page.waitForLoadState('networkidle');
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width: WIDTH, height });
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
}
