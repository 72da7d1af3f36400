import SoftphoneParties from 'c/softphoneParties';
import type { Interaction, Party } from '../../../../../../softphone/core/index.ts';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';
import {
  aColleague,
  aConnectedInteraction,
  aCustomer,
  allowedIn,
  NOW,
  records,
  secondsFromNow,
} from '../../../../../../test/components/views.ts';

const heldCustomer = aCustomer({ state: 'onHold', since: secondsFromNow(-12) });
const outside: Party = {
  ...aCustomer({ number: '+14155550177', since: secondsFromNow(-5) }),
  id: 'outside-1' as Party['id'],
  role: 'outside',
};
const consult = [heldCustomer, aColleague()];
const conference = [aCustomer(), aColleague(), outside];

function mountWith(
  parties: readonly Party[],
  pending: readonly string[] = [],
  changes: Partial<Interaction> = {},
) {
  const interaction = aConnectedInteraction({ parties, ...changes });
  const mounted = mount('c-softphone-parties', SoftphoneParties, {
    interaction,
    records,
    country: 'US',
    may: allowedIn(interaction),
    pending,
  });
  const buttons = () =>
    mounted
      .all('.action')
      .map((button) => `${button.textContent}${(button as HTMLButtonElement).disabled ? ' (off)' : ''}`);
  return { ...mounted, buttons };
}

describe('c-softphone-parties', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['queueMicrotask'] }));
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('says of each party who it is, how it is and since when', () => {
    const lost = aColleague({ id: 'agent-3' as Party['id'], name: 'Carla Diaz', state: 'lost' });

    const parties = mountWith([heldCustomer, aColleague({ state: 'ringing' }), outside, lost]);

    expect(parties.all('.words').map(({ textContent }) => textContent)).toEqual([
      'Ana RuizOn hold',
      'Ben KellerRinging…',
      '(415) 555-0177Talking',
      'Carla DiazConnection lost',
    ]);
    expect(parties.all('.text').map(({ textContent }) => textContent)).toEqual([
      '0:12',
      '0:12',
      '0:05',
      '0:12',
    ]);
  });

  it('holds and resumes each party on its own', () => {
    const parties = mountWith(consult);

    parties.find('.hold[data-id="customer"]').click();
    parties.find('.hold[data-id="agent-2"]').click();

    expect(parties.text('.hold[data-id="customer"]')).toBe('Resume Ana Ruiz');
    expect(parties.commands).toEqual([
      { type: 'resume', interactionId: 'interaction-1', partyId: 'customer' },
      { type: 'hold', interactionId: 'interaction-1', partyId: 'agent-2' },
    ]);
  });

  it('removes a party, but not the customer, who is hung up on', () => {
    const parties = mountWith(conference);

    parties.find('.remove[data-id="outside-1"]').click();

    expect(parties.has('.remove[data-id="customer"]')).toBe(false);
    expect(parties.commands).toEqual([
      { type: 'removeParty', interactionId: 'interaction-1', partyId: 'outside-1' },
    ]);
  });

  it('cannot hold whom nobody has reached yet', () => {
    const ringing = mountWith([heldCustomer, aColleague({ state: 'ringing' })]);

    expect((ringing.find('.hold[data-id="agent-2"]') as HTMLButtonElement).disabled).toBe(true);
    expect(ringing.buttons()).toEqual(['Complete transfer (off)', 'Swap (off)', 'Join all (off)', 'Cancel']);
  });

  it('completes the transfer, swaps, joins all and ends the consult', () => {
    const parties = mountWith(consult);

    for (const button of parties.all('.action')) button.click();

    expect(parties.buttons()).toEqual(['Complete transfer', 'Swap', 'Join all', 'End consult']);
    expect(parties.commands).toEqual([
      { type: 'leave', interactionId: 'interaction-1' },
      { type: 'swap', interactionId: 'interaction-1' },
      { type: 'joinAll', interactionId: 'interaction-1' },
      { type: 'removeParty', interactionId: 'interaction-1', partyId: 'agent-2' },
    ]);
  });

  it('leaves a conference that goes on', () => {
    expect(mountWith(conference).buttons()).toEqual(['Leave', 'Swap (off)', 'Join all (off)']);
  });

  it('leaves the transfer to the agent whose call it is', () => {
    const asked = mountWith([heldCustomer, aColleague()], [], { via: 'consult', from: 'Ben Keller' });

    expect(asked.buttons()).toEqual(['Leave', 'Swap', 'Join all']);
  });

  it('asks once until there is an answer, and not by the second half of a double click', () => {
    const parties = mountWith(consult, ['swap interaction-1 ', 'resume interaction-1 customer']);

    parties.find('.swap').click();
    parties.find('.hold[data-id="customer"]').click();
    parties.find('.leave').dispatchEvent(new MouseEvent('click', { detail: 2 }));

    expect(parties.find('.swap').getAttribute('aria-disabled')).toBe('true');
    expect(parties.commands).toEqual([]);
  });

  it('is accessible in a consult and in a conference', async () => {
    jest.useRealTimers();
    await expect(mountWith(consult).element).toBeAccessible();
    await expect(mountWith(conference).element).toBeAccessible();
  });
});
