import { describe, expect, it } from '@jest/globals';
import { Refused, silence } from './testing/fakeOpenCti.ts';
import { failureOf, openHost } from './testing/openHost.ts';

describe('a desktop that starts', () => {
  it('is told that the softphone is ready, and makes numbers clickable', async () => {
    const { host, asked } = openHost();

    await host.start();

    expect(asked.map(([method]) => method)).toEqual(
      expect.arrayContaining(['notifyInitializationComplete', 'enableClickToDial', 'onClickToDial']),
    );
  });

  it('brings the administrator’s settings', async () => {
    const { host } = openHost();

    expect(await host.start()).toMatchObject({
      screenPopOn: 'answered',
      dialingPrefixes: { outside: '9', longDistance: '1', international: '011' },
    });
    expect(await host.connectorUrl()).toBe('https://connector.example');
  });

  it('is unavailable when it does not answer, and asked anew the next time', async () => {
    const { host, behaviours, clock } = openHost();
    const { getCallCenterSettings } = behaviours;
    behaviours.getCallCenterSettings = () => silence;
    const failure = failureOf(host.start());
    await clock.advance(10_000);
    behaviours.getCallCenterSettings = getCallCenterSettings!;

    expect(await failure).toMatchObject({ code: 'HOST_UNAVAILABLE' });
    expect(await host.start()).toMatchObject({ screenPopOn: 'answered' });
  });

  it('works without a softphone layout', async () => {
    const { host, behaviours, reported } = openHost();
    behaviours.getSoftphoneLayout = () => new Refused('GENERIC_ERROR');

    expect(await host.start()).toMatchObject({ pops: { inbound: { oneMatch: { kind: 'record' } } } });
    expect(reported).toHaveLength(1);
  });

  it('says what to set when it knows no connector', async () => {
    const { host, behaviours } = openHost();
    behaviours.getCallCenterSettings = () => ({});

    expect(await failureOf(host.connectorUrl())).toMatchObject({
      code: 'HOST_UNAVAILABLE',
      message: expect.stringContaining('serviceUrl'),
    });
  });

  it('is asked for its settings once, and for clicks once, however often it starts', async () => {
    const { host, requests, tell, clicks } = openHost();
    await host.start();
    await host.start();
    await host.connectorUrl();

    tell('onClickToDial', { number: '4155550100' });

    expect(requests('getCallCenterSettings')).toHaveLength(1);
    expect(clicks).toHaveLength(1);
  });
});

describe('the org’s word for the agent', () => {
  it('is what ConnectorAuth signs, with every value encoded', async () => {
    const { host, requests } = openHost();

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
    const { host, behaviours, clock } = openHost();
    behaviours.runApex = answer;
    const failure = failureOf(host.vouch({ nonce: 'n', audience: 'a' }));
    await clock.advance(10_000);

    expect(await failure).toMatchObject({ code });
  });
});
