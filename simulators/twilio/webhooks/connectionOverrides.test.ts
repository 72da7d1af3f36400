import { describe, expect, it } from '@jest/globals';
import { deliveryOf } from './connectionOverrides.ts';

describe('the delivery of a webhook', () => {
  it('is tried twice, and only without connection, unless the address says otherwise', () => {
    const delivery = deliveryOf('https://example.com/voice');

    expect(delivery).toMatchObject({ attempts: 2, connectTimeoutMs: 5000, readTimeoutMs: 15_000 });
    expect(['ct', 'rt', '4xx', '5xx'].filter((each) => delivery.worthRetrying(each as 'ct'))).toEqual(['ct']);
  });

  it('follows the fragment, which is not sent', () => {
    const delivery = deliveryOf('https://example.com/leg?i=1#rc=2&rp=ct,rt,5xx&ct=2000&rt=5000');

    expect(delivery).toMatchObject({
      url: 'https://example.com/leg?i=1',
      attempts: 3,
      connectTimeoutMs: 2000,
      readTimeoutMs: 5000,
    });
    expect(delivery.worthRetrying('5xx')).toBe(true);
    expect(delivery.worthRetrying('4xx')).toBe(false);
  });

  it('keeps wishes within Twilio’s limits', () => {
    expect(deliveryOf('https://example.com#rc=9&ct=1&rt=99999&rp=all')).toMatchObject({
      attempts: 6,
      connectTimeoutMs: 100,
      readTimeoutMs: 15_000,
    });
    expect(deliveryOf('https://example.com#rt=9000', 5000).readTimeoutMs).toBe(5000);
  });
});
