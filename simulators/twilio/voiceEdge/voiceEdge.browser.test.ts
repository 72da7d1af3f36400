import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { EndpointCall } from '../../phoneNetwork/endpointCall.ts';
import { takeUpCall } from '../../phoneNetwork/testing/carrierEnd.ts';
import { expectSoon } from '../../shared/testing/testBrowser.ts';
import type { ClientInvite } from './clientGateway.ts';
import { account, tokenFor } from './testing/account.ts';
import type {} from './testing/sdkPage.ts';
import { startEdge, type EdgeWithBrowser } from './testing/startEdge.ts';

const agentTone = 700;
const carrierTone = 1500;
const restartTone = 1900;

const takeUp = (call: EndpointCall) => takeUpCall(call, carrierTone);

describe('the voice edge with the real SDK in Chromium', () => {
  let system: EdgeWithBrowser;
  let page: Page;

  beforeAll(async () => {
    system = await startEdge(account);
    page = await system.openPhone({ token: tokenFor('agent_1'), tone: agentTone });
    await page.evaluate(() => window.phone.device.register());
  });
  afterAll(async () => {
    await system.stop();
  });

  const happened = (name: string) =>
    expectSoon(`the page saw ${name}`, () =>
      page.evaluate((each) => window.phone.events.includes(each), name),
    );
  const forget = () =>
    page.evaluate(() => {
      window.phone.events.length = 0;
    });
  const pageHears = (tone: number) =>
    expectSoon(`the page hears ${tone} Hz`, async () => {
      const heard = await page.evaluate(() => window.phone.hears());
      return Math.abs(heard - tone) < 20;
    });

  function ringAgent() {
    return system.edge.clients.dialClient({
      identity: 'agent_1',
      callSid: `CA${randomUUID().replaceAll('-', '')}`,
      from: '+14155550100',
      to: 'client:agent_1',
      params: { interactionId: 'a&b=c' },
    });
  }

  async function talk() {
    await forget();
    const call = ringAgent();
    const carrier = takeUp(call);
    await happened('incoming');
    await page.evaluate(() => window.phone.call?.accept());
    await happened('accept');
    await pageHears(carrierTone);
    return { call, carrier };
  }

  async function restartIce() {
    const remoteSdp = () =>
      page.evaluate(() => window.phone.call?._mediaHandler.version.pc.remoteDescription?.sdp);
    const before = await remoteSdp();
    await page.evaluate(() => window.phone.call?._mediaHandler.iceRestart());
    await expectSoon('the edge has answered anew', async () => (await remoteSdp()) !== before);
  }

  async function dialOut() {
    const invited = new Promise<ClientInvite>((resolve) => {
      system.edge.clients.onInvite(resolve);
    });
    await forget();
    await page.evaluate(() => window.phone.dial({ To: '+442079460000', note: 'x y' }));
    return invited;
  }

  it('rings the agent, carries sound both ways, and ends for the agent when the carrier hangs up', async () => {
    const { call, carrier } = await talk();

    const parameters = await page.evaluate(() => [
      window.phone.call?.parameters.From,
      window.phone.call?.customParameters.get('interactionId'),
    ]);
    expect(parameters).toEqual(['+14155550100', 'a&b=c']);
    await expectSoon('the carrier hears the agent', () => carrier.hears().includes(agentTone));
    call.hangUp();
    await happened('disconnect');
    expect(carrier.told).toEqual(['ringing', 'answered', 'completed']);
  });

  it('carries a call that the agent makes, with its digits, until the agent hangs up', async () => {
    const { call, params, identity } = await dialOut();
    const carrier = takeUp(call);

    call.ring();
    await happened('ringing');
    call.answer();
    await happened('accept');
    await pageHears(carrierTone);
    await expectSoon('the carrier hears the agent', () => carrier.hears().includes(agentTone));
    await page.evaluate(() => window.phone.call?.sendDigits('12#'));
    await expectSoon('the digits arrive', () => carrier.told.join('') === '12#');
    await page.evaluate(() => window.phone.call?.disconnect());
    await expectSoon('the carrier is told', () => carrier.told.at(-1) === 'completed');

    expect({ ...params, identity }).toEqual({ To: '+442079460000', note: 'x y', identity: 'agent_1' });
  });

  it('tells the agent that a call is busy, also before it rang', async () => {
    const { call } = await dialOut();

    call.hangUp('busy');

    await happened('disconnect');
    expect(await page.evaluate(() => window.phone.events)).toContain('error 31005');
  });

  it('learns of a declined call, and takes back a call that is given up', async () => {
    await forget();
    const carrier = takeUp(ringAgent());
    await happened('incoming');
    await page.evaluate(() => window.phone.call?.reject());
    await expectSoon('the carrier is told', () => carrier.told.at(-1) === 'busy');

    await forget();
    const given = ringAgent();
    takeUp(given);
    await happened('incoming');
    given.hangUp('noAnswer');
    await happened('cancel');
    expect(carrier.told).toEqual(['ringing', 'busy']);
  });

  it('resumes a call whose signalling dropped, and its sound never stops', async () => {
    const { call, carrier } = await talk();

    system.edge.dropSignalling('agent_1');
    await happened('reconnecting');
    await happened('reconnected');
    await pageHears(carrierTone);
    await restartIce();
    carrier.changeTo(restartTone);
    await pageHears(restartTone);
    await expectSoon('the carrier hears the agent', () => carrier.hears().includes(agentTone));
    call.hangUp();
    await happened('disconnect');

    expect(carrier.told).toEqual(['ringing', 'answered', 'completed']);
    await expectSoon('the agent is registered again', () => system.edge.registered('agent_1') === 1);
  });

  it('notices an agent who hangs up while the signalling is down', async () => {
    const { carrier } = await talk();

    system.edge.refuseSignalling(true);
    system.edge.dropSignalling('agent_1');
    await happened('reconnecting');
    await page.evaluate(() => window.phone.call?.disconnect());
    await expectSoon('the carrier is told', () => carrier.told.at(-1) === 'completed');
    system.edge.refuseSignalling(false);

    await expectSoon('the agent is registered again', () => system.edge.registered('agent_1') === 1);
  });

  it('takes an agent with an expired token off the list until a new token comes, and keeps the call', async () => {
    const { call, carrier } = await talk();

    system.edge.expireTokens('agent_1');
    await happened('unregistered');
    expect(system.edge.registered('agent_1')).toBe(0);
    await page.evaluate(
      (token) => {
        window.phone.device.updateToken(token);
      },
      tokenFor('agent_1', 1800),
    );
    await expectSoon('the agent is registered again', () => system.edge.registered('agent_1') === 1);

    expect(await page.evaluate(() => window.phone.call?.status())).toBe('open');
    expect(carrier.told).not.toContain('completed');
    call.hangUp();
    await happened('disconnect');
  });
});
