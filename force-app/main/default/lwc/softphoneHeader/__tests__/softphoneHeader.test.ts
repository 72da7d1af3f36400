import SoftphoneHeader from 'c/softphoneHeader';
import type { AgentState, RestingState } from '../../../../../../softphone/core/index.ts';
import { mount, pressKey, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';
import { NOW } from '../../../../../../test/components/views.ts';

const lunch: AgentState = { name: 'notReady', reasonCode: 'Lunch', since: NOW };

function mountWith(agentState?: AgentState, nextAgentState?: RestingState, changes: object = {}) {
  return mount('c-softphone-header', SoftphoneHeader, {
    agentName: 'Maria Lopez',
    agentState,
    nextAgentState,
    reasonCodes: [
      { name: 'Break', colour: '#DD7A01', choosable: true },
      { name: 'Lunch', colour: '#2E844A', choosable: true },
      { name: 'Missed call', choosable: false },
    ],
    reasonRequired: true,
    ...changes,
  });
}

async function opened(...states: Parameters<typeof mountWith>) {
  const header = mountWith(...states);
  header.find('.state').click();
  await redrawn();
  return header;
}

const focused = ({ element }: { element: HTMLElement }) => element.shadowRoot?.activeElement?.textContent;

describe('c-softphone-header', () => {
  afterEach(unmountAll);

  it('shows who works here and in which state', () => {
    const header = mountWith(lunch);

    expect(header.text('.agent-name')).toBe('Maria Lopez');
    expect(header.text('.state-name')).toBe('Not ready: Lunch');
  });

  it('offers no states before sign-in', () => {
    const header = mountWith();

    expect(header.text('.state-name')).toBe('Not signed in');
    expect((header.find('.state') as HTMLButtonElement).disabled).toBe(true);
  });

  it('offers Ready, each Not Ready reason and Log out, and marks the present one', async () => {
    const header = await opened(lunch);

    expect(header.all('[role="menuitemradio"]').map(({ textContent }) => textContent)).toEqual([
      'Ready',
      'Not ready: Break',
      'Not ready: Lunch',
      'Log out',
    ]);
    expect(header.text('[aria-checked="true"]')).toBe('Not ready: Lunch');
  });

  it('asks for the state that is chosen, and closes', async () => {
    const header = await opened(lunch);

    header.find('[data-position="1"]').click();
    await redrawn();

    expect(header.commands).toEqual([
      { type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } },
    ]);
    expect(header.has('[role="menu"]')).toBe(false);
  });

  it('shows and marks the next state while a call is at hand', async () => {
    const header = await opened({ name: 'onCall', since: NOW }, { name: 'ready' });

    expect(header.text('.next')).toBe('After this call: Ready');
    expect(header.text('.heading')).toBe('After this call');
    expect(header.text('[aria-checked="true"]')).toBe('Ready');
  });

  it('offers no log-out in the middle of a call', async () => {
    const header = await opened({ name: 'onCall', since: NOW }, { name: 'ready' });

    expect(header.all('[role="menuitemradio"]').map(({ textContent }) => textContent)).not.toContain(
      'Log out',
    );
  });

  it('offers Not Ready without a reason where none is required', async () => {
    const header = await opened(lunch, undefined, { reasonRequired: false });
    header.find('[data-position="1"]').click();

    expect(header.commands).toEqual([{ type: 'setAgentState', state: { name: 'notReady', reasonCode: '' } }]);
  });

  it('shows the colours of the reasons', async () => {
    const header = await opened(lunch);

    expect(header.find('.state .dot').style.background).toBe('rgb(46, 132, 74)');
    expect(header.find('[data-position="1"] .dot').style.background).toBe('rgb(221, 122, 1)');
  });

  it('says who set the state, where it was somebody else', () => {
    expect(mountWith(lunch, undefined, { setBy: 'supervisor' }).text('.next')).toBe('Set by a supervisor');
    expect(
      mountWith({ name: 'onCall', since: NOW }, { name: 'ready' }, { setBy: 'rule' }).text('.next'),
    ).toBe('After this call: Ready · Set automatically');
  });

  it('is worked by keyboard alone', async () => {
    const header = mountWith(lunch);
    pressKey(header.find('.state'), 'ArrowDown');
    await redrawn();
    expect(focused(header)).toBe('Not ready: Lunch');

    pressKey(header.find('[data-position="2"]'), 'ArrowDown');
    expect(focused(header)).toBe('Log out');
    pressKey(header.find('[data-position="3"]'), 'ArrowDown');
    expect(focused(header)).toBe('Ready');
    pressKey(header.find('[data-position="0"]'), 'End');
    expect(focused(header)).toBe('Log out');

    pressKey(header.find('[data-position="3"]'), 'Escape');
    await redrawn();
    expect(header.has('[role="menu"]')).toBe(false);
    expect(focused(header)).toBe('Not ready: Lunch');
  });

  it('closes the menu when the focus leaves it', async () => {
    const header = await opened(lunch);

    header
      .find('[data-position="0"]')
      .dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }));
    await redrawn();

    expect(header.has('[role="menu"]')).toBe(false);
  });

  it('is accessible', async () => {
    const { element } = await opened({ name: 'onCall', since: NOW }, { name: 'ready' });

    await expect(element).toBeAccessible();
  });
});
