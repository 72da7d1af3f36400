import { describe, expect, it } from '@jest/globals';
import { problemOf } from './provisionError.ts';

describe('what Twilio’s refusal means to a person', () => {
  it.each([
    [{ message: 'ECONNREFUSED' }, /cannot be reached \(ECONNREFUSED\).*TWILIO_API_URL/],
    [{ status: 401, code: 20_003 }, /refuses the credentials.*an API key is not enough/],
    [{ status: 403, message: 'Forbidden' }, /may not do this \(Forbidden\)/],
    [{ status: 429, code: 20_429 }, /too many requests.*Wait a minute/],
    [{ status: 503 }, /in trouble \(status 503\)/],
    [
      { status: 400, code: 20_001, message: 'No such field' },
      /refuses it: No such field \(status 400, twilio.com\/docs\/api\/errors\/20001\)/,
    ],
    [{ status: 404, message: 'Gone' }, /refuses it: Gone \(status 404\)/],
  ])('%j', (cause, words) => {
    expect(problemOf(cause)).toMatch(words);
  });
});
