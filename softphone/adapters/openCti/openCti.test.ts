import { describe, expect, it } from '@jest/globals';
import { createVirtualClock, settled } from '../../testing/virtualClock.ts';
import { promisifyOpenCti } from './openCti.ts';
import { createFakeOpenCti, Refused, silence } from './testing/fakeOpenCti.ts';

function open() {
  const fake = createFakeOpenCti();
  const clock = createVirtualClock();
  return { ...fake, clock, openCti: promisifyOpenCti(fake.opencti, clock) };
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (cause: unknown) => cause,
  );

describe('Open CTI with promises', () => {
  it('resolves with what the desktop answers', async () => {
    const { openCti } = open();

    expect(await openCti.getCallCenterSettings()).toHaveProperty('/connector/serviceUrl');
    expect(await openCti.getSoftphoneLayout()).toHaveProperty('Internal');
    await expect(openCti.refreshView()).resolves.toBeUndefined();
  });

  it('rejects with the desktop’s errors', async () => {
    const { openCti, behaviours } = open();
    behaviours.screenPop = () => new Refused('GENERIC_ERROR', 'An error occurred.');

    expect(await failureOf(openCti.screenPop({ type: 'sobject', params: {} }))).toMatchObject({
      kind: 'refused',
      message: 'screenPop: GENERIC_ERROR: An error occurred.',
      errors: [{ code: 'GENERIC_ERROR' }],
    });
    expect(await failureOf(openCti.setPanelHeight(100))).toMatchObject({
      errors: [{ code: 'INVALID_PARAM' }],
    });
    await expect(openCti.setPanelHeight(560)).resolves.toBeUndefined();
    await expect(openCti.setPanelWidth(360)).resolves.toBeUndefined();
  });

  it('rejects after ten seconds without an answer', async () => {
    const { openCti, behaviours, clock } = open();
    behaviours.refreshView = () => silence;
    const failure = failureOf(openCti.refreshView());

    await clock.advance(10_000);

    expect(await failure).toMatchObject({
      kind: 'silent',
      message: 'refreshView: the desktop does not answer',
    });
  });

  it('asks a container that is still loading again, later and later', async () => {
    const { openCti, requests, loadFor, clock } = open();
    loadFor(3);
    const answer = openCti.enableClickToDial();

    await clock.advance(100);
    expect(requests('enableClickToDial')).toHaveLength(2);
    await clock.advance(200);
    await clock.advance(400);

    await expect(answer).resolves.toBeUndefined();
    expect(requests('enableClickToDial')).toHaveLength(4);
  });

  it('gives a container up that never loads, and asks no more', async () => {
    const { openCti, loadFor, clock, requests } = open();
    loadFor(Infinity);
    const failure = failureOf(openCti.enableClickToDial());

    await clock.advance(10_000);
    const tries = requests('enableClickToDial').length;
    await clock.advance(60_000);

    expect(await failure).toMatchObject({ kind: 'silent', errors: [{ code: 'SOFTPHONE_CONTAINER_ERROR' }] });
    expect(requests('enableClickToDial')).toHaveLength(tries);
  });

  it.each([['00T1'], [{ recordId: '00T1' }], [{ id: '00T1' }]])(
    'reads the id of a saved log from %j',
    async (returned) => {
      const { openCti, behaviours, requests } = open();
      behaviours.saveLog = () => returned;

      expect(await openCti.saveLog({ entityApiName: 'Task', Subject: 'Call' })).toBe('00T1');
      expect(requests('saveLog')).toEqual([{ value: { entityApiName: 'Task', Subject: 'Call' } }]);
    },
  );

  it('hears navigation', async () => {
    const { openCti, tell } = open();
    const views: string[] = [];
    openCti.onNavigationChange(({ url }) => views.push(url));

    tell('onNavigationChange', { url: '/lightning/r/Contact/003/view' });
    await settled();

    expect(views).toEqual(['/lightning/r/Contact/003/view']);
  });
});
