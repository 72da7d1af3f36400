import CtiWallboardOrders from 'c/ctiWallboardOrders';
import { aBoardAgent, aBoardCall } from '../../../../../../test/components/boards.ts';
import { mount, pressKey, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';

const agentId = '005000000000001AAA';
const about = { agentId, interactionId: 'i1' };

function shown(changes: object = {}) {
  const panel = mount('c-cti-wallboard-orders', CtiWallboardOrders, {
    agent: aBoardAgent({ state: 'onCall', calls: [aBoardCall()] }),
    reasonCodes: ['Break'],
    ...changes,
  });
  const orders: unknown[] = [];
  const closed: Event[] = [];
  panel.element.addEventListener('order', (event) => orders.push((event as CustomEvent).detail));
  panel.element.addEventListener('close', (event) => closed.push(event));
  return { ...panel, orders, closed };
}

describe('c-cti-wallboard-orders', () => {
  afterEach(unmountAll);

  it('listens, coaches, barges in and takes over', () => {
    const panel = shown();

    panel.all('.wish').forEach((button) => button.click());

    expect(panel.orders).toEqual(
      ['monitor', 'coach', 'barge', 'takeOver'].map((type) => ({ type, ...about })),
    );
  });

  it('sets a state, with its reason, and logs out', () => {
    const panel = shown();

    panel.all('.set').forEach((button) => button.click());

    expect(panel.all('.set').map(({ textContent }) => textContent)).toEqual([
      'Ready',
      'Not Ready: Break',
      'Log out',
    ]);
    expect(panel.orders).toEqual(
      [{ name: 'ready' }, { name: 'notReady', reasonCode: 'Break' }, { name: 'loggedOut' }].map((state) => ({
        type: 'setState',
        agentId,
        state,
      })),
    );
  });

  it('ends a call only when it is wanted twice', async () => {
    const panel = shown();
    panel.find('.ask').click();
    await redrawn();
    expect(panel.text('.asks span')).toBe('End the call of Ada Agent for everybody in it?');
    panel.find('.cancel').click();
    await redrawn();
    expect(panel.orders).toEqual([]);

    panel.find('.ask').click();
    await redrawn();
    panel.find('.end').click();

    expect(panel.orders).toEqual([{ type: 'endInteraction', ...about }]);
  });

  it('does not listen to a call that rings', () => {
    const agent = aBoardAgent({ state: 'reserved', calls: [aBoardCall({ state: 'ringing' })] });

    expect(shown({ agent }).has('.wish')).toBe(false);
  });

  it('says why an order was not carried out', () => {
    expect(shown({ refusal: 'Open your softphone.' }).text('.refusal')).toBe('Open your softphone.');
  });

  it('takes the focus, and is closed by a click or by Escape', () => {
    const panel = shown();

    panel.find('.close').click();
    pressKey(panel.find('.orders'), 'Escape');

    expect(panel.element.shadowRoot?.activeElement).toBe(panel.find('h2'));
    expect(panel.closed).toHaveLength(2);
  });

  it('is accessible, also when it asks back', async () => {
    const panel = shown();
    await expect(panel.element).toBeAccessible();
    panel.find('.ask').click();
    await redrawn();
    await expect(panel.element).toBeAccessible();
  });
});
