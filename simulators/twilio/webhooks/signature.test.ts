import { describe, expect, it } from '@jest/globals';
import twilio from 'twilio';
import { sign } from './signature.ts';

const token = 'b'.repeat(32);
const url = 'https://example.com/twilio/voice?i=a%20b';
const form = { To: '+14155550100', From: '+14155550199', Digits: '', Text: ' ü & = ' };

describe('a signature', () => {
  it('is what Twilio’s own library expects', () => {
    expect(twilio.validateRequest(token, sign(token, url, form), url, form)).toBe(true);
    expect(twilio.validateRequest(token, sign(token, url, {}), url, {})).toBe(true);
  });

  it('does not fit another token, address or form', () => {
    const signature = sign(token, url, form);

    expect(twilio.validateRequest('c'.repeat(32), signature, url, form)).toBe(false);
    expect(twilio.validateRequest(token, signature, `${url}&x=1`, form)).toBe(false);
    expect(twilio.validateRequest(token, signature, url, { ...form, To: '+1' })).toBe(false);
  });
});
