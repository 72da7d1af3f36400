import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import type { EndpointCall } from '../../simulators/phoneNetwork/endpointCall.ts';
import { createPhoneNetwork, type PhoneNetworkStandIn } from '../../simulators/phoneNetwork/phoneNetwork.ts';
import { createVirtualClock } from '../../simulators/shared/clock.ts';
import { createTone } from '../../simulators/shared/media/soundSource.ts';
import { placeCall, type CallOrder } from './placeCall.ts';

let phoneNetwork: PhoneNetworkStandIn;
let app: FastifyInstance;
let address: string;
let arrived: EndpointCall[];

beforeEach(async () => {
  phoneNetwork = createPhoneNetwork({
    clock: createVirtualClock(),
    centreNumber: '+14155550199',
    presets: [],
  });
  arrived = [];
  phoneNetwork.serve({ owns: () => true, incoming: (call) => arrived.push(call) });
  app = fastify();
  await app.register(phoneNetwork.routes);
  await app.listen({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  phoneNetwork.stop();
  await app.close();
});

/** Places a call; at each look the carrier takes the next of `steps`. */
async function follow(order: CallOrder, steps: readonly ((call: EndpointCall, abort: () => void) => void)[]) {
  const lines: string[] = [];
  const aborting = new AbortController();
  const waiting = [...steps];
  const cause = await placeCall(order, {
    network: address,
    signal: aborting.signal,
    say: (line) => lines.push(line),
    nextLook: () => {
      waiting.shift()?.(arrived[0]!, () => {
        aborting.abort();
      });
      return Promise.resolve();
    },
  });
  return { cause, lines };
}

describe('placing a scripted call', () => {
  it('tells each step, what is heard, and how it ended', async () => {
    const say = createTone(600);

    const { cause, lines } = await follow({ from: '+14155550100', say: 'tone' }, [
      (call) => {
        call.ring();
      },
      (call) => {
        call.answer();
        for (let count = 0; count < 10; count += 1) call.line.write(say());
      },
      () => undefined,
      () => undefined,
      (call) => {
        const other = createTone(900);
        for (let count = 0; count < 10; count += 1) call.line.write(other());
      },
      (call) => {
        call.hangUp();
      },
    ]);

    expect(cause).toBe('completed');
    expect(lines).toEqual([
      '+14155550100 calls +14155550199',
      'ringing ...',
      'answered',
      'hears 600 Hz',
      'hears voice or music',
      'ended: completed',
    ]);
  });

  it('hangs up when it is interrupted', async () => {
    const { cause } = await follow({ from: '+14155550100', say: 'silence' }, [
      (_call, abort) => {
        abort();
      },
    ]);

    expect(cause).toBe('canceled');
  });

  it('says what is wrong with an order, and that nothing runs', async () => {
    await expect(follow({ from: '12', say: 'tone' }, [])).rejects.toThrow(
      'from must be an international number',
    );
    await app.close();

    await expect(follow({ from: '+14155550100', say: 'tone' }, [])).rejects.toThrow(
      'Start it with npm start',
    );
  });
});
