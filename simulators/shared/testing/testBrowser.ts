import { chromium, type Browser, type Page } from 'playwright-core';

/** Opens pages that may use a (pretended) microphone and trust the stand-ins' certificate. */
export interface TestBrowser {
  open(url: string): Promise<Page>;
  close(): Promise<void>;
}

const browserArguments = [
  '--no-sandbox',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--allow-loopback-in-peer-connection', // or a machine without a network card gathers no candidate
  '--autoplay-policy=no-user-gesture-required',
];

/** Starts Chromium without a window; `CHROMIUM_PATH` says where it is when it is not Debian's. */
export async function launchTestBrowser(): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: browserArguments,
  });
  return {
    async open(url) {
      const context = await browser.newContext({ ignoreHTTPSErrors: true, permissions: ['microphone'] });
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    close: () => browser.close(),
  };
}

/** Waits for what a browser or the network does in its own time; says what it waited for when it never comes. */
export async function expectSoon(sentence: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error(`After 30 s it still does not hold that ${sentence}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
