import { describe, expect, it } from '@jest/globals';
import type { ScreenPop } from '../../core/index.ts';
import { Refused } from './testing/fakeOpenCti.ts';
import { failureOf, openHost } from './testing/openHost.ts';

const facts = {
  interactionId: 'i-1',
  direction: 'inbound',
  ani: '+14155550100',
  dnis: '+14155550199',
  queue: 'Sales & Support',
  recordId: '003000000000001',
  recordIds: ['003000000000001', '500000000000001'],
} as const;

describe('a screen pop', () => {
  const shown: readonly [ScreenPop, object][] = [
    [
      { kind: 'record', recordId: '003000000000001', objectType: 'Contact' },
      { type: 'sobject', params: { recordId: '003000000000001' } },
    ],
    [
      { kind: 'newRecord', objectType: 'Contact', number: '+14155550100' },
      {
        type: 'newrecordmodal',
        params: { entityName: 'Contact', defaultFieldValues: { Phone: '+14155550100' } },
        defaultFieldValues: { Phone: '+14155550100' },
      },
    ],
    [
      { kind: 'list', objectType: 'Case', listViewId: '00B000000000001' },
      { type: 'list', params: { listViewId: '00B000000000001', scope: 'Case' } },
    ],
    [
      { kind: 'objectHome', objectType: 'Account' },
      { type: 'objecthome', params: { scope: 'Account' } },
    ],
    [
      { kind: 'page', page: 'Unknown', facts },
      {
        type: 'url',
        params: {
          url: '/apex/Unknown?interactionId=i-1&direction=inbound&ani=%2B14155550100&dnis=%2B14155550199&queue=Sales+%26+Support&recordId=003000000000001&callType=Inbound&recordIds=003000000000001%2C500000000000001',
        },
      },
    ],
    [
      { kind: 'flow', flow: 'NewCaller', facts: { ...facts, direction: 'outbound', recordIds: [] } },
      {
        type: 'flow',
        params: {
          flowDevName: 'NewCaller',
          flowArgs: [
            { name: 'interactionId', type: 'String', value: 'i-1' },
            { name: 'direction', type: 'String', value: 'outbound' },
            { name: 'ani', type: 'String', value: '+14155550100' },
            { name: 'dnis', type: 'String', value: '+14155550199' },
            { name: 'queue', type: 'String', value: 'Sales & Support' },
            { name: 'recordId', type: 'String', value: '003000000000001' },
            { name: 'callType', type: 'String', value: 'Outbound' },
          ],
        },
      },
    ],
    [
      { kind: 'search', text: '+14155550111' },
      { type: 'search', params: { searchString: '4155550111' } },
    ],
  ];

  it.each(shown)('of %j', async (pop, request) => {
    const { host, requests } = openHost();

    await host.popScreen(pop);

    expect(requests('screenPop')).toEqual([request]);
  });

  it.each([
    ['Case', [], { SuppliedPhone: '+1' }],
    ['Ticket__c', [{ apiName: 'Name' }, { apiName: 'Callback_Phone__c' }], { Callback_Phone__c: '+1' }],
    ['Ticket__c', [{ apiName: 'Name' }], {}],
  ])('of a new %s puts the number in its phone field: %j', async (objectType, fields, defaultFieldValues) => {
    const { host, requests } = openHost({ Inbound: { objects: { [objectType]: fields } } });
    await host.start();

    await host.popScreen({ kind: 'newRecord', objectType, number: '+1' });

    expect(requests('screenPop')).toMatchObject([{ params: { entityName: objectType, defaultFieldValues } }]);
  });

  it('of a search needs three characters', async () => {
    const { host, requests } = openHost();

    await host.popScreen({ kind: 'search', text: '11' });

    expect(requests('screenPop')).toEqual([]);
  });

  it('that fails says so, with the desktop’s reason', async () => {
    const { host, behaviours } = openHost();
    behaviours.screenPop = () => new Refused('INVALID_PARAM', 'recordId');

    const pop = host.popScreen({ kind: 'record', recordId: '003', objectType: 'Contact' });

    expect(await failureOf(pop)).toMatchObject({
      code: 'SCREEN_POP_FAILED',
      cause: { errors: [{ code: 'INVALID_PARAM' }] },
    });
  });
});
