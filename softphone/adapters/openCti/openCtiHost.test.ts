import { describe, expect, it } from '@jest/globals';
import type { ScreenPop } from '../../core/index.ts';
import type { CrmHostEvent } from '../../ports/crmHost.ts';
import { createVirtualClock } from '../../testing/virtualClock.ts';
import { createOpenCtiHost } from './openCtiHost.ts';
import { createFakeOpenCti, labels, Refused, silence } from './testing/fakeOpenCti.ts';

function open(noMatch?: { screenPopType: string; screenPopData?: string }) {
  const fake = createFakeOpenCti(noMatch);
  const clock = createVirtualClock();
  const reported: unknown[] = [];
  const clicks: CrmHostEvent[] = [];
  const host = createOpenCtiHost({
    opencti: fake.opencti,
    labels,
    clock,
    report: (cause) => reported.push(cause),
  });
  host.subscribe((event) => clicks.push(event));
  return { ...fake, clock, host, reported, clicks };
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (cause: unknown) => cause,
  );

describe('a desktop that starts', () => {
  it('is told that the softphone is ready, and makes numbers clickable', async () => {
    const { host, asked } = open();

    await host.start();

    expect(asked.map(([method]) => method)).toEqual(
      expect.arrayContaining(['notifyInitializationComplete', 'enableClickToDial', 'onClickToDial']),
    );
  });

  it('brings the administrator’s settings', async () => {
    const { host } = open({ screenPopType: 'PopToEntity', screenPopData: 'Lead' });

    expect(await host.start()).toEqual({
      screenPopOn: 'answered',
      noMatch: { kind: 'newRecord', objectType: 'Lead' },
      dialingPrefixes: { outside: '9', longDistance: '1', international: '011' },
    });
    expect(await host.connectorUrl()).toBe('https://connector.example');
  });

  it.each([
    [
      { screenPopType: 'PopToVisualforce', screenPopData: 'Unknown' },
      { kind: 'page', path: '/apex/Unknown' },
    ],
    [
      { screenPopType: 'PopToFlow', screenPopData: 'NewCaller' },
      { kind: 'flow', flow: 'NewCaller' },
    ],
    [{ screenPopType: 'PopToSearch' }, { kind: 'search' }],
    [{ screenPopType: 'DontPop' }, { kind: 'none' }],
    [undefined, { kind: 'none' }],
  ])('pops for nobody as the layout says: %j', async (rule, noMatch) => {
    expect(await open(rule).host.start()).toMatchObject({ noMatch });
  });

  it('pops when a call is offered where the call center says so', async () => {
    const { host, behaviours } = open();
    behaviours.getCallCenterSettings = () => ({ '/connector/screenPopOn': 'offered' });

    expect(await host.start()).toMatchObject({ screenPopOn: 'offered', dialingPrefixes: {} });
  });

  it('is unavailable when it does not answer, and asked anew the next time', async () => {
    const { host, behaviours, clock } = open();
    const { getCallCenterSettings } = behaviours;
    behaviours.getCallCenterSettings = () => silence;
    const failure = failureOf(host.start());
    await clock.advance(10_000);
    behaviours.getCallCenterSettings = getCallCenterSettings!;

    expect(await failure).toMatchObject({ code: 'HOST_UNAVAILABLE' });
    expect(await host.start()).toMatchObject({ screenPopOn: 'answered' });
  });

  it('works without a softphone layout', async () => {
    const { host, behaviours, reported } = open();
    behaviours.getSoftphoneLayout = () => new Refused('GENERIC_ERROR');

    expect(await host.start()).toMatchObject({ noMatch: { kind: 'none' } });
    expect(reported).toHaveLength(1);
  });

  it('says what to set when it knows no connector', async () => {
    const { host, behaviours } = open();
    behaviours.getCallCenterSettings = () => ({});

    expect(await failureOf(host.connectorUrl())).toMatchObject({
      code: 'HOST_UNAVAILABLE',
      message: expect.stringContaining('serviceUrl'),
    });
  });

  it('is asked for its settings once, and for clicks once, however often it starts', async () => {
    const { host, requests, tell, clicks } = open();
    await host.start();
    await host.start();
    await host.connectorUrl();

    tell('onClickToDial', { number: '4155550100' });

    expect(requests('getCallCenterSettings')).toHaveLength(1);
    expect(clicks).toHaveLength(1);
  });
});

