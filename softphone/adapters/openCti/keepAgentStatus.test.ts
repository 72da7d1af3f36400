import { describe, expect, it } from '@jest/globals';
import type { Instant } from '../../core/index.ts';
import { Refused } from './testing/fakeOpenCti.ts';
import { failureOf, openHost } from './testing/openHost.ts';

const since = 1_767_614_400_250 as Instant;

describe("the agent's state in the org", () => {
  it('is kept by the class that writes for the signed-in agent', async () => {
    const { host, requests } = openHost();

    await host.keepStatus?.({ state: 'notReady', reasonCode: 'Q & A', since, changedBy: 'agent' });
    await host.keepStatus?.({ state: 'onCall', since });

    expect(requests('runApex')).toEqual(
      [
        'state=notReady&reasonCode=Q%20%26%20A&since=1767614400250&changedBy=agent',
        'state=onCall&reasonCode=&since=1767614400250&changedBy=',
      ].map((methodParams) => ({ apexClass: 'AgentStatus', methodName: 'keep', methodParams })),
    );
  });

  it('is not kept where the class is not granted', async () => {
    const { host, behaviours } = openHost();
    behaviours.runApex = () => new Refused('SERVER_ERROR');

    expect(await failureOf(host.keepStatus!({ state: 'ready', since }))).toMatchObject({
      code: 'HOST_UNAVAILABLE',
    });
  });
});
