import { beforeEach, describe, expect, it } from '@jest/globals';
import { createVirtualClock, type VirtualClock } from '../../callCenter/testing/virtualClock.ts';
import { createOutsideWatch, type OutsideWatch } from './outsideTrouble.ts';
import { createReadiness, type Readiness } from './readiness.ts';

let clock: VirtualClock;
let outside: OutsideWatch;
let commits: number;
let commit: () => Promise<void>;
let stuckSeconds: number;
let readiness: Readiness;

beforeEach(() => {
  clock = createVirtualClock();
  outside = createOutsideWatch(clock);
  commits = 0;
  commit = async () => undefined;
  stuckSeconds = 0;
  readiness = createReadiness({
    clock,
    commit: () => {
      commits += 1;
      return commit();
    },
    stuckSeconds: () => stuckSeconds,
    troubles: outside.troubles,
  });
});

const storage = { code: 'NOT_READY', parts: [{ name: 'storage', remedy: expect.any(String) }] };

describe('an instance', () => {
  it('is ready while it can store', async () => {
    expect(await readiness.ready()).toEqual({ status: 200, body: { status: 'ready' } });
  });

  it('is not ready while nothing can be stored, and again when it can', async () => {
    commit = () => Promise.reject(new Error('disk full'));
    expect(await readiness.ready()).toEqual({ status: 503, body: storage });

    commit = async () => undefined;
    clock.advance(3_000);
    expect(await readiness.ready()).toMatchObject({ status: 200 });
  });

  it('does not wait for a storage that does not answer', async () => {
    commit = () => new Promise(() => undefined);
    const answer = readiness.ready();
    clock.advance(1_000);

    expect(await answer).toEqual({ status: 503, body: storage });
  });

  it('stores once for all probes of some seconds', async () => {
    await Promise.all(Array.from({ length: 50 }, () => readiness.ready()));
    clock.advance(2_999);
    await readiness.ready();
    expect(commits).toBe(1);

    clock.advance(1);
    await readiness.ready();
    expect(commits).toBe(2);
  });

  it('is ready while Twilio and Salesforce are away, and says so', async () => {
    outside.requestMade({ to: 'carrier', result: 'unreachable', seconds: 10 });
    outside.requestMade({ to: 'crm', result: 'signInRefused', seconds: 1 });
    outside.requestMade({ to: 'router', result: 'refused', seconds: 1 });

    expect(await readiness.ready()).toEqual({
      status: 200,
      body: {
        status: 'ready',
        degraded: [
          expect.objectContaining({ name: 'twilio', result: 'unreachable' }),
          expect.objectContaining({ name: 'salesforce', result: 'signInRefused' }),
        ],
      },
    });
    outside.requestMade({ to: 'carrier', result: 'ok', seconds: 1 });
    expect(outside.troubles()).toMatchObject([{ name: 'salesforce' }]);
  });

  it('is not ready from the moment when it stops, without a look at the storage', async () => {
    readiness.stop();

    expect(await readiness.ready()).toMatchObject({
      status: 503,
      body: { code: 'NOT_READY', parts: [{ name: 'process' }] },
    });
    expect(commits).toBe(0);
  });

  it('lives until its writer has stood still for half a minute', () => {
    stuckSeconds = 29.9;
    expect(readiness.alive()).toEqual({ status: 200, body: { status: 'ok' } });

    stuckSeconds = 30.1;
    expect(readiness.alive()).toMatchObject({ status: 503, body: { code: 'WRITER_STUCK' } });
  });
});
