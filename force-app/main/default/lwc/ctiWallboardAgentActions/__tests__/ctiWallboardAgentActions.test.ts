import CtiWallboardAgentActions from 'c/ctiWallboardAgentActions';
import { aBoardAgent } from '../../../../../../test/components/boards.ts';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';

describe('c-cti-wallboard-agent-actions', () => {
  afterEach(unmountAll);

  const shown = () =>
    mount('c-cti-wallboard-agent-actions', CtiWallboardAgentActions, { agent: aBoardAgent() });

  it('opens the user in Salesforce', () => {
    const actions = shown();

    expect(actions.find('.open').getAttribute('href')).toBe('/lightning/r/User/005000000000001AAA/view');
    expect(actions.text('.open')).toBe('Open Ada Agent');
  });

  it('asks for what can be done about the agent', () => {
    const actions = shown();
    const chosen: unknown[] = [];
    actions.element.addEventListener('choose', (event) => chosen.push((event as CustomEvent).detail));

    actions.find('.choose').click();

    expect(actions.text('.choose')).toBe('What to do about Ada Agent');
    expect(chosen).toEqual(['005000000000001AAA']);
  });

  it('is accessible', async () => {
    await expect(shown().element).toBeAccessible();
  });
});
