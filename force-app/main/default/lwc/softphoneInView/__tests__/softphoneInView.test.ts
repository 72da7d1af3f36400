import SoftphoneInView from 'c/softphoneInView';
import type { Interaction } from '../../../../../../softphone/core/index.ts';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';
import { ana, anInteraction, brokenFurnace, records } from '../../../../../../test/components/views.ts';

const mountWith = (changes: Partial<Interaction>, sights = records) =>
  mount('c-softphone-in-view', SoftphoneInView, {
    interaction: anInteraction(changes),
    records: sights,
    record: brokenFurnace,
  });

describe('c-softphone-in-view', () => {
  afterEach(unmountAll);

  it('offers the record that the desktop shows', () => {
    const inView = mountWith({ person: ana });

    inView.find('.relate').click();

    expect(inView.text('.name')).toBe('00001026');
    expect(inView.commands).toEqual([
      { type: 'chooseRecord', interactionId: 'interaction-1', record: brokenFurnace },
    ]);
  });

  it('offers nothing that is related already, or not to be seen', () => {
    expect(mountWith({ subject: brokenFurnace }).has('p')).toBe(false);
    expect(mountWith({}, { [brokenFurnace.recordId]: { state: 'hidden' } }).has('p')).toBe(false);
  });

  it('is accessible', async () => {
    await expect(mountWith({}).element).toBeAccessible();
  });
});
