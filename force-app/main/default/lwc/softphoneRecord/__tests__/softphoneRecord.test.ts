import { initials, isPerson, objectIcon } from 'c/softphoneRecord';

describe('c/softphoneRecord', () => {
  it('knows the icons of the objects that callers are found in, and has one for all others', () => {
    expect(objectIcon('Contact')).toBe('standard:contact');
    expect(objectIcon('Invoice__c')).toBe('standard:record');
  });

  it('takes initials from the first and the last name', () => {
    expect(['Ana María Ruiz', ' cher ', 'Émile Zola'].map(initials)).toEqual(['AR', 'C', 'ÉZ']);
  });

  it('counts contacts and leads as people', () => {
    expect(['Contact', 'Lead', 'Account'].map(isPerson)).toEqual([true, true, false]);
  });
});
