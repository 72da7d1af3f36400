import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import fastify from 'fastify';
import type { Page } from 'playwright-core';
import { createCertificate } from '../../shared/certificate.ts';
import { systemClock } from '../../shared/clock.ts';
import { expectSoon, launchTestBrowser, type TestBrowser } from '../../shared/testing/testBrowser.ts';
import type { EndpointCall } from '../endpointCall.ts';
import { createPhoneNetwork } from '../phoneNetwork.ts';
import { takeUpCall } from '../testing/carrierEnd.ts';

const centreNumber = '+14155550199';
const ownNumber = '+14155550100';
const carrierTone = 1500;
const handsetTone = 700;

describe('a handset page in Chromium', () => {
  const network = createPhoneNetwork({
    clock: systemClock,
    centreNumber,
    presets: [{ number: ownNumber, name: 'Ada Example' }],
  });
  const app = fastify({ https: createCertificate() });
  const arrived: EndpointCall[] = [];
  let browser: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    network.serve({
      owns: (number) => number === centreNumber,
      incoming: (call) => {
        arrived.push(call);
      },
    });
    app.register(network.routes);
    app.server.on('upgrade', (request, socket, head) => {
      network.handleUpgrade(request, socket, head);
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    browser = await launchTestBrowser();
    const { port } = app.server.address() as AddressInfo;
    page = await browser.open(`https://localhost:${port}/handset?from=${ownNumber}&tone=${handsetTone}`);
    await shows('idle');
  });
  afterAll(async () => {
    await browser.close();
    network.stop();
    await app.close();
  });

  const read = (name: string) => page.locator('#phone').getAttribute(`data-${name}`);
  const shows = (state: string) =>
    expectSoon(`the handset is ${state}`, async () => (await read('state')) === state);
  const hearsCarrier = () =>
    expectSoon(
      'the handset hears the carrier',
      async () => Math.abs(Number(await read('heard-hz')) - carrierTone) < 20,
    );
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  it('calls the centre, talks, presses keys, mutes and hangs up', async () => {
    await press('Call');
    await expectSoon('the call arrives', () => arrived.length === 1);
    const call = arrived[0]!;
    const carrier = takeUpCall(call, carrierTone);

    call.ring();
    await shows('ringing');
    call.answer();
    await shows('talking');
    await hearsCarrier();
    await expectSoon('the carrier hears the handset', () => carrier.hears().includes(handsetTone));
    await press('7');
    await press('#');
    await expectSoon('the keys arrive', () => carrier.told.join('') === '7#');
    await press('Mute');
    await expectSoon('the carrier hears nothing', () => carrier.hears().length === 0);
    await press('Hang up');
    await expectSoon('the carrier is told', () => carrier.told.at(-1) === 'completed');
    await shows('idle');

    expect([call.from, call.to]).toEqual([ownNumber, centreNumber]);
  });

  it('rings when its number is called, answers, and learns that the other side hung up', async () => {
    const call = network.dial({ from: centreNumber, to: ownNumber });
    const carrier = takeUpCall(call, carrierTone);

    await shows('incoming');
    await press('Answer');
    await shows('talking');
    await hearsCarrier();
    await expectSoon('the carrier hears the handset', () => carrier.hears().includes(handsetTone));
    call.hangUp();
    await shows('idle');

    expect(carrier.told).toEqual(['ringing', 'answered', 'completed']);
    expect(await page.getByRole('status').textContent()).toBe('Call ended.');
  });

  it('speaks through the microphone, and changes to a tone in the call', async () => {
    await page.getByLabel('Say a tone instead of using the microphone').uncheck();
    const call = network.dial({ from: centreNumber, to: ownNumber });
    const carrier = takeUpCall(call, carrierTone);
    await shows('incoming');
    await press('Answer');
    await expectSoon('the carrier hears the browser’s pretended microphone', () => carrier.loudness() > 100);

    await page.getByLabel('Say a tone instead of using the microphone').check();
    await page.getByLabel('Tone in hertz').fill('1000');
    await page.getByLabel('Tone in hertz').blur();
    await expectSoon('the carrier hears the tone', () => carrier.hears().includes(1000));
    call.hangUp();

    await shows('idle');
    expect(carrier.told).toEqual(['ringing', 'answered', 'completed']);
  });

  it('can be used by everybody', async () => {
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { violations: found } = await (window as unknown as { axe: typeof axe }).axe.run();
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });

    expect(violations).toEqual([]);
  });

  it('is busy when it declines', async () => {
    const carrier = takeUpCall(network.dial({ from: centreNumber, to: ownNumber }), carrierTone);

    await shows('incoming');
    await press('Decline');
    await shows('idle');

    await expectSoon('the carrier is told', () => carrier.told.at(-1) === 'busy');
    expect(carrier.told).toEqual(['ringing', 'busy']);
  });

  it('says why a number cannot be its own', async () => {
    await page.getByLabel('This phone’s number').fill('555 0100');
    await press('Use');

    await expectSoon('the page explains', async () =>
      ((await page.getByRole('alert').textContent()) ?? '').includes('not an international number'),
    );
    expect(await read('state')).toBe('idle');
  });
});
