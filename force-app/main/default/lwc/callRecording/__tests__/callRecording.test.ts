import { CurrentPageReference } from 'lightning/navigation';
import CallRecording from 'c/callRecording';
import { mount, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';

jest.mock('c/connectorApi', () => ({ recordingOf: jest.fn(), wordsOf: jest.fn() }));

describe('c-call-recording', () => {
  afterEach(unmountAll);

  it('plays the call that its address names', async () => {
    const page = mount('c-call-recording', CallRecording, {});
    expect(page.has('c-call-player')).toBe(false);

    // eslint-disable-next-line @lwc/lwc/no-unexpected-wire-adapter-usages -- the stub of the adapter lets tests emit
    (CurrentPageReference as unknown as { emit(page: object): void }).emit({ state: { c__key: 'i1:005' } });
    await redrawn();

    expect((page.find('c-call-player') as HTMLElement & { recordingKey: string }).recordingKey).toBe(
      'i1:005',
    );
    await expect(page.element).toBeAccessible();
  });
});
