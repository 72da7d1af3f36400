import { initials, isHidden, objectIcon, reasonWords, recordName } from 'c/softphoneRecord';
import { ana, brokenFurnace, records } from '../../../../../../test/components/views.ts';

describe('c/softphoneRecord', () => {
  it('knows the icons of the objects that callers are found in, and has one for all others', () => {
    expect(objectIcon('Contact')).toBe('standard:contact');
    expect(objectIcon('Invoice__c')).toBe('standard:record');
  });

  it('takes initials from the first and the last name', () => {
    expect(['Ana María Ruiz', ' cher ', 'Émile Zola'].map(initials)).toEqual(['AR', 'C', 'ÉZ']);
  });

  it('calls a record by its name once it is read, and never when the agent may not see it', () => {
    const hidden = { [ana.recordId]: { state: 'hidden' } } as const;

    expect(recordName(records, ana)).toBe('Ana Ruiz');
    expect(recordName({ [ana.recordId]: { state: 'reading' } }, ana)).toBe('Contact');
    expect(recordName(hidden, ana)).toBe('A record that you may not see');
    expect([isHidden(hidden, ana), isHidden(records, ana)]).toEqual([true, false]);
  });

  it('says why a record was found', () => {
    expect(reasonWords({ ...ana, reason: { kind: 'number', field: 'Backup_Phone__c' } })).toBe(
      'Backup Phone',
    );
    expect(reasonWords(brokenFurnace)).toBe('Open case');
    expect(reasonWords({ objectType: 'Contact', recordId: '003', part: 'person' })).toBe('');
  });
});
