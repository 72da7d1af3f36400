import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { expectSoon, launchTestBrowser, type TestBrowser } from '../../shared/testing/testBrowser.ts';
import { type SalesforceStandIn, startSalesforce, wellKnown } from '../index.ts';
import { sampleFlow } from './testing/sampleFlow.ts';
import { type SampleProject, sampleProject } from './testing/sampleProject.ts';

interface CtiResponse {
  readonly success: boolean;
  readonly returnValue: Record<string, unknown> | null;
  readonly errors: { code: string }[] | null;
}

declare global {
  interface Window {
    cti(method: string, args?: object): Promise<CtiResponse>;
    early: Promise<CtiResponse>;
    heard: Partial<Record<'clickToDial' | 'navigationChange', Record<string, unknown>>>[];
    pops: unknown[];
  }
}

let project: SampleProject;
let standIn: SalesforceStandIn;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  project = sampleProject();
  project.write('flows/Verify_Caller.flow-meta.xml', sampleFlow({ status: 'Active' }));
  standIn = await startSalesforce({ port: 0, forceApp: project.forceApp });
  browser = await launchTestBrowser();
  page = await signIn('Ana Agent');
});

afterAll(async () => {
  await browser.close();
  await standIn.stop();
  project.remove();
});

beforeEach(async () => {
  await page.goto(`${standIn.url}/lightning/o/Contact/list`);
  await softphoneReady();
});

async function signIn(name: string): Promise<Page> {
  const opened = await browser.open(standIn.url);
  await opened.setViewportSize({ width: 1280, height: 800 });
  await opened.getByRole('button', { name }).click();
  await opened.waitForURL('**/lightning/page/home');
  return opened;
}

function phone(): Frame {
  const frame = page.frames().find((each) => each.url().includes('/apex/SamplePhone'));
  if (!frame) throw new Error('The page holds no softphone.');
  return frame;
}

async function softphoneReady(): Promise<void> {
  await expectSoon('the softphone is connected', async () => {
    const frame = page.frames().find((each) => each.url().includes('/apex/SamplePhone'));
    return (
      (await frame?.evaluate(async () => 'cti' in window && (await window.cti('getAppViewInfo')).success)) ??
      false
    );
  });
}

const cti = (method: string, args: object = {}): Promise<CtiResponse> =>
  phone().evaluate(([name, given]) => window.cti(name, given), [method, args] as const);

const heard = () => phone().evaluate(() => window.heard);

function contactId(name: string): string {
  const administrator = standIn.org.users()[0]!;
  return String(
    standIn.org.query(`SELECT Id FROM Contact WHERE Name = '${name}'`, administrator.id).records[0]!.Id,
  );
}

const { name: uniqueName, typed } = wellKnown.uniqueContact;

describe('the softphone in the utility bar', () => {
  it('starts hidden, with the query Salesforce adds, and is told to wait at first', async () => {
    const query = new URL(phone().url()).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      mode: 'Lightning',
      isdtp: 'vw',
      clc: '1',
      sfdcIframeOrigin: standIn.url,
    });
    expect(await page.locator('#softphonePanel').isVisible()).toBe(false);
    expect(await page.getByRole('navigation', { name: 'App' }).innerText()).toContain('Sample App');
    expect(await page.locator('#softphoneFrame').getAttribute('allow')).toContain('microphone');
    expect((await phone().evaluate(() => window.early)).errors).toMatchObject([
      { code: 'SOFTPHONE_CONTAINER_ERROR' },
    ]);
  });

  it('opens by its button and by the softphone itself', async () => {
    await page.getByRole('button', { name: 'Phone', exact: true }).click();
    expect((await cti('isSoftphonePanelVisible')).returnValue).toEqual({ visible: true });

    await cti('setSoftphonePanelVisibility', { visible: false });
    expect(await page.locator('#softphonePanel').isVisible()).toBe(false);
  });

  it('takes icon, label and size from the softphone', async () => {
    await cti('setSoftphonePanelVisibility', { visible: true });
    await cti('setSoftphonePanelHeight', { heightPX: 400 });
    await cti('setSoftphonePanelWidth', { widthPX: 500 });
    await cti('setSoftphonePanelLabel', { label: 'On a call' });
    await cti('setSoftphoneItemLabel', { label: 'Maria 0:12' });
    await cti('setSoftphoneItemIcon', { key: 'end_call' });

    const size = await page.locator('#softphoneFrame').boundingBox();
    expect([Math.round(size!.width), Math.round(size!.height)]).toEqual([500, 400]);
    expect(await page.getByRole('dialog', { name: 'On a call' }).isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Maria 0:12' }).isVisible()).toBe(true);
    expect(await page.locator('#softphoneItemIcon').getAttribute('href')).toMatch(/#end_call$/);
  });

  it('is not there for a user without call center', async () => {
    const other = await signIn('Adam Administrator');
    expect(await other.locator('iframe').count()).toBe(0);
    await other.context().close();
  });
});

