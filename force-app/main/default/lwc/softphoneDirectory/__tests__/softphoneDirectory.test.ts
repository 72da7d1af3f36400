import SoftphoneDirectory, { type Chosen } from 'c/softphoneDirectory';
import type {
  AgentEntry,
  AgentId,
  Directory,
  DirectoryEntry,
  DirectoryPurpose,
} from '../../../../../../softphone/core/index.ts';
import { mount, pressKey, redrawn, typeInto, unmountAll } from '../../../../../../test/components/mount.ts';

const ada: AgentEntry = {
  kind: 'agent',
  target: { kind: 'agent', agentId: '005000000000002AAA' as AgentId },
  name: 'Ada Agent',
  agentState: 'ready',
  extension: '101',
};
const bea: AgentEntry = {
  ...ada,
  target: { kind: 'agent', agentId: '005000000000003AAA' as AgentId },
  name: 'Bea Agent',
  agentState: 'notReady',
  reasonCode: 'Lunch',
};
const queue: DirectoryEntry = {
  kind: 'queue',
  target: { kind: 'queue', queue: 'Agency' },
  name: 'Agency',
  figures: { waiting: 3, longestWaitSeconds: 95, ready: 2 },
};
const contact: DirectoryEntry = {
  kind: 'record',
  target: { kind: 'number', number: '+14155550100' },
  name: 'Agnes Byron',
  detail: 'Engines · Mobile',
  record: { objectType: 'Contact', recordId: '003' },
};
const recent: DirectoryEntry = {
  kind: 'recent',
  target: { kind: 'number', number: '+14155550177' },
  name: '+14155550177',
};

const found = (...entries: readonly DirectoryEntry[]): Directory => ({
  text: 'age',
  purpose: 'transfer',
  entries,
  searching: [],
});

async function openWith(directory: Directory, text = 'age', purpose: DirectoryPurpose = 'transfer') {
  const page = mount('c-softphone-directory', SoftphoneDirectory, { directory, purpose, country: 'US' });
  const chosen: Chosen[] = [];
  page.element.addEventListener('choose', (event) => {
    chosen.push((event as CustomEvent<Chosen>).detail);
  });
  const field = page.find('input') as HTMLInputElement;
  field.focus();
  typeInto(field, text);
  await redrawn();
  const press = (...keys: readonly string[]) =>
    keys.reduce(
      (before, key) =>
        before.then(() => {
          pressKey(field, key);
          return redrawn();
        }),
      Promise.resolve(),
    );
  const selected = () => page.all('[aria-selected="true"] .name').map(({ textContent }) => textContent);
  const texts = (selector: string) => page.all(selector).map(({ textContent }) => textContent);
  return { ...page, chosen, field, press, selected, texts };
}

