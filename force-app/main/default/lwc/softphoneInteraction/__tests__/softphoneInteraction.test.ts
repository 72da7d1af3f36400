import SoftphoneInteraction from 'c/softphoneInteraction';
import type { Interaction } from '../../../../../../softphone/core/index.ts';
import { mount, pressKey, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';
import {
  aColleague,
  aConnectedInteraction,
  aCustomer,
  allowedIn,
  ana,
  aSoftphone,
  aWrapUp,
  brokenFurnace,
  bruno,
  NOW,
  records,
} from '../../../../../../test/components/views.ts';

function mountWith(interaction: Interaction, given: object = {}) {
  const { phone, directory } = aSoftphone();
  return mount('c-softphone-interaction', SoftphoneInteraction, {
    interaction,
    phone,
    dispositions: { names: ['Resolved'], required: false },
    records,
    inView: brokenFurnace,
    reachable: true,
    directory,
    may: allowedIn(interaction),
    ...given,
  });
}

describe('c-softphone-interaction', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['queueMicrotask'] }));
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('says how the call came, and how it is', () => {
    const interaction = mountWith(aConnectedInteraction({ via: 'transfer', from: 'Ben Keller' }));

    expect(interaction.text('.via')).toBe('Transfer from Ben Keller');
    expect(interaction.text('.status-name')).toBe('On call');
  });

  it('shows what the agents before have written, once it is wanted', async () => {
    const earlierNotes = [{ agentName: 'Ben Keller', notes: 'Wants a technician.' }];
    const interaction = mountWith(aConnectedInteraction({ earlierNotes }));
    expect(interaction.has('.note')).toBe(false);

    interaction.find('.toggle').click();
    await redrawn();

    expect(interaction.text('.note')).toBe('Wants a technician.');
  });

  it('asks for help once, and says that it is asked for, and who helps', () => {
    const quiet = mountWith(aConnectedInteraction());
    expect(quiet.has('c-softphone-help')).toBe(false);
    quiet.find('.ask-for-help').click();
    quiet.find('.ask-for-help').dispatchEvent(new MouseEvent('click', { detail: 2 }));

    expect(quiet.commands).toEqual([{ type: 'askForHelp', interactionId: 'interaction-1', asked: true }]);
    const asked = mountWith(aConnectedInteraction({ helpAsked: true, coachName: 'Sofia Supervisor' }));
    expect(asked.has('.ask-for-help')).toBe(false);
    expect(asked.has('.asked')).toBe(true);
    expect(asked.has('.coached')).toBe(true);
  });

  it('lists the parties when there are several', () => {
    const conference = aConnectedInteraction({ parties: [aCustomer(), aColleague()] });

    expect(mountWith(conference).has('c-softphone-parties')).toBe(true);
    expect(mountWith(aConnectedInteraction()).has('c-softphone-parties')).toBe(false);
  });

  it('gives the room to the choice of somebody, and takes the focus back to the button', async () => {
    const interaction = mountWith(aConnectedInteraction());
    const button = interaction.find('[data-name="transfer"]');
    const notes = interaction.find('textarea');

    button.click();
    await redrawn();
    expect(interaction.has('c-softphone-transfer')).toBe(true);
    expect(interaction.find('div.details').hidden).toBe(true);
    expect(button.getAttribute('aria-expanded')).toBe('true');

    pressKey(interaction.find('.back'), 'Escape');
    await redrawn();
    expect(interaction.has('c-softphone-transfer')).toBe(false);
    expect(interaction.find('c-softphone-call').shadowRoot?.activeElement).toBe(button);
    expect(interaction.find('textarea')).toBe(notes);
  });

  it('closes the choice by the same button, and changes what it is for by the other', async () => {
    const interaction = mountWith(aConnectedInteraction());

    interaction.find('[data-name="transfer"]').click();
    interaction.find('[data-name="consult"]').click();
    await redrawn();
    expect(interaction.text('h2.heading')).toBe('Consult somebody');

    interaction.find('[data-name="consult"]').click();
    await redrawn();
    expect(interaction.has('c-softphone-transfer')).toBe(false);
  });

  it('closes the choice when the call ends', async () => {
    const interaction = mountWith(aConnectedInteraction());
    interaction.find('[data-name="transfer"]').click();

    interaction.element.interaction = aWrapUp();
    await redrawn();

    expect(interaction.has('c-softphone-transfer')).toBe(false);
    expect(interaction.find('div.details').hidden).toBe(false);
  });

  it('leads to another call where the agent may call out', () => {
    const heard = jest.fn();
    const interaction = mountWith(aConnectedInteraction(), { callsOut: true });
    interaction.element.addEventListener('newcall', heard);

    interaction.find('.new-call').click();

    expect(heard).toHaveBeenCalledTimes(1);
    expect(mountWith(aConnectedInteraction()).has('.new-call')).toBe(false);
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

  it('leaves the room to the parties when there are several, until the agent wants to choose', async () => {
    const parties = [aCustomer({ state: 'onHold' }), aColleague()];
    const interaction = mountWith(aConnectedInteraction({ matches: [ana, brokenFurnace], parties }));
    expect(interaction.has('c-softphone-matches')).toBe(false);

    interaction.find('.change').click();
    await redrawn();

    expect(interaction.has('c-softphone-matches')).toBe(true);
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

  it.each<[string, Interaction]>([
    ['in a call', aConnectedInteraction({ matches: [ana, bruno] })],
    ['in wrap-up', aWrapUp()],
    ['in a consult', aConnectedInteraction({ parties: [aCustomer({ state: 'onHold' }), aColleague()] })],
  ])('is accessible %s', async (_when, given) => {
    jest.useRealTimers();
    await expect(mountWith(given).element).toBeAccessible();
  });

  it('is accessible while somebody is chosen', async () => {
    jest.useRealTimers();
    const choosing = mountWith(aConnectedInteraction());
    choosing.find('[data-name="transfer"]').click();
    await redrawn();

    await expect(choosing.element).toBeAccessible();
  });
});
