import CtiWallboard from 'c/ctiWallboard';
import { watchBoard, type BoardWatcher } from 'c/ctiWallboardLink';
import { aBoard, aBoardAgent, aBoardQueue } from '../../../../../../test/components/boards.ts';
import { mount, redrawn, settled, unmountAll } from '../../../../../../test/components/mount.ts';

jest.mock('c/ctiWallboardLink', () => ({ watchBoard: jest.fn() }));

const leave = jest.fn();
const order = jest.fn();
const link = (): BoardWatcher => jest.mocked(watchBoard).mock.lastCall![0];

function shown(limits: object = {}) {
  return mount('c-cti-wallboard', CtiWallboard, limits);
}

async function live(limits: object = {}) {
  const page = shown(limits);
  link().snapshot(aBoard(), 0);
  await redrawn();
  return page;
}

describe('c-cti-wallboard', () => {
  beforeEach(() => {
    leave.mockReset();
    order.mockReset();
    jest.mocked(watchBoard).mockReset().mockReturnValue({ end: leave, order });
  });
  afterEach(unmountAll);

  it('says that it loads', () => {
    expect(shown().text('.empty')).toBe('Loading the wallboard…');
  });

  it('shows queues and agents, and what changes', async () => {
    const page = await live();
    expect(page.text('.connection')).toBe('Live');
    expect(page.text('tr[data-agent] th')).toBe('Ada Agent');

    link().change({
      type: 'change',
      seq: 1,
      queues: [aBoardQueue({ waiting: 7 })],
      agents: [aBoardAgent({ state: 'notReady', reasonCode: 'Lunch' })],
    });
    await redrawn();

    expect(page.text('[data-figure=waiting]')).toBe('7');
    expect(page.text('tr[data-agent] .state')).toBe('Not Ready · Lunch');
  });

  it('has an order carried out, and says why one was not', async () => {
    const page = await live();
    page.find('.choose').click();
    await redrawn();
    order.mockResolvedValueOnce('Open your softphone').mockResolvedValueOnce(undefined);

    page.find('.set[data-state=loggedOut]').click();
    await settled();
    expect(order.mock.lastCall).toEqual([
      { type: 'setState', agentId: '005000000000001AAA', state: { name: 'loggedOut' } },
    ]);
    expect(page.text('.refusal')).toBe('Open your softphone');

    page.find('.set[data-state=ready]').click();
    await settled();
    expect(page.has('.orders')).toBe(false);
  });

  it('says that what one sees is old while the connection is lost', async () => {
    const page = await live();

    link().lost('Salesforce is busy');
    await redrawn();

    expect(page.text('.lost')).toMatch(/Connection lost\. Trying again… What you see is from \d/);
    expect(page.text('.reason')).toBe('Salesforce is busy');
    expect(page.has('tr[data-agent]')).toBe(true);
    link().snapshot(aBoard(), 0);
    await redrawn();
    expect(page.has('.lost')).toBe(false);
  });

  it('says who may not look, shows nothing, and lets one try again', async () => {
    const page = await live();

    link().refused('Only users with CTI_Supervisor may ask this.');
    await redrawn();
    expect(page.text('[role=alert]')).toContain('Only users with CTI_Supervisor');
    expect(page.has('tr[data-agent]')).toBe(false);
    page.find('.retry').click();

    expect(watchBoard).toHaveBeenCalledTimes(2);
    expect(leave).toHaveBeenCalledTimes(1);
  });

  it('has limits of its own on a page where an administrator set some', async () => {
    const page = await live({ levelWarningPercent: 95 });

    link().change({
      type: 'change',
      seq: 1,
      agents: [],
      queues: [aBoardQueue({ today: { offered: 10, answered: 9, abandoned: 1, serviceLevel: 0.9 } })],
    });
    await redrawn();

    expect(page.text('.mark')).toBe('Warning');
  });

  it('fills the screen, or the window where that is not allowed, and comes back', async () => {
    const page = await live();
    const board = page.find('.board') as HTMLElement & { requestFullscreen: () => Promise<void> };
    board.requestFullscreen = () => Promise.reject(new Error('not allowed'));

    page.find('.full-screen').click();
    await settled();
    expect(page.has('.board_full')).toBe(true);
    expect(page.text('.full-screen')).toBe('Leave full screen');
    page.find('.full-screen').click();
    await settled();

    expect(page.has('.board_full')).toBe(false);
  });

  it('leaves the board with the page', () => {
    shown();
    unmountAll();

    expect(leave).toHaveBeenCalledTimes(1);
  });

  it('is accessible', async () => {
    await expect((await live()).element).toBeAccessible();
  });
});
