import SoftphoneWrapUp from 'c/softphoneWrapUp';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';
import { aWrapUp, NOW } from '../../../../../../test/components/views.ts';

function mountOne(changes: object = {}) {
  return mount('c-softphone-wrap-up', SoftphoneWrapUp, {
    interaction: aWrapUp(),
    dispositions: { names: ['Resolved'], required: false },
    extensions: 2,
    extensionSeconds: 60,
    ...changes,
  });
}

describe('c-softphone-wrap-up', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['queueMicrotask'] }));
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('shows how long the wrap-up may last', () => {
    expect(mountOne().text('[role="timer"]')).toBe('30');
  });

  it('finishes when Done is pressed', () => {
    const wrapUp = mountOne();

    wrapUp.find('.done').click();

    expect(wrapUp.commands).toEqual([{ type: 'completeWrapUp', interactionId: 'interaction-1' }]);
  });

  it('is made longer at a click, as often as it says', () => {
    const wrapUp = mountOne();
    expect(wrapUp.text('.extend')).toBe('Extend by 60 s');
    expect(wrapUp.text('.extensions-left')).toBe('2 left');

    wrapUp.find('.extend').click();

    expect(wrapUp.commands).toEqual([{ type: 'extendWrapUp', interactionId: 'interaction-1' }]);
  });

  it('cannot be made longer when that was done often enough, or is never possible', () => {
    expect((mountOne({ extensions: 0 }).find('.extend') as HTMLButtonElement).disabled).toBe(true);
    expect(mountOne({ extensions: undefined }).has('.extend')).toBe(false);
  });

  it('does not finish on the second half of a double click on Hang up', () => {
    const wrapUp = mountOne();

    wrapUp.find('.done').dispatchEvent(new MouseEvent('click', { detail: 2 }));

    expect(wrapUp.commands).toEqual([]);
  });

  it('is accessible', async () => {
    jest.useRealTimers();
    await expect(mountOne().element).toBeAccessible();
  });
});
