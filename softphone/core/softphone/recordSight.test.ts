import { describe, expect, it } from '@jest/globals';
import type { DeskEvent } from '../desk/deskEvent.ts';
import {
  accepted,
  ada,
  adasCase,
  charles,
  colleague,
  deskAfter,
  dialed,
  faces,
  one,
  reserved,
  second,
  softphoneAt,
} from '../testing/builders.ts';
import { WITHHELD, type Dnis } from '../vocabulary.ts';
import { advanceSoftphone } from './advanceSoftphone.ts';
import { partyName } from './recordSight.ts';
import { newSoftphone, type Softphone } from './softphone.ts';

const reads = (softphone: Softphone, ...recordIds: readonly string[]) =>
  advanceSoftphone(softphone, {
    type: 'recordsRead',
    asked: Object.keys(softphone.records).map((recordId) => ({ objectType: 'Contact', recordId })),
    found: recordIds.map((recordId) => ({ recordId, name: `Record ${recordId}` })),
  });
const refersTo = ({ objectType, recordId }: typeof ada) => ({ objectType, recordId });
const ringing = (matches: readonly (typeof ada)[]) =>
  advanceSoftphone(softphoneAt(deskAfter()), { type: 'deskChanged', event: reserved({ matches }) });
const answeredHere = (matches: readonly (typeof ada)[]) => {
  const { softphone } = ringing(matches);
  return advanceSoftphone({ ...softphone, answeredHere: [one] }, { type: 'deskChanged', event: accepted });
};

describe('what an agent may see of a record', () => {
  it('is asked for once, when the record comes to hand', () => {
    const { softphone, effects } = ringing([ada, adasCase]);

    expect(effects).toContainEqual({ type: 'readRecords', records: [ada, adasCase].map(refersTo) });
    expect(softphone.records[ada.recordId]).toEqual({ state: 'reading' });
    expect(
      advanceSoftphone(softphone, { type: 'recordViewed', record: ada }).effects.map(({ type }) => type),
    ).not.toContain('readRecords');
  });

  it('is its name, or nothing at all', () => {
    const { softphone } = reads(ringing([ada, charles]).softphone, ada.recordId);

    expect(softphone.records).toEqual({
      [ada.recordId]: { state: 'seen', recordId: ada.recordId, name: `Record ${ada.recordId}` },
      [charles.recordId]: { state: 'hidden' },
    });
  });

  it('is announced while the call rings', () => {
    const { effects } = reads(ringing([ada]).softphone, ada.recordId);

    expect(effects).toEqual([{ type: 'ring', caller: `Record ${ada.recordId}`, queue: 'Support' }]);
    expect(reads(answeredHere([ada]).softphone, ada.recordId).effects.map(({ type }) => type)).not.toContain(
      'ring',
    );
  });

  it('is asked for a record in view only while there is a call', () => {
    const looking = advanceSoftphone(softphoneAt(deskAfter()), { type: 'recordViewed', record: ada });
    const rings = advanceSoftphone(looking.softphone, {
      type: 'deskChanged',
      event: reserved({ matches: [] }),
    });

    expect(looking.effects).toEqual([]);
    expect(rings.effects).toContainEqual({ type: 'readRecords', records: [refersTo(ada)] });
  });

  it('is forgotten when the record is no longer at hand', () => {
    const { softphone } = reads(ringing([ada]).softphone, ada.recordId);
    const missed = { type: 'callEnded', interactionId: one, reason: 'missed', at: second(20) } as const;

    expect(advanceSoftphone(softphone, { type: 'deskChanged', event: missed }).softphone.records).toEqual({});
  });

  it('is asked for again, when the desktop did not answer, as the link comes back', () => {
    const { softphone } = ringing([ada]);
    const unread = advanceSoftphone(softphone, { type: 'recordsRead', asked: [refersTo(ada)] }).softphone;
    const { settings } = newSoftphone;
    const back = advanceSoftphone(unread, { type: 'welcomed', settings, history: [], parkedCalls: [] });

    expect(unread.records).toEqual({ [ada.recordId]: { state: 'unread' } });
    expect(back.effects).toContainEqual({ type: 'readRecords', records: [refersTo(ada)] });
  });
});

describe('the only one of several records that the agent may see', () => {
  it('is chosen and popped', () => {
    const { effects } = reads(answeredHere([ada, charles]).softphone, charles.recordId);

    expect(effects).toContainEqual({
      type: 'send',
      command: { type: 'chooseRecord', interactionId: one, record: charles },
    });
    expect(effects.map(({ type }) => type)).toContain('popScreen');
  });
});

describe('a record that the agent may not see', () => {
  it('is not popped, nor is a new one offered in its place', () => {
    expect(reads(answeredHere([ada]).softphone).effects).toEqual([]);
  });
});

describe('the name of the other party', () => {
  const nameAfter = (event: DeskEvent) => partyName(faces, deskAfter(event).interactions[0]!);
  const internal = { direction: 'internal', ani: WITHHELD, dnis: WITHHELD as string as Dnis } as const;

  it('is the colleague’s in a call between agents, whoever called', () => {
    expect(nameAfter(dialed({ ...internal, parties: [colleague] }))).toBe('Hedy Lamarr');
    expect(nameAfter(reserved({ ...internal, via: 'internal', from: 'Hedy Lamarr', parties: [] }))).toBe(
      'Hedy Lamarr',
    );
  });

  it('is the customer’s in a call that a colleague gives away or consults about', () => {
    const given = { via: 'transfer', from: 'Hedy Lamarr', parties: [colleague] } as const;

    expect(nameAfter(reserved({ ...given, matches: [ada] }))).toBe('Ada Lovelace');
    expect(nameAfter(reserved(given))).toBe('+14155550100');
  });
});
