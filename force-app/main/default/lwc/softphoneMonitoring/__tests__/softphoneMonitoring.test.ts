import SoftphoneMonitoring from 'c/softphoneMonitoring';
import type { Monitoring } from '../../../../../../softphone/core/index.ts';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';
import { NOW, secondsFromNow } from '../../../../../../test/components/views.ts';

const monitoring: Monitoring = {
  interactionId: 'interaction-7' as Monitoring['interactionId'],
  agentId: '005000000000002AAA' as Monitoring['agentId'],
  agentName: 'Ben Keller',
  mode: 'monitor',
  state: 'listening',
  since: secondsFromNow(-65),
};
const { agentId, interactionId } = monitoring;

function mountWith(changes: Partial<Monitoring> = {}) {
  return mount('c-softphone-monitoring', SoftphoneMonitoring, { monitoring: { ...monitoring, ...changes } });
}

describe('c-softphone-monitoring', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['queueMicrotask'] }));
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('says who is heard, since when, and who hears the supervisor', () => {
    const panel = mountWith();

    expect(panel.text('.name')).toBe('Ben Keller');
    expect(panel.text('.text')).toBe('1:05');
    expect([panel.text('.state'), panel.text('.heard-by')]).toEqual(['Listening', 'Nobody hears you.']);
  });

  it('says so while the sound is on its way, and while the agent hears the supervisor', () => {
    expect(mountWith({ state: 'connecting' }).text('.state')).toBe('Connecting…');

    const coaching = mountWith({ mode: 'coach' });
    expect([coaching.text('.state'), coaching.text('.heard-by')]).toEqual([
      'Coaching',
      'Ben Keller alone hears you.',
    ]);
  });

  it('asks for what else can be done, and to stop', () => {
    const panel = mountWith();

    panel.all('.wish').forEach((button) => button.click());
    panel.find('.stop').click();

    expect(panel.commands).toEqual([
      ...(['coach', 'barge', 'takeOver'] as const).map((type) => ({
        type: 'supervise',
        order: { type, agentId, interactionId },
      })),
      { type: 'supervise', order: { type: 'stopMonitoring' } },
    ]);
  });

  it('takes a double click for one', () => {
    const panel = mountWith();

    panel.find('.stop').dispatchEvent(new MouseEvent('click', { detail: 2 }));

    expect(panel.commands).toEqual([]);
  });

  it('is accessible while it listens, coaches and connects', async () => {
    jest.useRealTimers();
    await expect(mountWith().element).toBeAccessible();
    await expect(mountWith({ mode: 'coach' }).element).toBeAccessible();
    await expect(mountWith({ state: 'connecting' }).element).toBeAccessible();
  });
});
