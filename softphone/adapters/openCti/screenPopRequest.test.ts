import { describe, expect, it } from '@jest/globals';
import type { ScreenPop } from '../../core/index.ts';
import { Refused } from './testing/fakeOpenCti.ts';
import { failureOf, openHost } from './testing/openHost.ts';

describe('a screen pop', () => {
  const shown: readonly [ScreenPop, object][] = [
    [
      { kind: 'record', recordId: '003000000000001', objectType: 'Contact' },
      { type: 'sobject', params: { recordId: '003000000000001' } },
    ],
    [
      { kind: 'newRecord', objectType: 'Contact', fields: { Phone: '+14155550100' } },
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
      { kind: 'page', path: '/apex/Unknown' },
      { type: 'url', params: { url: '/apex/Unknown' } },
    ],
    [
      { kind: 'flow', flow: 'NewCaller', inputs: { ani: '+14155550100' } },
      {
        type: 'flow',
        params: {
          flowDevName: 'NewCaller',
          flowArgs: [{ name: 'ani', type: 'String', value: '+14155550100' }],
        },
      },
    ],
  ];

  it.each(shown)('of %j', async (pop, request) => {
    const { host, requests } = openHost();

    await host.popScreen(pop);

    expect(requests('screenPop')).toEqual([request]);
  });

  it('of a search shows what the layout makes of it, unmodified', async () => {
    const { host, behaviours, requests } = openHost();
    const found = {
      type: 'sobject',
      params: { recordId: '001', odd: [1] },
      defaultFieldValues: { Phone: '1' },
    };
    behaviours.searchAndScreenPop = () => ({ SCREEN_POP_DATA: found });

    await host.popScreen({ kind: 'search', text: '+14155550100' });

    expect(requests('searchAndScreenPop')).toEqual([
      { searchParams: '+14155550100', callType: 'inbound', deferred: true },
    ]);
    expect(requests('screenPop')).toEqual([found]);
  });

  it('of a search falls back to the search page, for texts that can be searched for', async () => {
    const { host, behaviours, requests } = openHost();
    behaviours.searchAndScreenPop = () => ({});

    await host.popScreen({ kind: 'search', text: '911' });
    await host.popScreen({ kind: 'search', text: '11' });

    expect(requests('screenPop')).toEqual([{ type: 'search', params: { searchString: '911' } }]);
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
