import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectSoon, launchTestBrowser, type TestBrowser } from '../../shared/testing/testBrowser.ts';
import { startSalesforce } from '../index.ts';
import { sampleProject } from './testing/sampleProject.ts';

let browser: TestBrowser;

beforeAll(async () => {
  browser = await launchTestBrowser();
});

afterAll(() => browser.close());

async function signIn(url: string): Promise<Page> {
  const opened = await browser.open(url);
  await opened.getByRole('button', { name: 'Ana Agent' }).click();
  await opened.waitForURL('**/lightning/page/home');
  return opened;
}

describe('a softphone that does not start automatically', () => {
  it('is loaded when its panel is opened', async () => {
    const lazy = sampleProject({ eager: false });
    const other = await startSalesforce({ port: 0, forceApp: lazy.forceApp });
    const opened = await signIn(other.url);
    expect(await opened.locator('#softphoneFrame').getAttribute('src')).toBeNull();

    await opened.getByRole('button', { name: 'Phone', exact: true }).click();

    expect(await opened.locator('#softphoneFrame').getAttribute('src')).toContain(
      '/apex/SamplePhone?mode=Lightning',
    );
    await opened.context().close();
    await other.stop();
    lazy.remove();
  });
});

describe('a softphone that does not report itself ready', () => {
  it('is replaced by the standby address after the time-out', async () => {
    const slow = sampleProject({
      callCenterItems: { reqStandbyUrl: '/apex/SamplePhone?standby=yes', reqTimeout: '300' },
    });
    const other = await startSalesforce({ port: 0, forceApp: slow.forceApp });
    const opened = await signIn(other.url);

    await expectSoon('the standby address is loaded', () =>
      opened.frames().some((frame) => frame.url().includes('standby=yes')),
    );

    await opened.context().close();
    await other.stop();
    slow.remove();
  });
});
