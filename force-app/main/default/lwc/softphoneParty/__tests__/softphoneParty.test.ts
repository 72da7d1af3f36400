import SoftphoneParty from 'c/softphoneParty';
import type { Interaction } from '../../../../../../softphone/core/index.ts';
import { mount, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';
import { ana, anInteraction, brokenFurnace } from '../../../../../../test/components/views.ts';

function mountWith(changes: Partial<Interaction>, linked = false) {
  return mount('c-softphone-party', SoftphoneParty, {
    interaction: anInteraction(changes),
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
    const party = mountWith({ relatedRecord: ana });

    expect(party.text('h2')).toBe('Ana Ruiz');
    expect(party.text('.details')).toBe('(415) 555-0100 · Acme Corp');
    expect(party.text('.initials')).toBe('AR');
  });

  it("shows the icon of a record that is no person's", () => {
    expect(mountWith({ relatedRecord: brokenFurnace }).has('.slds-icon-standard-case')).toBe(true);
  });

  it('shows the picture, and the initials when the picture does not load', async () => {
    const party = mountWith({ relatedRecord: { ...ana, imageUrl: '/ana.png' } });
    expect(party.find('img').getAttribute('src')).toBe('/ana.png');

    party.find('img').dispatchEvent(new CustomEvent('error'));
    await redrawn();

    expect(party.text('.initials')).toBe('AR');
  });

  it('opens the record from the name where that is wanted', () => {
    const party = mountWith({ relatedRecord: ana }, true);

    party.find('button').click();

    expect(party.commands).toEqual([{ type: 'openRecord', record: ana }]);
    expect(mountWith({ relatedRecord: ana }).has('button')).toBe(false);
  });

  it('is accessible', async () => {
    await expect(
      mountWith({ relatedRecord: { ...ana, imageUrl: '/ana.png' } }, true).element,
    ).toBeAccessible();
  });
});
