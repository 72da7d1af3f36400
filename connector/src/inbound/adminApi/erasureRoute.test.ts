import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Erasure } from '../../callCenter/erasure/erasePerson.ts';
import { TelephonyError } from '../../callCenter/ports/telephony.ts';
import { openErasureRoute } from './erasureRoute.ts';

const operatorToken = 'o'.repeat(32);
let app: FastifyInstance;
let asked: string[];
let problems: string[];
let erase: () => Promise<Erasure>;

beforeEach(() => {
  app = Fastify();
  asked = [];
  problems = [];
  openErasureRoute(app, {
    operatorToken,
    erase: (number) => {
      asked.push(number);
      return erase();
    },
    journal: { note: () => undefined, problem: (code) => void problems.push(code) },
  });
});

afterEach(() => app.close());

const post = (payload: object, authorization = `Bearer ${operatorToken}`) =>
  app.inject({ method: 'POST', url: '/operators/erasure', headers: { authorization }, payload });

describe('the erasure of a person', () => {
  it('is answered with what was erased, by count', async () => {
    const erased = {
      result: 'erased',
      erased: { interactions: 2 },
      elsewhere: { interactions: [], legs: [] },
    };
    erase = async () => erased as unknown as Erasure;

    const answer = await post({ number: '+14155550101' });

    expect([answer.statusCode, answer.json()]).toEqual([200, erased]);
    expect(asked).toEqual(['+14155550101']);
  });

  it('is for who has the token alone', async () => {
    for (const authorization of ['', 'Bearer', `Bearer ${'x'.repeat(32)}`, operatorToken]) {
      expect((await post({ number: '+14155550101' }, authorization)).json()).toMatchObject({
        code: 'TOKEN_REFUSED',
      });
    }
    expect(asked).toEqual([]);
  });

  it('says why it is refused', async () => {
    erase = async () => ({ result: 'refused', code: 'CALL_UNDER_WAY', message: 'Try again after it.' });
    const answer = await post({ number: '+14155550101' });

    expect([answer.statusCode, answer.json()]).toEqual([
      409,
      { code: 'CALL_UNDER_WAY', message: 'Try again after it.' },
    ]);
    expect((await post({ number: 1 })).json()).toMatchObject({ code: 'BODY_INVALID' });
  });

  it('says whose failure it was, and notes it', async () => {
    erase = () => Promise.reject(new TelephonyError('TELEPHONY_UNAVAILABLE'));
    expect((await post({ number: '+14155550101' })).statusCode).toBe(502);

    erase = () => Promise.reject(new Error('disk full'));
    expect((await post({ number: '+14155550101' })).statusCode).toBe(503);
    expect(problems).toEqual(['ERASURE_FAILED', 'ERASURE_FAILED']);
  });
});
