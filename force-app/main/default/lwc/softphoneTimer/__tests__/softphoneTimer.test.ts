import SoftphoneTimer from 'c/softphoneTimer';
import { mount, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';
import { NOW, secondsFromNow } from '../../../../../../test/components/views.ts';

describe('c-softphone-timer', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['queueMicrotask'] }));
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('counts up each second from an instant', async () => {
    const timer = mount('c-softphone-timer', SoftphoneTimer, { since: secondsFromNow(-59) });
    expect(timer.text('.text')).toBe('0:59');

    jest.advanceTimersByTime(1000);
    await redrawn();

    expect(timer.text('.text')).toBe('1:00');
  });

  it('counts down to an instant and stops at zero', async () => {
    const timer = mount('c-softphone-timer', SoftphoneTimer, { until: secondsFromNow(2) });
    expect(timer.text('.text')).toBe('0:02');

    jest.advanceTimersByTime(5000);
    await redrawn();

    expect(timer.text('.text')).toBe('0:00');
  });

  it('empties a ring by the part of the time that is left', () => {
    const timer = mount('c-softphone-timer', SoftphoneTimer, {
      since: secondsFromNow(-15),
      until: secondsFromNow(5),
      ring: true,
    });

    expect(timer.text('.text')).toBe('5');
    expect(timer.find('.ring-left').getAttribute('stroke-dasharray')).toBe('25 100');
  });

  it('writes whole seconds where a sentence wants them', () => {
    const timer = mount('c-softphone-timer', SoftphoneTimer, { until: secondsFromNow(75), seconds: true });

    expect(timer.text('.text')).toBe('75');
  });

  it('shows zero when the clock here is behind the clock of the instant', () => {
    const timer = mount('c-softphone-timer', SoftphoneTimer, { since: secondsFromNow(3) });

    expect(timer.text('.text')).toBe('0:00');
  });

  it('stops ticking when it leaves the page', () => {
    mount('c-softphone-timer', SoftphoneTimer, { since: NOW });

    unmountAll();

    expect(jest.getTimerCount()).toBe(0);
  });

  it('is accessible', async () => {
    jest.useRealTimers();
    const { element } = mount('c-softphone-timer', SoftphoneTimer, { since: NOW, until: NOW, ring: true });

    await expect(element).toBeAccessible();
  });
});