describe('c-softphone-directory', () => {
  afterEach(unmountAll);

  it('searches for what is typed, and for nothing at first', async () => {
    const { commands } = await openWith(found(ada));

    expect(commands).toEqual([
      { type: 'searchDirectory', text: '', purpose: 'transfer' },
      { type: 'searchDirectory', text: 'age', purpose: 'transfer' },
    ]);
  });

  it('groups what was found, with what matters of each', async () => {
    const { texts, all } = await openWith(found(ada, bea, queue, contact, recent));

    expect(texts('.heading')).toEqual(['Agents', 'Queues', 'Contacts and accounts', 'Recent calls']);
    expect(texts('.name')).toEqual(['Ada Agent', 'Bea Agent', 'Agency', 'Agnes Byron', '(415) 555-0177']);
    expect(texts('.detail')).toEqual([
      'Ready · Ext. 101',
      'Not ready: Lunch · Ext. 101',
      '3 waiting, longest 1:35, 2 ready',
      'Engines · Mobile · (415) 555-0100',
    ]);
    expect(all('.dot').map(({ className }) => className)).toEqual(['dot dot_ready', 'dot dot_notReady']);
  });

  it('shows numbers alike, however they were written', async () => {
    const shared: DirectoryEntry = {
      kind: 'shared',
      target: { kind: 'number', number: '+1 415 555 0190' },
      name: 'Reception',
      transferable: true,
    };
    const { texts } = await openWith(found(shared));

    expect(texts('.detail')).toEqual(['(415) 555-0190']);
  });

  it('says that nobody waits in a queue, and nothing where no figures came', async () => {
    const empty = { ...queue, figures: { waiting: 0, longestWaitSeconds: 0, ready: 4 } };
    const { figures: _none, ...rest } = queue;
    const unknown = { ...rest, target: { kind: 'queue', queue: 'Sales' } as const, name: 'Sales' };
    const { texts } = await openWith(found(empty, unknown));

    expect(texts('.detail')).toEqual(['Nobody waiting, 4 ready']);
  });

  it('chooses with arrows and Enter, around the ends', async () => {
    const { press, selected, chosen, field, has } = await openWith(found(ada, queue, contact));

    await press('ArrowDown', 'ArrowDown');
    expect(selected()).toEqual(['Agency']);
    expect(field.getAttribute('aria-activedescendant')).toContain('queue-Agency');
    await press('ArrowDown', 'ArrowDown');
    expect(selected()).toEqual(['Ada Agent']);
    await press('ArrowUp');
    expect(selected()).toEqual(['Agnes Byron']);
    await press('Enter');

    expect(chosen).toEqual([{ target: contact.target, name: 'Agnes Byron' }]);
    expect(field.value).toBe('');
    expect(has('[role="listbox"]:not([hidden])')).toBe(false);
  });

  it('keeps the row at hand when more is found before it', async () => {
    const { press, selected, element } = await openWith(found(contact));
    await press('ArrowDown');

    element.directory = found(ada, bea, contact);
    await redrawn();

    expect(selected()).toEqual(['Agnes Byron']);
  });

  it('begins with the last row on the arrow up', async () => {
    const { press, selected } = await openWith(found(ada, queue, contact));

    await press('ArrowUp');

    expect(selected()).toEqual(['Agnes Byron']);
  });

  it('chooses by click', async () => {
    const { all, chosen } = await openWith(found(ada, queue));

    all('.row')[1]?.click();

    expect(chosen).toEqual([{ target: { kind: 'queue', queue: 'Agency' }, name: 'Agency' }]);
  });

  it('takes the only one on Enter, and nobody where several are meant', async () => {
    const one = await openWith(found(ada));
    await one.press('Enter');
    const two = await openWith(found(ada, bea));
    await two.press('Enter');

    expect(one.chosen).toEqual([{ target: ada.target, name: 'Ada Agent' }]);
    expect(two.chosen).toEqual([]);
  });

  it('offers a typed number first, which Enter takes', async () => {
    const { texts, press, chosen } = await openWith(found(recent), '415 555-0177');

    expect(texts('.heading')).toEqual(['Number', 'Recent calls']);
    await press('Enter');

    expect(chosen).toEqual([{ target: { kind: 'number', number: '415 555-0177' }, name: '415 555-0177' }]);
  });

  it('closes on Escape, then forgets the text', async () => {
    const { press, field } = await openWith(found(ada));

    await press('Escape');
    expect([field.getAttribute('aria-expanded'), field.value]).toEqual(['false', 'age']);
    await press('Escape');
    expect(field.value).toBe('');
  });

  it('closes when it is left', async () => {
    const { field } = await openWith(found(ada));

    field.blur();
    await redrawn();

    expect(field.getAttribute('aria-expanded')).toBe('false');
  });

  it('shows nothing that was found for another purpose', async () => {
    const { has } = await openWith(found(ada), 'age', 'dial');

    expect(has('.row')).toBe(false);
  });

  it.each([
    ['2 found', found(ada, bea)],
    ['Searching', { ...found(), searching: ['desktop'] } as Directory],
    ['Searching', { ...found(), text: 'ag' }],
    ['Nobody found', found()],
  ])('says %p', async (words, directory) => {
    const { text } = await openWith(directory);

    expect(text('[role="status"]')).toBe(words);
  });

  it('saves a typed number, and a number at hand by its name', async () => {
    const typed = await openWith(found(), '4155550100');
    typed.find('.star').click();
    const atHand = await openWith(found(contact, ada));
    await atHand.press('ArrowDown');
    atHand.find('.star').click();
    await atHand.press('ArrowUp');

    expect(typed.commands.at(-1)).toEqual({ type: 'saveNumber', number: '4155550100', name: '4155550100' });
    expect(atHand.commands).toContainEqual({
      type: 'saveNumber',
      number: '+14155550100',
      name: 'Agnes Byron',
    });
    expect(atHand.has('.star')).toBe(false);
  });

  it('stays at a number that has just been saved', async () => {
    const { press, selected, element, find } = await openWith(found(contact));
    await press('ArrowDown');
    find('.star').click();

    const saved: DirectoryEntry = { kind: 'saved', target: contact.target, name: 'Agnes Byron' };
    element.directory = { ...found(saved), saved: [{ number: '+14155550100', name: 'Agnes Byron' }] };
    await redrawn();

    expect(selected()).toEqual(['Agnes Byron']);
    expect(find('.star').getAttribute('aria-pressed')).toBe('true');
  });

  it('forgets a saved number', async () => {
    const directory = { ...found(), saved: [{ number: '+1 415 555 0100', name: 'Agnes' }] };
    const { find, commands } = await openWith(directory, '+14155550100');

    expect(find('.star').getAttribute('aria-pressed')).toBe('true');
    find('.star').click();

    expect(commands.at(-1)).toEqual({ type: 'forgetNumber', number: '+14155550100' });
  });

  it.each([
    ['with a list', found(ada, bea, queue, contact, recent), 'age'],
    ['with a number', found(recent), '4155550177'],
    ['without any', found(), 'age'],
  ])('is accessible %s', async (_what, directory, text) => {
    const { element, press } = await openWith(directory, text);
    await press('ArrowDown');

    await expect(element).toBeAccessible();
  });
});
