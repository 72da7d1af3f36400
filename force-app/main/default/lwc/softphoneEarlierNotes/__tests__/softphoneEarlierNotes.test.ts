import SoftphoneEarlierNotes from 'c/softphoneEarlierNotes';
import type { EarlierNotes } from '../../../../../../softphone/core/index.ts';
import { mount, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';

const ben: EarlierNotes = { agentName: 'Ben Keller', notes: 'Wants a technician.' };
const carla: EarlierNotes = { agentName: 'Carla Diaz', notes: 'Called twice.' };

function mountWith(notes: readonly EarlierNotes[], opened = false) {
  return mount('c-softphone-earlier-notes', SoftphoneEarlierNotes, { notes, opened });
}

describe('c-softphone-earlier-notes', () => {
  afterEach(unmountAll);

  it('is not there without notes', () => {
    expect(mountWith([]).has('section')).toBe(false);
  });

  it('says whose notes there are, and opens and closes them', async () => {
    const earlier = mountWith([ben, carla]);
    expect(earlier.text('.toggle')).toBe('Notes of Ben Keller, Carla Diaz');
    expect(earlier.has('.note')).toBe(false);

    earlier.find('.toggle').click();
    await redrawn();
    expect(earlier.all('.note').map(({ textContent }) => textContent)).toEqual([
      'Ben KellerWants a technician.',
      'Carla DiazCalled twice.',
    ]);
    expect(earlier.find('.toggle').getAttribute('aria-expanded')).toBe('true');

    earlier.find('.toggle').click();
    await redrawn();
    expect(earlier.has('.note')).toBe(false);
  });

  it('begins open where it is wanted so, and does not repeat the only name', () => {
    expect(mountWith([ben], true).text('.notes')).toBe('Wants a technician.');
  });

  it('is accessible open and closed', async () => {
    await expect(mountWith([ben, carla], true).element).toBeAccessible();
    await expect(mountWith([ben]).element).toBeAccessible();
  });
});
