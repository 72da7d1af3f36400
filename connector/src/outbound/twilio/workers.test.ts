import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Telephony } from '../../callCenter/ports/telephony.ts';
import { type AnsweringClient, found, page, refused } from './testing/answeringClient.ts';
import { agentId, openTelephonyKit, sid, worker } from './testing/telephonyKit.ts';

let http: AnsweringClient;
let telephony: Telephony;

beforeEach(() => {
  ({ http, telephony } = openTelephonyKit());
});

const last = () => http.sent.at(-1);
const paths = () =>
  http.sent.map(({ method, url }) => `${method} ${new URL(url).pathname.split('/').at(-1)}`);

describe('the availability of an agent', () => {
  it('is an activity of the worker named after the agent', async () => {
    await telephony.setAvailability(agentId, 'available');

    expect(last()).toMatchObject({
      url: `https://taskrouter.twilio.com/v1/Workspaces/${sid('WS')}/Workers/${sid('WK')}`,
      form: { ActivitySid: sid('WA', '1'), RejectPendingReservations: 'false' },
    });
  });

  it('is written only where nobody has changed the worker since it was read', async () => {
    const { version } = await telephony.routerState(agentId);

    await telephony.setAvailability(agentId, 'offline', version);

    expect(last()?.headers).toMatchObject({ 'If-Match': '"7"' });
  });

  it('is told apart from a change by somebody else', async () => {
    http.on('post', /\/Workers\/\w+$/, refused(412, 20_412));

    await expect(telephony.setAvailability(agentId, 'offline', '"6"')).rejects.toMatchObject({
      code: 'TELEPHONY_OVERTAKEN',
    });
  });

  it('takes pending reservations away with it', async () => {
    await telephony.setAvailability(agentId, 'unavailable');

    expect(last()?.form).toMatchObject({ ActivitySid: sid('WA', '2'), RejectPendingReservations: 'true' });
  });

  it('makes an unknown agent known first, without a name', async () => {
    http.on('get', /\/Workers$/, page('workers', []));

    await telephony.setAvailability(agentId, 'available');

    expect(http.sent.find(({ url }) => url.endsWith('/Workers'))?.form).toEqual({
      FriendlyName: agentId,
      Attributes: '{"queues":["Support"]}',
      ActivitySid: sid('WA', '3'),
    });
    expect(JSON.stringify(http.sent)).not.toContain('Ada');
  });

  it('gives a known agent the queues of today', async () => {
    http.on('get', /\/Workers$/, page('workers', [{ ...worker, attributes: '{"queues":["Sales"]}' }]));

    await telephony.setAvailability(agentId, 'available');

    expect(http.sent.map(({ form }) => form.Attributes)).toContain('{"queues":["Support"]}');
  });

  it('looks up activities and worker once', async () => {
    await telephony.setAvailability(agentId, 'available');
    await telephony.setAvailability(agentId, 'offline');

    expect(paths().filter((path) => path.startsWith('get'))).toEqual(['get Workers', 'get Activities']);
  });

  it('finds the worker again who was deleted and made anew', async () => {
    await telephony.setAvailability(agentId, 'available');
    http
      .on('get', /\/Workers$/, page('workers', [{ ...worker, sid: sid('WK', '2') }]))
      .on('post', new RegExp(`/Workers/${sid('WK')}$`), refused(404, 20_404));

    await telephony.setAvailability(agentId, 'offline');

    expect(last()?.url).toContain(sid('WK', '2'));
  });

  it('fails for good where the workspace is not provisioned', async () => {
    http.on('get', /\/Activities$/, page('activities', []));

    await expect(telephony.setAvailability(agentId, 'available')).rejects.toMatchObject({
      code: 'TELEPHONY_REFUSED',
      cause: { message: expect.stringContaining('Run the provisioning') },
    });
  });
});

describe('the state of an agent at the router', () => {
  const NO_VERSION = '';
  const moved = { activity_sid: sid('WA', '5'), date_status_changed: '2026-01-05T09:00:07Z' };
  const stateAfter = async (change: object, etag = '"8"') => {
    http.on('get', /\/Workers\/\w+$/, found({ ...worker, ...change }, etag === NO_VERSION ? {} : { etag }));
    return telephony.routerState(agentId);
  };

  it('is the worker’s activity, since its time, in this version', async () => {
    expect(await telephony.routerState(agentId)).toEqual({
      agentId,
      availability: 'available',
      stateName: 'Available',
      since: Date.UTC(2026, 0, 5, 9),
      own: false,
      version: '"7"',
    });
  });

  it.each([
    ['Offline', false, 'offline'],
    ['Lunch', false, 'unavailable'],
    ['Call Not Taken', false, 'unavailable'],
    ['Chat only', true, 'available'],
  ])('in the activity %s', async (activity_name, available, availability) => {
    expect(await stateAfter({ activity_name, available })).toMatchObject({
      stateName: activity_name,
      availability,
    });
  });

  it('is the connector’s own until somebody else changes it, also there and back', async () => {
    http.on('post', /\/Workers\/\w+$/, found(worker, { etag: '"8"' }));
    await telephony.setAvailability(agentId, 'available');

    expect(await stateAfter({}, '"8"')).toMatchObject({ own: true });
    expect(await stateAfter({}, '"10"')).toMatchObject({ own: false });
  });

  it('is told apart by activity and time where there are no versions', async () => {
    await telephony.setAvailability(agentId, 'available');

    expect(await stateAfter({}, NO_VERSION)).toMatchObject({ own: true });
    expect(await stateAfter(moved, NO_VERSION)).toMatchObject({ own: false });
  });

  it('is its own as well when the connector has made the agent known', async () => {
    http
      .on('get', /\/Workers$/, page('workers', []))
      .on('post', /\/Workers$/, { status: 201, body: worker, headers: { etag: '"7"' } });

    expect(await telephony.routerState(agentId)).toMatchObject({ own: true });
  });

  it('comes for all agents in one request', async () => {
    http.on('get', /\/Workers$/, page('workers', [worker, { ...worker, friendly_name: '005B' }]));

    expect(await telephony.routerStates()).toMatchObject([{ agentId }, { agentId: '005B' }]);
    expect(http.sent).toHaveLength(1);
    expect(last()?.url).toContain('PageSize=1000');
  });
});
