import CtiWallboardAgents from 'c/ctiWallboardAgents';
import type { BoardAgent } from '../../../../../../softphone/wallboard/board.ts';
import {
  aBoardAgent,
  aBoardCall,
  aBoardQueue,
  manyBoardAgents,
} from '../../../../../../test/components/boards.ts';
import { mount, redrawn, typeInto, unmountAll } from '../../../../../../test/components/mount.ts';
import { NOW, secondsFromNow } from '../../../../../../test/components/views.ts';

function shown(agents: readonly BoardAgent[]) {
  const table = mount('c-cti-wallboard-agents', CtiWallboardAgents, {
    agents,
    queues: [aBoardQueue(), aBoardQueue({ name: 'Sales' })],
    aheadMs: 0,
    full: false,
  });
  return {
    ...table,
    names: () => table.all('tr[data-agent] th').map(({ textContent }) => textContent),
    async choose(filter: string, value: string) {
      const field = table.find(filter) as HTMLSelectElement;
      field.value = value;
      field.dispatchEvent(new CustomEvent('change'));
      await redrawn();
    },
    async scrollTo(px: number) {
      const place = table.find('.scroll');
      place.scrollTop = px;
      place.dispatchEvent(new CustomEvent('scroll'));
      await redrawn();
    },
  };
}

const busy = aBoardAgent({
  id: 'a2' as BoardAgent['id'],
  name: 'Ben Agent',
  state: 'onCall',
  since: secondsFromNow(-45),
  next: { name: 'notReady', reasonCode: 'Break' },
  calls: [aBoardCall({ state: 'held' }), aBoardCall({ direction: 'internal' })],
});

describe('c-cti-wallboard-agents', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['queueMicrotask'] }));
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('shows each agent: state, for how long, what follows, the call', () => {
    const table = shown([busy]);

    expect(table.all('tr[data-agent] > *').map(({ textContent }) => textContent)).toEqual([
      'Ben Agent',
      'On call',
      expect.anything(),
      'Not Ready · Break',
      'Inbound · On hold+1',
      'Support',
      expect.anything(),
      expect.anything(),
    ]);
    expect(table.all('.text').map(({ textContent }) => textContent)).toEqual(['0:45', '0:30']);
  });

  it('lets the time in a state run', async () => {
    const table = shown([aBoardAgent()]);

    jest.advanceTimersByTime(5_000);
    await redrawn();

    expect(table.text('.text')).toBe('1:05');
  });

  it('sorts by a column, the second time the other way round, and says so', async () => {
    const table = shown([aBoardAgent(), busy]);
    const byName = table.find('[data-column=name]');

    byName.click();
    await redrawn();
    expect(table.names()).toEqual(['Ada Agent', 'Ben Agent']);
    byName.click();
    await redrawn();

    expect(table.names()).toEqual(['Ben Agent', 'Ada Agent']);
    expect(table.find('.column_name').getAttribute('aria-sort')).toBe('descending');
  });

  it('filters by state, queue and text, and says how many are left', async () => {
    const table = shown([aBoardAgent(), busy]);

    await table.choose('.state-filter', 'ready');
    expect(table.names()).toEqual(['Ada Agent']);
    await table.choose('.state-filter', 'all');
    await table.choose('.queue-filter', 'Support');
    expect(table.names()).toEqual(['Ben Agent']);
    await table.choose('.queue-filter', '');
    typeInto(table.find('.text-filter'), 'ada');
    await redrawn();

    expect(table.names()).toEqual(['Ada Agent']);
    expect(table.text('.count')).toBe('1 of 2 agents');
  });

  it('says that nobody fits', async () => {
    const table = shown([busy]);
    typeInto(table.find('.text-filter'), 'nobody');
    await redrawn();

    expect(table.text('.empty')).toBe('No agents fit the filters');
  });

  it('says that there are none yet', () => {
    expect(shown([]).text('.empty')).toContain('No agents yet');
  });

  it('draws of 500 agents only those in sight, in a list as long as all', async () => {
    const table = shown(manyBoardAgents(500));
    expect(table.names()[0]).toBe('Agent 1');
    expect(table.names().length).toBeLessThan(60);
    expect(table.find('table').getAttribute('aria-rowcount')).toBe('501');

    await table.scrollTo(36 * 250);

    expect(table.names()).toContain('Agent 251');
    expect(table.names().length).toBeLessThan(60);
    const heights = table.all('.space').map(({ style }) => parseInt(style.height, 10));
    expect(heights[0]! + heights[1]! + 36 * table.names().length).toBe(36 * 500);
  });

  it('shows the first who fits, wherever the list was', async () => {
    const table = shown(manyBoardAgents(500));
    await table.scrollTo(36 * 400);

    typeInto(table.find('.text-filter'), 'Agent 7');
    await redrawn();

    expect(table.names()[0]).toBe('Agent 7');
  });

  it('marks who asks for help', () => {
    const table = shown([{ ...busy, calls: [aBoardCall({ helpAsked: true })] }]);

    expect(table.text('.agent_help .call')).toBe('Asks for help · Inbound');
  });

  it('is accessible', async () => {
    const table = shown([aBoardAgent(), busy]);
    jest.useRealTimers();

    await expect(table.element).toBeAccessible();
  });
});
