import { beforeEach, describe, expect, it } from '@jest/globals';
import { createVirtualClock, type VirtualClock } from '../../shared/clock.ts';
import { silence } from '../../shared/media/soundSource.ts';
import type { EndpointCall } from '../endpointCall.ts';
import { createExchange, type Exchange } from '../exchange.ts';
import { createHandset } from './handset.ts';
import type { HandsetNews } from './handsetMessages.ts';

const centre = '+14155550199';
const own = '+14155550100';

let clock: VirtualClock;
let exchange: Exchange;
let arrived: EndpointCall[];

beforeEach(() => {
  clock = createVirtualClock();
  exchange = createExchange(clock);
  arrived = [];
  exchange.serve({
    owns: (number) => number === centre,
    incoming: (call) => {
      arrived.push(call);
    },
  });
});

function createPage() {
  const told: HandsetNews[] = [];
  const handset = createHandset({
    exchange,
    clock,
    tell: (news) => told.push(news),
    createLeg: () => ({
      answer: (sdp) => (sdp === 'bad' ? Promise.reject(new Error('unusable')) : Promise.resolve('answer')),
      offer: () => Promise.resolve('offer'),
      accept: () => Promise.resolve(),
      read: silence,
      write: () => undefined,
      subscribe: () => () => undefined,
      close: () => undefined,
    }),
  });
  const say = async (request: object) => {
    handset.received(JSON.stringify(request));
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { handset, told, say };
}

function follow(call: EndpointCall | undefined) {
  const told: string[] = [];
  call?.subscribe((event) => told.push(event.type === 'ended' ? event.cause : event.type));
  return told;
}

describe('a handset', () => {
  it('takes a number however it is written, but not the centre’s', async () => {
    const { told, say } = createPage();

    await say({ type: 'use', number: '+1 415 555 0100' });
    await say({ type: 'use', number: centre });

    expect(told).toMatchObject([{ type: 'using', number: own }, { type: 'refused' }]);
    expect(told[1]).toHaveProperty('reason', expect.stringContaining('belongs to the centre'));
  });

  it('calls, and ends its call when the page is closed', async () => {
    const { handset, told, say } = createPage();
    await say({ type: 'use', number: own });
    await say({ type: 'dial', to: centre, sdp: 'o' });
    const carrier = follow(arrived[0]);
    arrived[0]?.answer();
    clock.advance(0);

    handset.lost();

    expect(told.map(({ type }) => type)).toEqual(['using', 'connecting', 'answered', 'ended']);
    expect(carrier).toEqual(['completed']);
  });

  it('cannot dial a second call, without a number, or what is no number', async () => {
    const { told, say } = createPage();

    await say({ type: 'dial', to: centre, sdp: 'o' });
    await say({ type: 'use', number: own });
    await say({ type: 'dial', to: '12', sdp: 'o' });
    await say({ type: 'dial', to: centre, sdp: 'o' });
    await say({ type: 'dial', to: centre, sdp: 'o' });

    expect(told.map(({ type }) => type)).toEqual(['refused', 'using', 'refused', 'connecting', 'refused']);
    expect(arrived).toHaveLength(1);
  });

  it('hears that a call cannot be connected', async () => {
    const { told, say } = createPage();
    await say({ type: 'use', number: own });

    await say({ type: 'dial', to: '+14155550777', sdp: 'o' });
    await say({ type: 'dial', to: centre, sdp: 'bad' });

    const ended = { type: 'ended', cause: 'failed' };
    expect(told.slice(1)).toEqual([{ type: 'connecting', sdp: 'answer' }, ended, ended]);
  });

  it('gives up an unanswered call of its own as canceled', async () => {
    const { say } = createPage();
    await say({ type: 'use', number: own });
    await say({ type: 'dial', to: centre, sdp: 'o' });
    const carrier = follow(arrived[0]);
    clock.advance(0);

    await say({ type: 'hangUp' });

    expect(carrier).toEqual(['canceled']);
  });

  it('is busy for a second caller, and free again after its number moved to another page', async () => {
    const [first, second] = [createPage(), createPage()];
    await first.say({ type: 'use', number: own });
    exchange.dial({ from: centre, to: own });
    const busy = follow(exchange.dial({ from: centre, to: own }));
    await second.say({ type: 'use', number: own });
    exchange.dial({ from: centre, to: own });
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(0);

    expect(busy).toEqual(['busy']);
    expect(second.told.map(({ type }) => type)).toEqual(['using', 'incoming']);
  });

  it('refuses what it does not understand', async () => {
    const { handset, told, say } = createPage();

    await say({ type: 'press', digit: 'A' });
    handset.received('{');

    expect(told.map(({ type }) => type)).toEqual(['refused', 'refused']);
  });
});
