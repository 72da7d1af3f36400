import SoftphoneMatches from 'c/softphoneMatches';
import type { Interaction } from '../../../../../../softphone/core/index.ts';
import { mount, pressKey, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';
import { ana, anInteraction, bruno } from '../../../../../../test/components/views.ts';

function mountWith(changes: Partial<Interaction> = {}) {
  const interaction = anInteraction({ matches: [ana, bruno], ...changes });
  return mount('c-softphone-matches', SoftphoneMatches, { interaction });
}

describe('c-softphone-matches', () => {
  afterEach(unmountAll);

  it('offers every match, and none of them', () => {
    expect(
      mountWith()
        .all('.name')
        .map(({ textContent }) => textContent),
    ).toEqual(['Ana Ruiz', 'Bruno Keller', 'None of these']);
  });

  it('tells matches apart by their detail, else by their object', () => {
    expect(
      mountWith()
        .all('.detail')
        .map(({ textContent }) => textContent)
        .slice(0, 2),
    ).toEqual(['Acme Corp', 'Lead']);
  });

  it('asks for the record that is chosen', () => {
    const matches = mountWith();

    matches.find('[data-position="1"]').click();

    expect(matches.commands).toEqual([
      { type: 'chooseRecord', interactionId: 'interaction-1', record: bruno },
    ]);
  });

  it('asks for no record, and marks that', async () => {
    const matches = mountWith();

    matches.find('[data-position="2"]').click();
    await redrawn();

    expect(matches.commands).toEqual([
      { type: 'chooseRecord', interactionId: 'interaction-1', record: null },
    ]);
    expect(matches.text('[aria-checked="true"] .name')).toBe('None of these');
  });

  it('marks the related record', () => {
    expect(mountWith({ relatedRecord: bruno }).text('[aria-checked="true"] .name')).toBe('Bruno Keller');
  });

  it('moves by arrow keys without choosing, because a choice opens the record', () => {
    const matches = mountWith();

    pressKey(matches.find('[data-position="0"]'), 'ArrowUp');

    expect(matches.element.shadowRoot?.activeElement).toBe(matches.find('[data-position="2"]'));
    expect(matches.commands).toEqual([]);
  });

  it('is accessible', async () => {
    await expect(mountWith({ relatedRecord: ana }).element).toBeAccessible();
  });
});
