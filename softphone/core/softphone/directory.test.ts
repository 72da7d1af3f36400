import { describe, expect, it } from '@jest/globals';
import { newDesk } from '../desk/desk.ts';
import type { DirectoryEntry, DirectoryEvent, RecordEntry } from '../directory/directory.ts';
import type { AgentId, Ani, Dnis, Instant, InteractionId } from '../vocabulary.ts';
import { advanceSoftphone } from './advanceSoftphone.ts';
import { newSoftphone, type CallSummary, type Softphone, type SoftphoneCommand } from './softphone.ts';

const at = 1_767_603_600_000 as Instant;
const agentId = '005000000000001AAA' as AgentId;
const signedIn: Softphone = {
  ...newSoftphone,
  session: { state: 'signedIn' },
  link: 'open',
  desk: newDesk({ id: agentId, name: 'Grace' }, at),
};
const ada: DirectoryEntry = {
  kind: 'agent',
  target: { kind: 'agent', agentId: '005000000000002AAA' as AgentId },
  name: 'Ada Agent',
  agentState: 'ready',
};
const queue: DirectoryEntry = {
  kind: 'queue',
  target: { kind: 'queue', queue: 'Adoption' },
  name: 'Adoption',
};
const adele: RecordEntry = {
  kind: 'record',
  target: { kind: 'number', number: '(415) 555-0123' },
  name: 'Adele Byron',
  record: { objectType: 'Contact', recordId: '003B' },
};
const call: CallSummary = {
  interactionId: 'i' as InteractionId,
  direction: 'inbound',
  ani: '+14155550100' as Ani,
  dnis: '+14155550199' as Dnis,
  outcome: 'answered',
  startedAt: at,
  talkSeconds: 60,
};

const obey = (softphone: Softphone, command: SoftphoneCommand) =>
  advanceSoftphone(softphone, { type: 'commanded', command, at });
const search = (softphone: Softphone, text: string, purpose: 'dial' | 'transfer' = 'transfer') =>
  obey(softphone, { type: 'searchDirectory', text, purpose });
const happen = (softphone: Softphone, event: DirectoryEvent) => advanceSoftphone(softphone, event).softphone;
const names = ({ directory }: Softphone) => directory.entries.map(({ name }) => name);

const found = (source: 'connector' | 'desktop', text: string, ...entries: DirectoryEntry[]) =>
  ({ type: 'directoryFound', source, text, entries }) as const;

