import { describe, expect, it } from '@jest/globals';
import { openHost } from './testing/openHost.ts';

describe('a click on a number', () => {
  it.each([
    [
      { number: '(415) 555-0100', recordId: '003000000000001', recordName: 'Ada', objectType: 'Contact' },
      {
        number: '(415) 555-0100',
        record: { objectType: 'Contact', recordId: '003000000000001', part: 'person' },
      },
    ],
    [{ number: 4155550100 }, { number: '4155550100' }],
    [{ number: '(415) 555-0100 (tel:4155550100)' }, { number: '(415) 555-0100' }],
    [
      { number: '+4930123456', recordId: '500000000000001', objectType: 'Case' },
      {
        number: '+4930123456',
        record: { objectType: 'Case', recordId: '500000000000001', part: 'subject' },
      },
    ],
    [
      {
        number: '1',
        recordId: '003000000000001',
        recordName: 'Ada',
        objectType: 'Contact',
        personAccount: true,
        accountId: '001000000000001',
      },
      { number: '1', record: { objectType: 'Account', recordId: '001000000000001', part: 'person' } },
    ],
  ])('%j', async (payload, click) => {
    const { host, tell, clicks } = openHost();
    await host.start();

    tell('onClickToDial', payload);

    expect(clicks).toEqual([{ type: 'clickedToDial', ...click }]);
  });
});