describe('a click on a number', () => {
  it.each([
    [
      { number: '(415) 555-0100', recordId: '003000000000001', recordName: 'Ada', objectType: 'Contact' },
      {
        number: '(415) 555-0100',
        relatedRecord: { objectType: 'Contact', recordId: '003000000000001', name: 'Ada' },
      },
    ],
    [{ number: 4155550100 }, { number: '4155550100' }],
    [{ number: '(415) 555-0100 (tel:4155550100)' }, { number: '(415) 555-0100' }],
    [
      { number: '+4930123456', recordId: '500000000000001', objectType: 'Case' },
      {
        number: '+4930123456',
        relatedRecord: { objectType: 'Case', recordId: '500000000000001', name: '+4930123456' },
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
      { number: '1', relatedRecord: { objectType: 'Account', recordId: '001000000000001', name: 'Ada' } },
    ],
  ])('%j', async (payload, click) => {
    const { host, tell, clicks } = open();
    await host.start();

    tell('onClickToDial', payload);

    expect(clicks).toEqual([{ type: 'clickedToDial', ...click }]);
  });
});

describe('the org’s word for the agent', () => {
  it('is what ConnectorAuth signs, with every value encoded', async () => {
    const { host, requests } = open();

    expect(await host.vouch({ nonce: 'a+b&c=d', audience: 'https://c.example/' })).toBe('token');
    expect(requests('runApex')).toEqual([
      {
        apexClass: 'ConnectorAuth',
        methodName: 'issueAgentToken',
        methodParams: 'nonce=a%2Bb%26c%3Dd&audience=https%3A%2F%2Fc.example%2F',
      },
    ]);
  });

  it.each([
    [
      'refuses',
      () => new Refused('SERVER_ERROR', 'Could not load Apex class: ConnectorAuth.'),
      'AGENT_NOT_VOUCHED',
    ],
    ['returns nothing', () => ({ runApex: '' }), 'AGENT_NOT_VOUCHED'],
    ['does not answer', () => silence, 'HOST_UNAVAILABLE'],
  ])('is not given when the org %s', async (_how, answer, code) => {
    const { host, behaviours, clock } = open();
    behaviours.runApex = answer;
    const failure = failureOf(host.vouch({ nonce: 'n', audience: 'a' }));
    await clock.advance(10_000);

    expect(await failure).toMatchObject({ code });
  });
});

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
    const { host, requests } = open();

    await host.popScreen(pop);

    expect(requests('screenPop')).toEqual([request]);
  });

  it('of a search shows what the layout makes of it, unmodified', async () => {
    const { host, behaviours, requests } = open();
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
    const { host, behaviours, requests } = open();
    behaviours.searchAndScreenPop = () => ({});

    await host.popScreen({ kind: 'search', text: '911' });
    await host.popScreen({ kind: 'search', text: '11' });

    expect(requests('screenPop')).toEqual([{ type: 'search', params: { searchString: '911' } }]);
  });

  it('that fails says so, with the desktop’s reason', async () => {
    const { host, behaviours } = open();
    behaviours.screenPop = () => new Refused('INVALID_PARAM', 'recordId');

    const pop = host.popScreen({ kind: 'record', recordId: '003', objectType: 'Contact' });

    expect(await failureOf(pop)).toMatchObject({
      code: 'SCREEN_POP_FAILED',
      cause: { errors: [{ code: 'INVALID_PARAM' }] },
    });
  });
});

describe('the bar', () => {
  it('shows state and party, and takes turns with its icons while it rings', async () => {
    const { host, requests, clock } = open();
    const icons = () => requests('setSoftphoneItemIcon').map(({ key }) => key);

    host.showBarItem({ state: 'ringing', party: 'Ada Lovelace' });
    await clock.advance(1_300);
    host.showBarItem({ state: 'onCall', party: 'Ada Lovelace' });
    await clock.advance(10_000);

    expect(requests('setSoftphoneItemLabel').map(({ label }) => label)).toEqual([
      'Call: Ada Lovelace',
      'On a call: Ada Lovelace',
    ]);
    expect(icons()).toEqual(['incoming_call', 'call', 'incoming_call', 'unmuted']);
  });

  it('names the reason of an agent who is not ready', () => {
    const { host, requests } = open();

    host.showBarItem({ state: 'notReady', reasonCode: 'Break' });

    expect(requests('setSoftphoneItemLabel')).toEqual([{ label: 'Not ready: Break' }]);
  });

  it('reports a desktop that does not show it, and nothing worse', async () => {
    const { host, behaviours, reported, clock } = open();
    behaviours.setSoftphoneItemIcon = () => new Refused('GENERIC_ERROR');

    host.showBarItem({ state: 'ready' });
    await clock.advance(1);

    expect(reported).toHaveLength(1);
  });

  it('opens the panel and refreshes the view', async () => {
    const { host, requests } = open();

    await host.showPanel();
    await host.refreshView();

    expect(requests('setSoftphonePanelVisibility')).toEqual([{ visible: true }]);
    expect(requests('refreshView')).toHaveLength(1);
  });
});
