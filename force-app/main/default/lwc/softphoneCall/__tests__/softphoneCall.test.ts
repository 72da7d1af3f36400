import SoftphoneCall from 'c/softphoneCall';
import type { Audio, Phone } from '../../../../../../softphone/core/index.ts';
import { mount, pressKey, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';
import { aConnectedInteraction, aSoftphone } from '../../../../../../test/components/views.ts';

const interaction = aConnectedInteraction();

function mountWith(audio: Partial<Audio> = {}) {
  const phone: Phone = {
    ...aSoftphone().phone,
    audios: [
      {
        interactionId: interaction.id,
        state: 'connected',
        muted: false,
        digits: '',
        warnings: [],
        ...audio,
      },
    ],
  };
  return mount('c-softphone-call', SoftphoneCall, { interaction, phone });
}

describe('c-softphone-call', () => {
  afterEach(unmountAll);

  it('hangs up', () => {
    const call = mountWith();

    call.find('.hang-up').click();

    expect(call.commands).toEqual([{ type: 'hangUp', interactionId: 'interaction-1' }]);
  });

  it('mutes, and when muted says so and unmutes', () => {
    mountWith().find('.mute').click();
    const muted = mountWith({ muted: true });

    muted.find('.mute').click();

    expect(muted.text('[role="status"]')).toBe('You are muted: the caller cannot hear you');
    expect(muted.commands).toEqual([{ type: 'unmute' }]);
  });

  it('does not mute on the second half of a double click on Accept', () => {
    const call = mountWith();

    call.find('.mute').dispatchEvent(new MouseEvent('click', { detail: 2 }));

    expect(call.commands).toEqual([]);
  });

  it('mutes and unmutes on a double click of its own', () => {
    const call = mountWith();

    for (const detail of [1, 2]) call.find('.mute').dispatchEvent(new MouseEvent('click', { detail }));

    expect(call.commands).toHaveLength(2);
  });

  it('opens a keypad that hears the keyboard at once and shows what was sent', async () => {
    const call = mountWith({ digits: '12#' });
    expect(call.has('c-softphone-dial-pad')).toBe(false);

    call.find('.keypad-toggle').click();
    await redrawn();
    pressKey(call.find('.pad'), '7');

    expect(call.text('.digits-sent')).toBe('12#');
    expect(call.commands).toEqual([{ type: 'sendDigits', digits: '7' }]);
    expect(call.find('c-softphone-dial-pad').shadowRoot?.activeElement).toBe(call.find('.pad'));
  });

  it('warns of a bad network and of a silent microphone', () => {
    const call = mountWith({ warnings: ['packetLoss', 'silentMicrophone'] });

    expect(call.all('.warning').map(({ textContent }) => textContent)).toEqual([
      'Bad network: words may be missing',
      'Your microphone is silent: check your headset',
    ]);
  });

  it('offers neither mute nor keypad where the sound is in another tab', () => {
    const call = mountWith({ interactionId: 'another' as never });

    expect((call.find('.mute') as HTMLButtonElement).disabled).toBe(true);
    expect((call.find('.keypad-toggle') as HTMLButtonElement).disabled).toBe(true);
    expect((call.find('.hang-up') as HTMLButtonElement).disabled).toBe(false);
  });

  it('is accessible', async () => {
    const call = mountWith({ muted: true, warnings: ['highJitter'] });
    call.find('.keypad-toggle').click();
    await redrawn();

    await expect(call.element).toBeAccessible();
  });
});
