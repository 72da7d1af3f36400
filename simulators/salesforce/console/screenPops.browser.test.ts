import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectSoon, launchTestBrowser, type TestBrowser } from '../../shared/testing/testBrowser.ts';
import { type SalesforceStandIn, startSalesforce, wellKnown } from '../index.ts';
import { sampleFlow } from './testing/sampleFlow.ts';
import { type SampleProject, sampleProject } from './testing/sampleProject.ts';

let project: SampleProject;
let standIn: SalesforceStandIn;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  project = sampleProject();
  project.write('flows/Verify_Caller.flow-meta.xml', sampleFlow({ status: 'Active' }));
  project.write('flows/Draft_Flow.flow-meta.xml', sampleFlow({ status: 'Draft' }));
  project.write(
    'pages/Caller_Page.page',
    `<apex:page showHeader="false" standardStylesheets="false"><h1>{!$CurrentPage.parameters.ani}</h1></apex:page>`,
  );
  standIn = await startSalesforce({ port: 0, forceApp: project.forceApp });
  browser = await launchTestBrowser();
  page = await browser.open(standIn.url);
  await page.getByRole('button', { name: 'Ana Agent' }).click();
  await page.waitForURL('**/lightning/page/home');
});

afterAll(async () => {
  await browser.close();
  await standIn.stop();
  project.remove();
});

beforeEach(async () => {
  await expectSoon('the softphone is connected', async () => (await cti('getAppViewInfo')).success);
});

async function cti(method: string, args: object = {}) {
  const frame = page.frames().find((each) => each.url().includes('/apex/SamplePhone'))!;
  return frame.evaluate(([name, given]) => window.cti(name, given), [method, args] as const);
}

describe('a screen pop in the console', () => {
  it('of a Visualforce page shows it inside Lightning, with its query, and the softphone stays', async () => {
    await cti('screenPop', {
      type: 'url',
      params: { url: '/apex/Caller_Page?ani=%2B14155550100&queue=A%26B' },
    });

    await page
      .frameLocator('iframe[title="Caller_Page"]')
      .getByRole('heading', { name: '+14155550100' })
      .waitFor();
    expect((await cti('getAppViewInfo')).success).toBe(true);
  });

  it('of an address that is only a record’s id shows the record', async () => {
    const { org } = standIn;
    const soql = `SELECT Id FROM Contact WHERE Name = '${wellKnown.uniqueContact.name}'`;
    const id = String(org.query(soql, org.users()[0]!.id).records[0]?.Id);

    expect((await cti('screenPop', { type: 'url', params: { url: `/${id}` } })).success).toBe(true);
    expect((await cti('getAppViewInfo')).returnValue).toMatchObject({ recordId: id, objectType: 'Contact' });
  });

  it('of a flow runs its screens with the inputs it knows', async () => {
    const flowArgs = [
      { name: 'ani', type: 'String', value: '+14155550100' },
      { name: 'queue', type: 'String', value: 'Support' },
      { name: 'inner', type: 'String', value: 'ignored' },
      { name: 'unknown', type: 'String', value: 'ignored' },
    ];
    await cti('screenPop', { type: 'flow', params: { flowDevName: 'Verify_Caller', flowArgs } });

    const flow = page.getByRole('article', { name: 'Flow Verify Caller' });
    await flow.getByText('Call from +14155550100').waitFor();
    expect(await flow.getByLabel('Call back').inputValue()).toBe('+14155550100');
    expect(await flow.innerText()).not.toContain('ignored');

    await flow.getByRole('link', { name: 'Next' }).click();
    await flow.getByText('Queue Support', { exact: true }).waitFor();
    await flow.getByRole('link', { name: 'Finish' }).click();
    await flow.getByText('Your flow finished').waitFor();
  });

  it.each([
    { type: 'flow', params: { flowDevName: 'Draft_Flow', flowArgs: [] } },
    { type: 'flow', params: { flowDevName: 'No_Such_Flow', flowArgs: [] } },
  ])('of a flow that does not run is an error: %j', async (pop) => {
    expect(await cti('screenPop', pop)).toMatchObject({
      success: false,
      errors: [{ code: 'GENERIC_ERROR' }],
    });
  });
});
