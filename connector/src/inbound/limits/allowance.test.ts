import { beforeEach, describe, expect, it } from '@jest/globals';
import { createVirtualClock, type VirtualClock } from '../../callCenter/testing/virtualClock.ts';
import { createAllowance } from './allowance.ts';
import { remoteKey } from './remoteKey.ts';

let clock: VirtualClock;

beforeEach(() => {
  clock = createVirtualClock();
});

describe('an allowance', () => {
  const rule = { atOnce: 3, perMinute: 6 };
  const takes = (times: number, take: () => number | undefined) => Array.from({ length: times }, take);

  it('lets so many through at once, and then says how long to wait', () => {
    const allowance = createAllowance(clock, rule);

    expect(takes(5, () => allowance.take('ada'))).toEqual([undefined, undefined, undefined, 10, 10]);
  });

  it('fills up with time, and no further than it was', () => {
    const allowance = createAllowance(clock, rule);
    takes(3, () => allowance.take('ada'));

    clock.advance(4_000);
    expect(allowance.take('ada')).toBe(6);
    clock.advance(6_000);
    expect(takes(2, () => allowance.take('ada'))).toEqual([undefined, 10]);
    clock.advance(3_600_000);
    expect(takes(4, () => allowance.take('ada'))).toEqual([undefined, undefined, undefined, 10]);
  });

  it('is not used up by others', () => {
    const allowance = createAllowance(clock, rule);
    takes(4, () => allowance.take('ada'));

    expect(allowance.take('bob')).toBeUndefined();
  });

  it('forgets first who has not asked for longest, when too many different ones ask', () => {
    const allowance = createAllowance(clock, { atOnce: 1, perMinute: 1 });
    allowance.take('attentive');
    allowance.take('idle');
    clock.advance(1);
    for (let other = 0; other < 49_999; other += 1) allowance.take(`other ${other}`);

    expect(allowance.take('attentive')).toBeUndefined();
    expect(allowance.take('other 49998')).toBe(60);
  });
});

describe('who asks', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('from %s is counted as %s', (address, key) => {
    expect(remoteKey(address)).toBe(key);
  });
});
