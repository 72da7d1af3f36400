import { recordingOf } from 'c/connectorApi';
import CallPlayer from 'c/callPlayer';
import { mount, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';

jest.mock('c/connectorApi', () => ({
  recordingOf: jest.fn(),
  wordsOf: (failure: Error) => failure.message,
}));

async function played() {
  const player = mount('c-call-player', CallPlayer, { recordingKey: 'i1' });
  player.find('.play').click();
  await redrawn();
  await redrawn();
  return player;
}

describe('c-call-player', () => {
  beforeEach(() => {
    Object.assign(URL, { createObjectURL: () => 'blob:sound', revokeObjectURL: jest.fn() });
  });
  afterEach(unmountAll);

  it('fetches the recording when one asks for it, and plays it', async () => {
    jest.mocked(recordingOf).mockResolvedValue(new Blob());

    const player = await played();

    expect(recordingOf).toHaveBeenCalledWith('i1');
    expect(player.find('audio').getAttribute('src')).toBe('blob:sound');
    expect(player.has('.play')).toBe(false);
  });

  it('forgets the sound when it goes', async () => {
    jest.mocked(recordingOf).mockResolvedValue(new Blob());
    await played();

    unmountAll();

    expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:sound');
  });

  it('says why it cannot play, and may be asked again', async () => {
    jest.mocked(recordingOf).mockRejectedValue(new Error('The recording is not ready yet.'));

    const player = await played();

    expect(player.text('[role=alert]')).toBe('The recording is not ready yet.');
    expect(player.has('.play')).toBe(true);
    await expect(player.element).toBeAccessible();
  });
});
