import SoftphoneInteraction from 'c/softphoneInteraction';
import type { Interaction } from '../../../../../../softphone/core/index.ts';
import { mount, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';
import {
  aConnectedInteraction,
  ana,
  aSoftphone,
  aWrapUp,
  brokenFurnace,
  bruno,
  NOW,
  records,
  secondsFromNow,
} from '../../../../../../test/components/views.ts';

function mountWith(interaction: Interaction) {
  const { phone } = aSoftphone();
  return mount('c-softphone-interaction', SoftphoneInteraction, {
    interaction,
    phone,
    dispositions: { names: ['Resolved'], required: false },
    records,
    inView: brokenFurnace,
    reachable: true,
  });
}

describe('c-softphone-interaction', () => {
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
    expect(mountWith(aConnectedInteraction()).text('.status-name')).toBe('On call');
  });

  it('counts the time since the answer', () => {
    expect(mountWith(aConnectedInteraction()).text('.text')).toBe('1:00');
  });

  it('says how the call ended and how long it was', () => {
    const interaction = mountWith(aWrapUp());

    expect(interaction.text('.status-name')).toBe('Customer hung up');
    expect(interaction.text('.time')).toBe('2:00');
  });

  it('shows no talk time for a call that nobody answered', () => {
    const noAnswer = aWrapUp({
      call: { state: 'ended', startedAt: secondsFromNow(-30), endedAt: NOW, reason: 'noAnswer' },
    });

    expect(mountWith(noAnswer).text('.status')).toBe('No answer');
  });

  it('asks which of several people it is until one is chosen', () => {
    const { person: _none, ...several } = aConnectedInteraction({ matches: [ana, bruno] });

    expect(mountWith(several).has('c-softphone-matches')).toBe(true);
    expect(mountWith({ ...several, person: ana }).has('c-softphone-matches')).toBe(false);
  });

  it('asks what the call is about when its caller has open cases', () => {
    const interaction = mountWith(aConnectedInteraction({ matches: [ana, brokenFurnace] }));

    expect(interaction.all('c-softphone-matches')).toHaveLength(1);
    expect(interaction.text('.choose')).toBe('What is it about?');
  });

  it('stops asking once the agent has chosen, until another record is wanted', async () => {
    const { person: _none, ...several } = aConnectedInteraction({ matches: [ana, bruno] });
    const interaction = mountWith(several);

    interaction.find('[data-position="1"]').click();
    await redrawn();
    expect(interaction.commands).toMatchObject([{ type: 'chooseRecord', record: bruno }]);
    expect(interaction.has('c-softphone-matches')).toBe(false);
    expect(interaction.element.shadowRoot?.activeElement).toBe(interaction.find('.change'));

    interaction.find('.change').click();
    await redrawn();
    expect(interaction.has('c-softphone-matches')).toBe(true);
  });

  it('leaves the room in wrap-up to notes and disposition when there is a record', () => {
    const { person: _none, ...several } = aWrapUp({ matches: [ana, bruno] });

    expect(mountWith(several).has('c-softphone-matches')).toBe(true);
    expect(mountWith({ ...several, person: ana }).has('c-softphone-matches')).toBe(false);
  });

  it('offers no other record where there is one match', () => {
    expect(mountWith(aConnectedInteraction()).has('.change')).toBe(false);
  });

  it('shows call controls in a call and wrap-up after it, with the same notes', async () => {
    const interaction = mountWith(aConnectedInteraction());
    const notes = interaction.find('textarea');
    expect(interaction.has('c-softphone-call')).toBe(true);

    interaction.element.interaction = aWrapUp();
    await redrawn();

    expect(interaction.has('c-softphone-call')).toBe(false);
    expect(interaction.has('c-softphone-wrap-up')).toBe(true);
    expect(interaction.find('textarea')).toBe(notes);
  });

  it('is accessible in a call and in wrap-up', async () => {
    jest.useRealTimers();
    await expect(mountWith(aConnectedInteraction({ matches: [ana, bruno] })).element).toBeAccessible();
    await expect(mountWith(aWrapUp()).element).toBeAccessible();
  });
});
