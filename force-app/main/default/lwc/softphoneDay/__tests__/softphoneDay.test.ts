import SoftphoneDay from 'c/softphoneDay';
import type { AgentDay } from '../../../../../../softphone/core/index.ts';
import { mount, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';
import { aDay, NOW } from '../../../../../../test/components/views.ts';

function mountWith(day?: AgentDay) {
  return mount('c-softphone-day', SoftphoneDay, { day });
}

type Drawn = ReturnType<typeof mountWith>;
const wordsOf = (day: Drawn, selector: string) =>
  day.all(selector).map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());

describe('c-softphone-day', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
  });

  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('shows the calls of the day and their average handle time', () => {
    const day = mountWith(aDay());

    expect(wordsOf(day, '.figure dt')).toEqual(['Answered', 'Missed', 'Made', 'Avg. handle time']);
    expect(wordsOf(day, '.figure dd')).toEqual(['12', '1', '3', '3:05']);
  });

  it('has no handle time before the first call is over', () => {
    const { averageHandleSeconds: _none, ...rest } = aDay();

    expect(wordsOf(mountWith(rest), '.figure dd').at(-1)).toBe('–');
  });

  it('shows the time in each state', () => {
    const day = mountWith(aDay());

    expect(wordsOf(day, '.state dt')).toEqual(['Ready', 'On call', 'Wrap-up', 'Incoming call', 'Not ready']);
    expect(wordsOf(day, '.state > dd').slice(1)).toEqual(['48:00', '9:40', '1:05', '0:00']);
  });

  it('lets the time of the present state run on', async () => {
    const day = mountWith(aDay({ at: (NOW - 5_000) as AgentDay['at'] }));
    expect(day.text('.timer')).toBe('1:20:05');

    jest.advanceTimersByTime(2_000);
    await redrawn();

    expect(day.text('.timer')).toBe('1:20:07');
  });

  it('stands still while the agent is logged out, and before anything is known', () => {
    const { running: _none, ...loggedOut } = aDay();

    expect(mountWith(loggedOut).has('.timer')).toBe(false);
    expect(wordsOf(mountWith(), '.figure dd')).toEqual(['–', '–', '–', '–']);
  });

  it('is accessible', async () => {
    jest.useRealTimers();

    await expect(mountWith(aDay()).element).toBeAccessible();
  });
});
