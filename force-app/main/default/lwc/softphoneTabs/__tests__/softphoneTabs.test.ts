import SoftphoneTabs from 'c/softphoneTabs';
import { mount, pressKey, unmountAll } from '../../../../../../test/components/mount.ts';

function mountWith(active: string, parkedCount = 0) {
  const tabs = mount('c-softphone-tabs', SoftphoneTabs, { active, parkedCount });
  const chosen = jest.fn();
  tabs.element.addEventListener('choose', (event) => chosen((event as CustomEvent).detail));
  return { ...tabs, chosen };
}

describe('c-softphone-tabs', () => {
  afterEach(unmountAll);

  it('marks the active tab', () => {
    expect(mountWith('history').text('[aria-selected="true"]')).toBe('History');
  });

  it('raises choose with the tab that is pressed', () => {
    const tabs = mountWith('phone');

    tabs.find('[data-name="settings"]').click();

    expect(tabs.chosen).toHaveBeenCalledWith('settings');
  });

  it('moves to the next and the previous tab by arrow keys, around the ends', () => {
    const tabs = mountWith('phone');

    pressKey(tabs.find('[data-name="phone"]'), 'ArrowRight');
    pressKey(tabs.find('[data-name="phone"]'), 'ArrowLeft');
    pressKey(tabs.find('[data-name="phone"]'), 'a');

    expect(tabs.chosen.mock.calls).toEqual([['parked'], ['settings']]);
  });

  it('says how many calls are parked, and nothing when there are none', () => {
    expect(mountWith('phone', 2).text('[data-name="parked"]')).toBe('Parked2');
    expect(mountWith('phone').has('.count')).toBe(false);
  });

  it('is accessible', async () => {
    await expect(mountWith('phone', 2).element).toBeAccessible();
  });
});
