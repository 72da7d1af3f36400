import Softphone from 'c/softphone';
import { mount, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';
import {
  aConnectedInteraction,
  aDesk,
  anInteraction,
  aView,
  aWrapUp,
  NOW,
} from '../../../../../../test/components/views.ts';

function mountWith(changes: Parameters<typeof aView>[0] = {}) {
  return mount('c-softphone', Softphone, { view: aView(changes) });
}

describe('c-softphone', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['queueMicrotask'] }));
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('shows the dialer to an agent without a call', () => {
    expect(mountWith().has('c-softphone-dialer')).toBe(true);
  });

  it('shows a call that rings', () => {
    expect(mountWith({ desk: aDesk([anInteraction()]) }).has('c-softphone-reservation')).toBe(true);
  });

  it('shows a call in progress before a wrap-up that is not finished', () => {
    const wrapUp = aWrapUp({ id: 'earlier' as never });
    const softphone = mountWith({ desk: aDesk([wrapUp, aConnectedInteraction()]) });

    expect(softphone.has('c-softphone-call')).toBe(true);
    expect(softphone.has('c-softphone-wrap-up')).toBe(false);
  });

  it('keeps what is typed in the notes when the call becomes wrap-up', async () => {
    const softphone = mountWith({ desk: aDesk([aConnectedInteraction()]) });
    const notes = softphone.find('textarea');

    softphone.element.view = aView({ desk: aDesk([aWrapUp()]) });
    await redrawn();

    expect(softphone.find('textarea')).toBe(notes);
    expect(softphone.has('c-softphone-wrap-up')).toBe(true);
  });

  it('is accessible', async () => {
    jest.useRealTimers();
    await expect(mountWith().element).toBeAccessible();
  });
});
