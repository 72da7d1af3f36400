import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { allowNotifications, showNotification } from './desktopNotification.ts';

const words = { incoming: 'Incoming call', incomingQueue: 'Incoming call for {0}' };
const shown: FakeNotification[] = [];

class FakeNotification {
  static permission: NotificationPermission = 'granted';
  static requestPermission = jest.fn(() => Promise.resolve<NotificationPermission>('granted'));
  readonly title: string;
  readonly options: NotificationOptions;
  onclick: (() => void) | undefined;
  closed = false;

  constructor(title: string, options: NotificationOptions) {
    this.title = title;
    this.options = options;
    shown.push(this);
  }

  close(): void {
    this.closed = true;
  }
}

const globals = globalThis as { Notification?: unknown; window?: unknown };

beforeEach(() => {
  shown.length = 0;
  FakeNotification.permission = 'granted';
  FakeNotification.requestPermission.mockClear();
  globals.Notification = FakeNotification;
});

afterEach(() => {
  delete globals.Notification;
  delete globals.window;
});

describe('a notification', () => {
  it('says who calls and for which queue, and goes when it is taken away', () => {
    const takeAway = showNotification({ caller: 'Ada', queue: 'Support' }, words);

    expect(shown).toMatchObject([
      { title: 'Incoming call for Support', options: { body: 'Ada' }, closed: false },
    ]);
    takeAway();
    expect(shown).toMatchObject([{ closed: true }]);
  });

  it('brings the page to the front when it is clicked', () => {
    const focus = jest.fn();
    globals.window = { focus };
    showNotification({ caller: 'Ada' }, words);

    shown[0]?.onclick?.();

    expect(focus).toHaveBeenCalledTimes(1);
    expect(shown).toMatchObject([{ title: 'Incoming call', closed: true }]);
  });

  it('is not shown without permission, nor where the browser has none', () => {
    FakeNotification.permission = 'denied';
    showNotification({ caller: 'Ada' }, words)();
    delete globals.Notification;
    showNotification({ caller: 'Ada' }, words)();

    expect(shown).toEqual([]);
  });
});

describe('the permission', () => {
  it.each<[NotificationPermission, number]>([
    ['default', 1],
    ['granted', 0],
    ['denied', 0],
  ])('that is %s is asked for %i times', async (permission, times) => {
    FakeNotification.permission = permission;

    await allowNotifications();

    expect(FakeNotification.requestPermission).toHaveBeenCalledTimes(times);
  });

  it('is nothing to ask for where the browser has no notifications', async () => {
    delete globals.Notification;

    await expect(allowNotifications()).resolves.toBeUndefined();
  });
});
