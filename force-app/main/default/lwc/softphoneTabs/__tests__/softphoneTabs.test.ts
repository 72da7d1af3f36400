import SoftphoneTabs from 'c/softphoneTabs';
import { mount, pressKey, unmountAll } from '../../../../../../test/components/mount.ts';

function mountWith(active: string) {
  const tabs = mount('c-softphone-tabs', SoftphoneTabs, { active });
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

    expect(tabs.chosen.mock.calls).toEqual([['history'], ['settings']]);
  });

  it('is accessible', async () => {
    await expect(mountWith('phone').element).toBeAccessible();
  });
});