describe('a search', () => {
  it('asks the connector and the desktop, and waits for both', () => {
    const { softphone, effects } = search(signedIn, 'ade');

    expect(effects).toContainEqual({
      type: 'searchDirectory',
      text: 'ade',
      sources: ['connector', 'desktop'],
    });
    expect(softphone.directory).toMatchObject({ text: 'ade', searching: ['connector', 'desktop'] });
    expect(happen(softphone, found('desktop', 'ade', adele)).directory.searching).toEqual(['connector']);
  });

  it.each([
    ['ad', []],
    ['555', ['connector']],
  ])('for %p asks %p: names alone are worth a question to the desktop', (text, sources) => {
    expect(search(signedIn, text).effects).toContainEqual({ type: 'searchDirectory', text, sources });
  });

  it('does not ask a connector that is not there', () => {
    const { effects } = search({ ...signedIn, link: 'lost' }, 'ade');

    expect(effects).toContainEqual({ type: 'searchDirectory', text: 'ade', sources: ['desktop'] });
  });

  it('brings what each source finds together, kind after kind', () => {
    const asked = search(signedIn, 'ad ').softphone;
    const both = happen(
      happen(search(asked, 'ade').softphone, found('desktop', 'ade', adele)),
      found('connector', 'ade'),
    );
    const all = happen(
      happen(search(both, 'ado').softphone, found('connector', 'ado', queue)),
      found('desktop', 'ado'),
    );

    expect(names(both)).toEqual(['Adele Byron']);
    expect(names(all)).toEqual(['Adoption']);
    expect(all.directory.searching).toEqual([]);
  });

  it('goes on showing what still fits while the sources are asked again', () => {
    const first = happen(search(signedIn, 'ada').softphone, found('connector', 'ada', ada));

    expect(names(search(first, 'ada a').softphone)).toEqual(['Ada Agent']);
    expect(names(search(first, 'ada x').softphone)).toEqual([]);
  });

  it('does not listen to the answer to an earlier one', () => {
    const { softphone } = search(search(signedIn, 'ado').softphone, 'ada');

    expect(happen(softphone, found('connector', 'ado', queue))).toBe(softphone);
  });

  it('leaves out queues where an agent wants to talk with somebody', () => {
    const { softphone } = search(signedIn, 'ado', 'dial');

    expect(names(happen(softphone, found('connector', 'ado', queue)))).toEqual([]);
  });

  it('finds the numbers of the day, by the names that the agent may see, each once', () => {
    const softphone: Softphone = {
      ...signedIn,
      history: [
        { ...call, person: { objectType: 'Contact', recordId: '003A', part: 'person' } },
        call,
        { ...call, ani: 'anonymous' as Ani },
      ],
      records: { '003A': { state: 'seen', name: 'Ada Lovelace' } },
    };

    expect(search(softphone, 'love').softphone.directory.entries).toEqual([
      { kind: 'recent', target: { kind: 'number', number: '+14155550100' }, name: 'Ada Lovelace' },
    ]);
    expect(names(search(softphone, '5550100').softphone)).toEqual(['Ada Lovelace']);
    expect(names(search(softphone, 'anon').softphone)).toEqual([]);
  });
});

describe('saved numbers', () => {
  const withSaved = happen(signedIn, {
    type: 'savedNumbersRead',
    numbers: [{ number: '+1 415 555 0177', name: 'Night porter' }],
  });

  it('are read with the first search, and anew whenever the field is empty', () => {
    const reads = (softphone: Softphone, text: string) =>
      search(softphone, text).effects.some(({ type }) => type === 'readSavedNumbers');

    expect([reads(signedIn, 'n'), reads(withSaved, 'n'), reads(withSaved, '')]).toEqual([true, false, true]);
  });

  it('are shown before anything is typed, and found by name and number', () => {
    expect(names(search(withSaved, '').softphone)).toEqual(['Night porter']);
    expect(names(search(withSaved, 'po').softphone)).toEqual([]);
    expect(names(search(withSaved, 'port').softphone)).toEqual(['Night porter']);
    expect(names(search(withSaved, '0177').softphone)).toEqual(['Night porter']);
  });

  it('are kept when one is added or forgotten, the newest first, each number once', () => {
    const added = obey(withSaved, { type: 'saveNumber', number: '911' });
    const renamed = obey(added.softphone, { type: 'saveNumber', number: '+14155550177', name: 'Porter' });
    const forgotten = obey(renamed.softphone, { type: 'forgetNumber', number: '(911)' });

    expect(added.softphone.directory.saved?.map(({ name }) => name)).toEqual(['911', 'Night porter']);
    expect(renamed.softphone.directory.saved?.map(({ name }) => name)).toEqual(['Porter', '911']);
    expect(forgotten.effects).toEqual([
      { type: 'keepSavedNumbers', agentId, numbers: [{ number: '+14155550177', name: 'Porter' }] },
    ]);
  });

  it('are fifty at most: the oldest goes', () => {
    let softphone = withSaved;
    for (let digits = 100; digits < 150; digits += 1) {
      softphone = obey(softphone, { type: 'saveNumber', number: String(digits) }).softphone;
    }

    expect(softphone.directory.saved).toHaveLength(50);
    expect(softphone.directory.saved?.at(-1)).toEqual({ number: '100', name: '100' });
  });
});
