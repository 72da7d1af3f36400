import SoftphoneMatches from 'c/softphoneMatches';
import type { Interaction } from '../../../../../../softphone/core/index.ts';
import { mount, pressKey, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';
import {
  ana,
  anInteraction,
  brokenFurnace,
  bruno,
  records,
} from '../../../../../../test/components/views.ts';

function mountWith(changes: Partial<Interaction> = {}, given: object = {}) {
  const interaction = anInteraction({ matches: [ana, bruno], ...changes });
  return mount('c-softphone-matches', SoftphoneMatches, { interaction, records, ...given });
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

  it('says why each was found, beside what tells it from its neighbours', () => {
    expect(
      mountWith()
        .all('.detail')
        .map(({ textContent }) => textContent)
        .slice(0, 2),
    ).toEqual(['Acme Corp · Mobile Phone', 'Phone']);
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
      { type: 'removeRecord', interactionId: 'interaction-1', part: 'person' },
    ]);
    expect(matches.text('[aria-checked="true"] .name')).toBe('None of these');
  });

  it('offers what the call may be about apart from the people', () => {
    const subjects = mountWith({ matches: [ana, brokenFurnace] }, { recordPart: 'subject' });

    expect(subjects.all('.name').map(({ textContent }) => textContent)).toEqual([
      '00001026',
      'None of these',
    ]);
    expect(subjects.text('.choose')).toBe('What is it about?');
  });

  it('counts what the agent may not see, without a name', () => {
    const sights = { ...records, [bruno.recordId]: { state: 'hidden' } };
    const matches = mountWith({}, { records: sights });

    expect(matches.all('.name').map(({ textContent }) => textContent)).toEqual(['Ana Ruiz', 'None of these']);
    expect(matches.text('.hidden-count')).toBe('1 more that you may not see');
  });

  it('marks the related record', () => {
    expect(mountWith({ person: bruno }).text('[aria-checked="true"] .name')).toBe('Bruno Keller');
  });

  it('moves by arrow keys without choosing, because a choice opens the record', () => {
    const matches = mountWith();

    pressKey(matches.find('[data-position="0"]'), 'ArrowUp');

    expect(matches.element.shadowRoot?.activeElement).toBe(matches.find('[data-position="2"]'));
    expect(matches.commands).toEqual([]);
  });

  it('is accessible', async () => {
    await expect(mountWith({ person: ana }).element).toBeAccessible();
  });
});
