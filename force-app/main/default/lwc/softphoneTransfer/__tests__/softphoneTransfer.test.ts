import SoftphoneTransfer from 'c/softphoneTransfer';
import type { Target } from '../../../../../../softphone/core/index.ts';
import { mount, pressKey, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';
import { aConnectedInteraction, allowedIn, aSoftphone } from '../../../../../../test/components/views.ts';

const ben: Target = { kind: 'agent', agentId: '005000000000002AAA' as never };
const support: Target = { kind: 'queue', queue: 'Support' };

async function mountWith(chosen?: { target: Target; name: string }, changes: object = {}) {
  const interaction = aConnectedInteraction();
  const panel = mount('c-softphone-transfer', SoftphoneTransfer, {
    interaction,
    directory: aSoftphone().directory,
    country: 'US',
    purpose: 'transfer' as 'transfer' | 'consult',
    may: allowedIn(interaction),
    ...changes,
  });
  const closed = jest.fn();
  panel.element.addEventListener('close', closed);
  if (chosen) {
    panel.find('c-softphone-directory').dispatchEvent(new CustomEvent('choose', { detail: chosen }));
    await redrawn();
  }
  const isOff = (selector: string) => (panel.find(selector) as HTMLButtonElement).disabled;
  /** Without what the directory searches for. */
  const asked = () => panel.commands.filter(({ type }) => type !== 'searchDirectory');
  return { ...panel, closed, isOff, asked };
}

describe('c-softphone-transfer', () => {
  afterEach(unmountAll);

  it('asks first whom to choose, with the focus in the field', async () => {
    const panel = await mountWith();

    expect(panel.text('h2')).toBe('Transfer this call');
    expect(panel.text('.empty')).toBe('Choose an agent, a queue or a number.');
    expect(panel.has('.now')).toBe(false);
    expect(panel.find('c-softphone-directory').shadowRoot?.activeElement).toBe(panel.find('input'));
  });

  it('transfers now, and closes', async () => {
    const panel = await mountWith({ target: ben, name: 'Ben Keller' });

    panel.find('.now').click();

    expect(panel.asked()).toEqual([{ type: 'transfer', interactionId: 'interaction-1', target: ben }]);
    expect(panel.closed).toHaveBeenCalledTimes(1);
  });

  it('consults first, and closes', async () => {
    const panel = await mountWith({ target: ben, name: 'Ben Keller' });

    panel.find('.consult').click();

    expect(panel.asked()).toEqual([{ type: 'consult', interactionId: 'interaction-1', target: ben }]);
    expect(panel.closed).toHaveBeenCalledTimes(1);
  });

  it('says whom the agent has chosen and puts the focus on what comes next', async () => {
    const panel = await mountWith({ target: ben, name: 'Ben Keller' });

    expect(panel.text('.chosen .name')).toBe('Ben Keller');
    expect(panel.text('[role="status"]')).toBe('Chosen: Ben Keller');
    expect(panel.element.shadowRoot?.activeElement).toBe(panel.find('.now'));
  });

  it('cannot consult a queue, and says why', async () => {
    const panel = await mountWith({ target: support, name: 'Support' });

    expect(panel.isOff('.consult')).toBe(true);
    expect(panel.isOff('.now')).toBe(false);
    expect(panel.all('.text').at(-1)?.textContent).toBe('Nobody talks with a queue: transfer it now.');
  });

  it('takes a few digits for an extension', async () => {
    const panel = await mountWith({ target: { kind: 'number', number: '2041' }, name: '2041' });

    panel.find('.now').click();

    expect(panel.asked()).toMatchObject([{ target: { kind: 'extension', extension: '2041' } }]);
  });

  it('lets the agent choose somebody else', async () => {
    const panel = await mountWith({ target: ben, name: 'Ben Keller' });

    panel.find('.forget').click();
    await redrawn();

    expect(panel.has('.now')).toBe(false);
    expect(panel.find('c-softphone-directory').shadowRoot?.activeElement).toBe(panel.find('input'));
  });

  it('only calls where the agent wants no transfer', async () => {
    const panel = await mountWith({ target: ben, name: 'Ben Keller' }, { purpose: 'consult' });

    panel.find('.consult').click();

    expect(panel.text('h2')).toBe('Consult somebody');
    expect(panel.has('.now')).toBe(false);
    expect(panel.asked()).toMatchObject([{ type: 'consult', target: ben }]);
  });

  it('offers nothing that would be refused', async () => {
    const panel = await mountWith({ target: ben, name: 'Ben Keller' }, { may: [] });

    expect([panel.isOff('.now'), panel.isOff('.consult')]).toEqual([true, true]);
  });

  it('closes by Escape and by the way back, asking for nothing', async () => {
    const panel = await mountWith({ target: ben, name: 'Ben Keller' });

    pressKey(panel.find('.now'), 'Escape');
    pressKey(panel.find('.now'), 'Tab');
    panel.find('.back').click();

    expect(panel.closed).toHaveBeenCalledTimes(2);
    expect(panel.asked()).toEqual([]);
  });

  it('closes by Escape in the empty field too', async () => {
    const panel = await mountWith();

    pressKey(panel.find('input'), 'Escape');

    expect(panel.closed).toHaveBeenCalledTimes(1);
  });

  it.each<[string, ...Parameters<typeof mountWith>]>([
    ['before the choice'],
    ['after it', { target: support, name: 'Support' }],
    ['for a consult', { target: ben, name: 'Ben Keller' }, { purpose: 'consult' }],
  ])('is accessible %s', async (_when, ...given) => {
    await expect((await mountWith(...given)).element).toBeAccessible();
  });
});
