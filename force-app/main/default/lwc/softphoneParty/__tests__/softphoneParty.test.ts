import SoftphoneParty from 'c/softphoneParty';
import type { Interaction } from '../../../../../../softphone/core/index.ts';
import { mount, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';
import { ana, anInteraction, brokenFurnace, records } from '../../../../../../test/components/views.ts';

const pictured = { ...records, [ana.recordId]: { ...records[ana.recordId], imageUrl: '/ana.png' } };

function mountWith(changes: Partial<Interaction>, linked = false, sights: object = records) {
  return mount('c-softphone-party', SoftphoneParty, {
    interaction: anInteraction(changes),
    records: sights,
    country: 'US',
    linked,
  });
}

describe('c-softphone-party', () => {
  afterEach(unmountAll);

  it('shows the number of a caller nobody knows', () => {
    expect(mountWith({}).text('h2')).toBe('(415) 555-0100');
  });

  it('shows the number that the agent dialled', () => {
    const dialled = { direction: 'outbound', dnis: '+16505550123' as Interaction['dnis'] } as const;

    expect(mountWith(dialled).text('h2')).toBe('(650) 555-0123');
  });

  it('shows the name of the related record, and the number below', () => {
    const party = mountWith({ person: ana });

    expect(party.text('h2')).toBe('Ana Ruiz');
    expect(party.text('.details')).toBe('(415) 555-0100 · Acme Corp');
    expect(party.text('.initials')).toBe('AR');
  });

  it('shows the colleague of an internal call, without a number', () => {
    const internal = { direction: 'internal', via: 'internal', from: 'Ben Keller', parties: [] } as const;

    expect(mountWith(internal).text('h2')).toBe('Ben Keller');
    expect(mountWith(internal).text('.initials')).toBe('BK');
    expect(mountWith(internal).text('.details')).toBe('');
  });

  it("shows the icon of a record that is no person's", () => {
    expect(mountWith({ subject: brokenFurnace }).has('.slds-icon-standard-case')).toBe(true);
  });

  it('shows the picture, and the initials when the picture does not load', async () => {
    const party = mountWith({ person: ana }, false, pictured);
    expect(party.find('img').getAttribute('src')).toBe('/ana.png');

    party.find('img').dispatchEvent(new CustomEvent('error'));
    await redrawn();

    expect(party.text('.initials')).toBe('AR');
  });

  it('shows what the call is about below who it is with, and opens it', () => {
    const party = mountWith({ person: ana, subject: brokenFurnace }, true);

    party.find('.open-subject').click();

    expect(party.text('.about')).toBe('00001026 · Furnace does not start');
    expect(party.commands).toEqual([{ type: 'openRecord', record: brokenFurnace }]);
  });

  it('shows the number, and no name, of a caller whose record the agent may not see', () => {
    const party = mountWith({ person: ana }, true, { [ana.recordId]: { state: 'hidden' } });

    expect(party.text('h2')).toBe('(415) 555-0100');
    expect(party.text('.details')).toBe('A record that you may not see');
    expect(party.has('button')).toBe(false);
  });

  it('opens the record from the name where that is wanted', () => {
    const party = mountWith({ person: ana }, true);

    party.find('button').click();

    expect(party.commands).toEqual([{ type: 'openRecord', record: ana }]);
    expect(mountWith({ person: ana }).has('button')).toBe(false);
  });

  it('is accessible', async () => {
    await expect(mountWith({ person: ana, subject: brokenFurnace }, true, pictured).element).toBeAccessible();
  });
});
