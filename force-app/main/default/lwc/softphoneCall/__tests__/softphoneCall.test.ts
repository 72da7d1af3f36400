import SoftphoneCall from 'c/softphoneCall';
import type { Audio, Interaction, Phone } from '../../../../../../softphone/core/index.ts';
import { mount, pressKey, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';
import {
  aColleague,
  aConnectedInteraction,
  aCustomer,
  allowedIn,
  aSoftphone,
  secondsFromNow,
} from '../../../../../../test/components/views.ts';

interface Given {
  readonly interaction?: Interaction;
  readonly audio?: Partial<Audio>;
  readonly may?: readonly string[];
  readonly pending?: readonly string[];
}

function mountWith({ interaction = aConnectedInteraction(), audio = {}, may, pending = [] }: Given = {}) {
  const plain = { state: 'connected', muted: false, digits: '', warnings: [] } as const;
  const phone: Phone = {
    ...aSoftphone().phone,
    audios: [{ interactionId: interaction.id, ...plain, ...audio }],
  };
  const call = mount('c-softphone-call', SoftphoneCall, {
    interaction,
    phone,
    may: may ?? allowedIn(interaction),
    pending,
  });
  const button = (name: string) => call.find(`[data-name="${name}"]`) as HTMLButtonElement;
  return { ...call, button };
}

const elsewhere = { interactionId: 'another' as never };

describe('c-softphone-call', () => {
  afterEach(unmountAll);

  it('hangs up', () => {
    const call = mountWith();

    call.button('hangUp').click();

    expect(call.commands).toEqual([{ type: 'hangUp', interactionId: 'interaction-1' }]);
  });

  it('keeps every button in its place, whatever the call does', () => {
    const names = (interaction: Interaction) =>
      mountWith({ interaction })
        .all('.control')
        .map(({ dataset }) => dataset.name);
    const dialing = aConnectedInteraction({ call: { state: 'dialing', dialedAt: secondsFromNow(-2) } });

    expect(names(dialing)).toEqual(names(aConnectedInteraction({ muted: true, recording: 'paused' })));
    expect(names(dialing).at(-1)).toBe('hangUp');
  });

  it('mutes, and when muted says so and unmutes', () => {
    const open = mountWith();
    const muted = mountWith({ interaction: aConnectedInteraction({ muted: true }) });

    open.button('mute').click();
    muted.button('mute').click();

    expect(muted.text('[role="status"]')).toBe('You are muted: the caller cannot hear you');
    expect(open.commands).toEqual([{ type: 'setMuted', interactionId: 'interaction-1', muted: true }]);
    expect(muted.commands).toEqual([{ type: 'setMuted', interactionId: 'interaction-1', muted: false }]);
  });

  it('does not mute on the second half of a double click on Accept', () => {
    const call = mountWith();

    call.button('mute').dispatchEvent(new MouseEvent('click', { detail: 2 }));

    expect(call.commands).toEqual([]);
  });

  it('mutes and unmutes on a double click of its own, and holds once', () => {
    const call = mountWith();

    for (const detail of [1, 2]) call.button('mute').dispatchEvent(new MouseEvent('click', { detail }));
    for (const detail of [1, 2]) call.button('hold').dispatchEvent(new MouseEvent('click', { detail }));

    expect(call.commands.map(({ type }) => type)).toEqual(['setMuted', 'setMuted', 'hold']);
  });

  it('holds the customer, and talks again', () => {
    const talking = mountWith();
    const held = mountWith({
      interaction: aConnectedInteraction({ parties: [aCustomer({ state: 'onHold' }), aColleague()] }),
    });

    talking.button('hold').click();
    held.button('hold').click();

    expect([talking.button('hold').textContent, held.button('hold').textContent]).toEqual(['Hold', 'Resume']);
    expect([...talking.commands, ...held.commands]).toEqual([
      { type: 'hold', interactionId: 'interaction-1', partyId: 'customer' },
      { type: 'resume', interactionId: 'interaction-1', partyId: 'customer' },
    ]);
  });

  it('holds the colleague of a call without a customer', () => {
    const call = mountWith({ interaction: aConnectedInteraction({ parties: [aColleague()] }) });

    call.button('hold').click();

    expect(call.commands).toMatchObject([{ type: 'hold', partyId: 'agent-2' }]);
  });

  it('takes up a call that waits while the agent is in another one', () => {
    const waiting = aConnectedInteraction({ parties: [aCustomer({ state: 'onHold' })] });
    const call = mountWith({ interaction: waiting, may: ['activate', 'resume', 'hangUp'] });

    call.button('hold').click();

    expect(call.button('hold').textContent).toBe('Resume');
    expect(call.button('keypad').disabled).toBe(true);
    expect(call.commands).toEqual([{ type: 'activate', interactionId: 'interaction-1' }]);
  });

  it('parks', () => {
    const call = mountWith();

    call.button('park').click();

    expect(call.commands).toEqual([{ type: 'park', interactionId: 'interaction-1' }]);
  });

  it('starts a recording where the agent may', () => {
    const call = mountWith({ interaction: aConnectedInteraction({ recording: 'startable' }) });

    expect(call.button('record').title).toBe('Start recording');
    call.button('record').click();

    expect(call.commands).toEqual([
      { type: 'setRecording', interactionId: 'interaction-1', recording: 'running' },
    ]);
  });

  it('pauses a recording and goes on with it; says so where there is none', () => {
    const running = mountWith({ interaction: aConnectedInteraction({ recording: 'running' }) });
    const paused = mountWith({ interaction: aConnectedInteraction({ recording: 'paused' }) });

    running.button('record').click();
    paused.button('record').click();

    expect([running.button('record').title, paused.button('record').title]).toEqual([
      'Pause recording',
      'Resume recording',
    ]);
    expect([...running.commands, ...paused.commands]).toMatchObject([
      { type: 'setRecording', recording: 'paused' },
      { type: 'setRecording', recording: 'running' },
    ]);
    expect(mountWith().button('record').title).toBe('No recording of this call');
    expect(mountWith().button('record').disabled).toBe(true);
  });

  it.each(['transfer', 'consult'])('has somebody chosen for %s', (name) => {
    const call = mountWith();
    const heard = jest.fn();
    call.element.addEventListener('choosetarget', (event) => heard((event as CustomEvent).detail));

    call.button(name).click();

    expect(heard).toHaveBeenCalledWith(name);
    expect(call.commands).toEqual([]);
  });

  it('offers only what would not be refused', () => {
    const consulting = mountWith({
      interaction: aConnectedInteraction({ parties: [aCustomer(), aColleague()] }),
    });

    expect(consulting.button('park').disabled).toBe(true);
    expect(
      mountWith({ may: [] })
        .all('.control')
        .filter((each) => (each as HTMLButtonElement).disabled),
    ).toHaveLength(7);
  });

  it('asks once, and shows that it waits for the answer', () => {
    const call = mountWith({ pending: ['hold interaction-1 customer', 'transfer interaction-1 '] });

    call.button('hold').click();

    expect(call.all('[aria-disabled="true"]').map(({ textContent }) => textContent)).toEqual([
      'Transfer',
      'Hold',
    ]);
    expect(call.commands).toEqual([]);
  });

  it('opens a keypad that hears the keyboard at once and shows what was sent', async () => {
    const call = mountWith({ audio: { digits: '12#' } });
    expect(call.has('c-softphone-dial-pad')).toBe(false);

    call.button('keypad').click();
    await redrawn();
    pressKey(call.find('.pad'), '7');

    expect(call.text('.digits-sent')).toBe('12#');
    expect(call.commands).toEqual([{ type: 'sendDigits', digits: '7' }]);
    expect(call.find('c-softphone-dial-pad').shadowRoot?.activeElement).toBe(call.find('.pad'));
  });

  it('closes the keypad with its call', async () => {
    const call = mountWith();
    call.button('keypad').click();
    await redrawn();

    const { phone } = call.element;
    const another = aConnectedInteraction({ id: 'another' as never });
    const audios = phone.audios.map((audio) => ({ ...audio, interactionId: another.id }));
    Object.assign(call.element, { interaction: another, phone: { ...phone, audios } });
    await redrawn();

    expect(call.has('c-softphone-dial-pad')).toBe(false);
  });

  it('warns of a bad network and of a silent microphone', () => {
    const call = mountWith({ audio: { warnings: ['packetLoss', 'silentMicrophone'] } });

    expect(call.all('.warning').map(({ textContent }) => textContent)).toEqual([
      'Bad network: words may be missing',
      'Your microphone is silent: check your headset',
    ]);
  });

  it('mutes from every tab, and sends keys only from the one with the sound', () => {
    const call = mountWith({ audio: elsewhere });

    expect(call.button('mute').disabled).toBe(false);
    expect(call.button('keypad').disabled).toBe(true);
    expect(call.button('hangUp').disabled).toBe(false);
  });

  it('is accessible while a recording is being started', async () => {
    const call = mountWith({
      interaction: aConnectedInteraction({ recording: 'startable' }),
      pending: ['setRecording interaction-1 '],
    });

    expect(call.button('record').getAttribute('aria-disabled')).toBe('true');
    await expect(call.element).toBeAccessible();
  });

  it('is accessible', async () => {
    const call = mountWith({
      interaction: aConnectedInteraction({ muted: true, recording: 'paused' }),
      audio: { warnings: ['highJitter'] },
      pending: ['hold interaction-1 customer'],
    });
    call.button('keypad').click();
    await redrawn();

    await expect(call.element).toBeAccessible();
  });
});
