import SoftphoneCallStatus from 'c/softphoneCallStatus';
import type { Instant, Interaction } from '../../../../../../softphone/core/index.ts';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';
import {
  aConnectedInteraction,
  aWrapUp,
  NOW,
  secondsFromNow,
} from '../../../../../../test/components/views.ts';

function mountWith(interaction: Interaction, holdSince?: Instant) {
  return mount('c-softphone-call-status', SoftphoneCallStatus, { interaction, holdSince });
}

describe('c-softphone-call-status', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['queueMicrotask'] }));
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('says how far the call has come', () => {
    const dialing = aConnectedInteraction({ call: { state: 'dialing', dialedAt: NOW } });
    const answering = aConnectedInteraction({ call: { state: 'answering', acceptedAt: NOW } });

    expect(mountWith(dialing).text('.status-name')).toBe('Calling…');
    expect(mountWith(answering).text('.status-name')).toBe('Connecting…');
    expect(mountWith(aConnectedInteraction()).text('.text')).toBe('1:00');
  });

  it('counts the hold beside the call', () => {
    const status = mountWith(aConnectedInteraction(), secondsFromNow(-12));

    expect(status.text('.held')).toBe('On hold');
    expect(status.all('.text').map(({ textContent }) => textContent)).toEqual(['1:00', '0:12']);
    expect(mountWith(aConnectedInteraction()).has('.held')).toBe(false);
  });

  it('says how the call ended and how long it was', () => {
    expect(mountWith(aWrapUp()).text('.status')).toBe('Customer hung up2:00');
  });

  it('shows no talk time for a call that nobody answered', () => {
    const noAnswer = aWrapUp({
      call: { state: 'ended', startedAt: secondsFromNow(-30), endedAt: NOW, reason: 'noAnswer' },
    });

    expect(mountWith(noAnswer).text('.status')).toBe('No answer');
  });

  it('marks a call that is recorded, and one whose recording is paused', () => {
    expect(mountWith(aConnectedInteraction({ recording: 'running' })).text('.recording')).toBe('Recording');
    expect(mountWith(aConnectedInteraction({ recording: 'paused' })).text('.recording_paused')).toBe(
      'Recording paused',
    );
    expect(mountWith(aConnectedInteraction()).has('.recording')).toBe(false);
    expect(mountWith(aConnectedInteraction({ recording: 'startable' })).has('.recording')).toBe(false);
  });

  it('tells of a broken connection, and how long the caller is kept', () => {
    const lost = mountWith(aConnectedInteraction({ lostUntil: secondsFromNow(14) }));

    expect(lost.all('.text').map(({ textContent }) => textContent)).toEqual(['1:00', '14']);
    expect(lost.text('[role="alert"]')).toBe('Your connection broke. The caller hears music. Reconnecting…');
  });

  it('is accessible', async () => {
    jest.useRealTimers();
    const busy = aConnectedInteraction({ recording: 'paused', lostUntil: secondsFromNow(14) });

    await expect(mountWith(busy, secondsFromNow(-12)).element).toBeAccessible();
  });
});
