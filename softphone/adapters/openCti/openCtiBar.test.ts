import { describe, expect, it } from '@jest/globals';
import { Refused } from './testing/fakeOpenCti.ts';
import { openHost } from './testing/openHost.ts';

describe('the bar', () => {
  it('shows state and party, and takes turns with its icons while it rings', async () => {
    const { host, requests, clock } = openHost();
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
    const { host, requests } = openHost();

    host.showBarItem({ state: 'notReady', reasonCode: 'Break' });

    expect(requests('setSoftphoneItemLabel')).toEqual([{ label: 'Not ready: Break' }]);
  });

  it('reports a desktop that does not show it, and nothing worse', async () => {
    const { host, behaviours, reported, clock } = openHost();
    behaviours.setSoftphoneItemIcon = () => new Refused('GENERIC_ERROR');

    host.showBarItem({ state: 'ready' });
    await clock.advance(1);

    expect(reported).toHaveLength(1);
  });

  it('opens the panel and refreshes the view', async () => {
    const { host, requests } = openHost();

    await host.showPanel();
    await host.refreshView();

    expect(requests('setSoftphonePanelVisibility')).toEqual([{ visible: true }]);
    expect(requests('refreshView')).toHaveLength(1);
  });
});
