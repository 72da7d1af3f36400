import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { createVirtualClock, type VirtualClock } from '../shared/clock.ts';
import type { EndpointCall } from './endpointCall.ts';
import { createPhoneNetwork, type PhoneNetworkStandIn } from './phoneNetwork.ts';

const centreNumber = '+14155550199';

let clock: VirtualClock;
let network: PhoneNetworkStandIn;
let app: FastifyInstance;
let arrived: EndpointCall[];

beforeEach(async () => {
  clock = createVirtualClock();
  network = createPhoneNetwork({ clock, centreNumber, presets: [] });
  arrived = [];
  network.serve({
    owns: (number) => number === centreNumber,
    incoming: (call) => {
      arrived.push(call);
    },
  });
  app = fastify();
  await app.register(network.routes);
});
afterEach(async () => {
  network.stop();
  await app.close();
});

interface ShownCall {
  readonly id: string;
  readonly state: string;
}

async function place(body: object) {
  const response = await app.inject({ method: 'POST', url: '/_sim/phone/calls', payload: body });
  return { status: response.statusCode, shown: response.json<ShownCall>() };
}

describe('the control of the telephone network', () => {
  it('places a call to the centre and follows it to its end', async () => {
    const { status, shown } = await place({ from: '+1 (415) 555-0100', say: 'tone:500' });
    const url = `/_sim/phone/calls/${shown.id}`;
    arrived[0]?.answer();
    const answered = await app.inject({ url });
    const digits: string[] = [];
    arrived[0]?.subscribe((event) => event.type === 'digit' && digits.push(event.digit));

    await app.inject({ method: 'POST', url: `${url}/digits`, payload: { digits: '42' } });
    clock.advance(1000);
    const ended = await app.inject({ method: 'DELETE', url });

    expect(status).toBe(201);
    expect(shown).toMatchObject({ from: '+14155550100', to: centreNumber, state: 'dialing' });
    expect(answered.json()).toMatchObject({ state: 'answered', hears: { loudness: 0, tones: [] } });
    expect(digits).toEqual(['4', '2']);
    expect(ended.json()).toMatchObject({ state: 'ended', cause: 'completed' });
    expect((await app.inject({ url: '/_sim/phone' })).json()).toMatchObject({ calls: [{ id: shown.id }] });
  });

  it.each([
    [{ from: '555' }, 'from must'],
    [{ from: '+14155550100', to: 'centre' }, 'to must'],
    [{ from: '+14155550100', say: 'hello' }, 'say must'],
    [{ from: '+14155550100', digits: 'abc' }, 'digits must'],
    [{ from: '+14155550100', hangUpAfterSeconds: -1 }, 'hangUpAfterSeconds must'],
  ])('refuses %j and says why', async (body, reason) => {
    const { status, shown } = await place(body);

    expect(status).toBe(400);
    expect(shown).toHaveProperty('message', expect.stringContaining(reason));
    expect(arrived).toEqual([]);
  });

  it('scripts a number', async () => {
    const url = '/_sim/phone/numbers/+442079460123';

    const refused = await app.inject({ method: 'PUT', url, payload: { outcome: 'sings' } });
    const accepted = await app.inject({ method: 'PUT', url, payload: { outcome: 'busy' } });
    const told: string[] = [];
    network.dial({ from: centreNumber, to: '+442079460123' }).subscribe((event) => told.push(event.type));
    clock.advance(0);

    expect([refused.statusCode, accepted.statusCode]).toEqual([400, 200]);
    expect(told).toEqual(['ended']);
  });

  it('knows no other calls', async () => {
    expect((await app.inject({ url: '/_sim/phone/calls/none' })).statusCode).toBe(404);
  });

  it('serves the handset page and its modules as JavaScript', async () => {
    const page = await app.inject({ url: '/handset' });
    const sources = [...page.body.matchAll(/(?:src|href)="(\/handset\/[^"]+)"/g)].map(([, path]) => path);
    const module = await app.inject({ url: '/handset/handsetPage.ts' });

    expect(sources).toEqual(['/handset/handset.css', '/handset/handsetPage.ts']);
    expect(module.headers['content-type']).toContain('text/javascript');
    expect(module.body).not.toContain('import type');
  });
});