describe('click-to-dial', () => {
  it('waits until the softphone enables it, then tells number and record, in lists and on records', async () => {
    const field = page.getByRole('button', { name: `of ${uniqueName}` });
    expect(await field.isDisabled()).toBe(true);

    await cti('enableClickToDial');
    await field.click();
    await page.getByRole('link', { name: uniqueName }).click();
    await page.locator('.highlightFields').getByRole('button', { name: 'Business Phone' }).click();
    const dialled = async () => (await heard()).flatMap((each) => each.clickToDial ?? []);
    await expectSoon('two numbers were dialled', async () => (await dialled()).length === 2);

    const expected = {
      number: typed,
      recordId: contactId(uniqueName),
      recordName: uniqueName,
      objectType: 'Contact',
    };
    expect(await dialled()).toEqual([expected, expected]);
    await cti('disableClickToDial');
    expect(await field.first().isDisabled()).toBe(true);
  });
});

describe('screen pops', () => {
  const mainHeading = () => page.getByRole('main').getByRole('heading', { level: 1 }).innerText();

  it('show a record, leave the softphone running, and can be measured', async () => {
    await page.evaluate(() => {
      window.pops = [];
      window.addEventListener('screenpop', (event) => window.pops.push((event as CustomEvent).detail));
    });
    await phone().evaluate(() => {
      document.title = 'still here';
    });

    const recordId = contactId(uniqueName);
    const answer = await cti('screenPop', { type: 'sobject', params: { recordId } });

    expect(answer).toEqual({ success: true, returnValue: null, errors: null });
    expect(await mainHeading()).toContain(uniqueName);
    expect(await page.evaluate(() => window.pops)).toMatchObject([{ type: 'sobject', recordId }]);
    expect(await page.evaluate(() => performance.getEntriesByName('screenPop').length)).toBe(1);
    expect(await phone().title()).toBe('still here');
    expect((await cti('getAppViewInfo')).returnValue).toMatchObject({
      recordId,
      recordName: uniqueName,
      objectType: 'Contact',
    });
  });

  it.each([
    [{ type: 'url', params: { url: '/lightning/o/Lead/list' } }, 'All Leads'],
    [{ type: 'objecthome', params: { scope: 'Account' } }, 'All Accounts'],
    [{ type: 'list', params: { listViewId: '00B000000000303AAA', scope: 'Case' } }, 'All Open Cases'],
    [{ type: 'search', params: { searchString: 'Maria' } }, 'Search Results'],
    [
      {
        type: 'flow',
        params: { flowDevName: 'Verify_Caller', flowArgs: [{ name: 'ani', type: 'String', value: '+1' }] },
      },
      'Verify Caller',
    ],
  ])('go where %j points', async (pop, heading) => {
    expect((await cti('screenPop', pop)).success).toBe(true);
    expect(await mainHeading()).toContain(heading);
  });

  it('open the form of a new record with default values, which saves as the user', async () => {
    await cti('screenPop', {
      type: 'newrecordmodal',
      params: { entityName: 'Contact', defaultFieldValues: { Phone: '+14155550199' } },
    });
    const dialog = page.getByRole('dialog', { name: 'New Contact' });
    expect(await dialog.getByLabel('Business Phone').inputValue()).toBe('+14155550199');

    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Required fields are missing').waitFor();
    await dialog.getByLabel('Last Name').fill('Newcomer');
    await dialog.getByRole('combobox', { name: 'Account' }).pressSequentially('Acme W');
    await dialog.getByRole('option', { name: 'Acme Workshops' }).waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(`**/lightning/r/Contact/*/view`);

    await expectSoon('the new contact is shown', async () => (await mainHeading()).includes('Newcomer'));
    expect(await page.locator('.highlightFields').innerText()).toContain('Acme Workshops');
    const places = (await heard()).flatMap((each) => each.navigationChange ?? []);
    expect(places[0]).toMatchObject({ url: expect.stringContaining('/lightning/o/Contact/new') });
    expect(places.at(-1)).toMatchObject({ recordName: 'Newcomer', objectType: 'Contact' });
  });

  it('can wait: a deferred search hands out what screenPop takes later', async () => {
    const { returnValue } = await cti('searchAndScreenPop', {
      searchParams: typed,
      callType: 'inbound',
      deferred: true,
    });
    const recordId = contactId(uniqueName);
    expect(Object.keys(returnValue!)).toEqual([recordId, 'SCREEN_POP_DATA']);
    expect(await mainHeading()).toContain('All Contacts');

    await cti('screenPop', returnValue!.SCREEN_POP_DATA as object);
    expect(await mainHeading()).toContain(uniqueName);
  });
});

describe('the activity timeline', () => {
  it('shows a saved call after refreshView, with its notes when unfolded', async () => {
    const recordId = contactId(uniqueName);
    await page.goto(`${standIn.url}/lightning/r/Contact/${recordId}/view`);
    await softphoneReady();

    const fields = {
      Subject: 'Call about tools',
      CallType: 'Inbound',
      CallDurationInSeconds: 95,
      CallDisposition: 'Resolved',
      Description: 'Sent the list.',
    };
    await cti('saveLog', {
      value: { entityApiName: 'Task', TaskSubtype: 'Call', Status: 'Completed', WhoId: recordId, ...fields },
    });
    await cti('refreshView');

    const item = page
      .getByRole('complementary', { name: 'Activity' })
      .getByRole('listitem')
      .filter({ hasText: 'Call about tools' });
    expect(await item.innerText()).toMatch(/Inbound[\s\S]*1:35[\s\S]*Resolved/);
    expect(await item.getByText('Sent the list.').isVisible()).toBe(false);
    await item.getByRole('button', { name: 'Details of Call about tools' }).press('Enter');
    expect(await item.getByText('Sent the list.').isVisible()).toBe(true);
  });
});
