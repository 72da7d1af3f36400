import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { takeUpCall, type CarrierEnd } from '../../phoneNetwork/testing/carrierEnd.ts';
import { expectSoon } from '../../shared/testing/testBrowser.ts';
import { account, tokenFor } from './testing/account.ts';
import type {} from './testing/sdkPage.ts';
import { startEdge, type EdgeWithBrowser } from './testing/startEdge.ts';

const agentTone = 700;
const adasTone = 1300;
const charlesTone = 1900;

describe('the voice edge with several calls of one client', () => {
  let system: EdgeWithBrowser;
  let page: Page;

  beforeAll(async () => {
    system = await startEdge(account, { silenceLimitMs: 2_000 });
  });
  beforeEach(async () => {
    page = await openPhone();
  });
  afterEach(async () => {
    await page.close();
  });
  afterAll(async () => {
    await system.stop();
  });

  async function openPhone() {
    const opened = await system.openPhone({ token: tokenFor('agent_1'), tone: agentTone });
    await opened.evaluate(() => window.phone.device.register());
    return opened;
  }

  function ringAgent(tone: number) {
    const call = system.edge.clients.dialClient({
      identity: 'agent_1',
      callSid: `CA${randomUUID().replaceAll('-', '')}`,
      from: '+14155550100',
      to: 'client:agent_1',
      params: {},
    });
    return { call, carrier: takeUpCall(call, tone) };
  }

  const eventsOf = (at: Page) => at.evaluate(() => window.phone.events);
  const happened = (name: string, at = page) =>
    expectSoon(`the page saw ${name}`, async () => (await eventsOf(at)).includes(name));
  const pageHears = (which: 'call' | 'forwarded', tone: number) =>
    expectSoon(`the page hears ${tone} Hz`, async () => {
      const heard = await page.evaluate((each) => window.phone.hears(window.phone[each]), which);
      return Math.abs(heard - tone) < 20;
    });
  const carrierHears = (carrier: CarrierEnd, agent: boolean) =>
    expectSoon(`the carrier hears ${agent ? 'the agent' : 'nothing'}`, () =>
      agent ? carrier.hears().includes(agentTone) : carrier.loudness() < 50,
    );
  async function restartIce() {
    const remoteSdp = () =>
      page.evaluate(() => window.phone.forwarded?._mediaHandler.version.pc.remoteDescription?.sdp);
    const before = await remoteSdp();
    await page.evaluate(() => window.phone.forwarded?._mediaHandler.iceRestart());
    await expectSoon('the edge has answered anew', async () => (await remoteSdp()) !== before);
  }

  const over = (...carriers: readonly CarrierEnd[]) =>
    expectSoon('the carriers are told', () => carriers.every(({ told }) => told.at(-1) === 'completed'));

  /** Ada's call on the registered device, Charles's on a device of its own. */
  async function talkToBoth() {
    const ada = ringAgent(adasTone);
    await happened('incoming');
    await page.evaluate(() => window.phone.call?.accept());
    await happened('accept');
    await page.evaluate(() => {
      window.phone.events.length = 0;
    });
    const charles = ringAgent(charlesTone);
    await happened('incoming');
    await page.evaluate(() => window.phone.forward());
    await happened('forwarded accept');
    await pageHears('call', adasTone);
    await pageHears('forwarded', charlesTone);
    return { ada, charles };
  }

  it('carries two, each with its own sound, mute and end', async () => {
    const { ada, charles } = await talkToBoth();

    await carrierHears(ada.carrier, true);
    await carrierHears(charles.carrier, true);
    await page.evaluate(() => window.phone.forwarded?.mute(true));
    await carrierHears(charles.carrier, false);
    ada.carrier.changeTo(adasTone);
    await carrierHears(ada.carrier, true);
    await page.evaluate(() => window.phone.call?.disconnect());
    await over(ada.carrier);

    await page.evaluate(() => window.phone.forwarded?.mute(false));
    charles.carrier.changeTo(adasTone);
    await pageHears('forwarded', adasTone);
    await carrierHears(charles.carrier, true);
    charles.call.hangUp();
    await happened('forwarded disconnect');

    expect([ada, charles].map(({ carrier }) => carrier.told)).toEqual([
      ['ringing', 'answered', 'completed'],
      ['ringing', 'answered', 'completed'],
    ]);
  });

  it('takes a forwarded call back from where it rang, once, and does not end it there', async () => {
    const { ada, charles } = await talkToBoth();

    await happened('cancel');
    expect((await eventsOf(page)).filter((name) => name === 'cancel')).toHaveLength(1);
    expect(charles.carrier.told).toEqual(['ringing', 'answered']);
    charles.call.hangUp();
    ada.call.hangUp();
    await happened('disconnect');
  });

  it('resumes both when their signalling drops, and finds a new way for the sound of one', async () => {
    const { ada, charles } = await talkToBoth();

    system.edge.dropSignalling('agent_1');
    await happened('reconnected');
    await happened('forwarded reconnected');

    await pageHears('call', adasTone);
    await pageHears('forwarded', charlesTone);
    await restartIce();
    charles.carrier.changeTo(adasTone);
    await pageHears('forwarded', adasTone);
    await carrierHears(charles.carrier, true);
    charles.call.hangUp();
    await happened('forwarded disconnect');
    expect(ada.carrier.told).toEqual(['ringing', 'answered']);
    ada.call.hangUp();
    await happened('disconnect');
  });

  it('refuses to forward a call that is over', async () => {
    const { call } = ringAgent(adasTone);
    await happened('incoming');
    const forwarding = page.evaluate(() => window.phone.forward());
    call.hangUp('canceled');

    await forwarding;
    await happened('forwarded disconnect');
    expect(system.edge.registered('agent_1')).toBe(1);
  });

  it('rings every page of an identity, and takes the call back from those that did not answer', async () => {
    const other = await openPhone();
    const { call, carrier } = ringAgent(adasTone);
    await happened('incoming');
    await happened('incoming', other);

    await other.evaluate(() => window.phone.call?.accept());

    await happened('accept', other);
    await happened('cancel');
    await expectSoon('the carrier hears the agent', () => carrier.hears().includes(agentTone));
    expect(carrier.told).toEqual(['ringing', 'answered']);
    call.hangUp();
    await happened('disconnect', other);
    await other.close();
  });

  it.each([
    ['is closed', () => page.close()],
    ['is loaded anew', () => page.reload()],
  ])('ends both at once when the page %s', async (_how, leave) => {
    const { ada, charles } = await talkToBoth();

    const leaving = leave();
    await expectSoon('nobody is registered', () => system.edge.registered('agent_1') === 0);

    expect([ada, charles].map(({ carrier }) => carrier.told.at(-1))).toEqual(['completed', 'completed']);
    await leaving;
  });

  it('gives both up when the page dies without a word, for want of sound', async () => {
    const { ada, charles } = await talkToBoth();

    const dying = page.goto('chrome://crash', { timeout: 1_000 }).catch(() => undefined);
    await expectSoon('nobody is registered', () => system.edge.registered('agent_1') === 0);
    expect(ada.carrier.told).toEqual(['ringing', 'answered']);
    await over(ada.carrier, charles.carrier);
    await dying;
  });
});
