import { describe, expect, it } from '@jest/globals';
import { settled } from '../../testing/virtualClock.ts';
import { createFakeConnector, welcome } from './testing/fakeConnector.ts';

describe('a link that opens', () => {
  it('has the org vouch for the connector’s nonce, and says hello with the session it gets', async () => {
    const { link, requests, vouched, line } = createFakeConnector();

    link.open();
    await settled();

    expect(requests).toEqual([
      'GET https://connector.example/base/session/nonce',
      'POST https://connector.example/base/session',
    ]);
    expect(vouched).toEqual([{ nonce: 'nonce-1', audience: 'connector' }]);
    expect(line().url).toBe('wss://connector.example/base/link');
    expect(line().heard).toEqual([
      { type: 'hello', session: 'session of {"agentToken":"token for nonce-1"}', tabId: 'id-1' },
    ]);
  });

  it('tells the welcome with the desk, and who owns the phone', async () => {
    const { link, events, line } = createFakeConnector();
    link.open();
    await settled();

    line().say(welcome);
    line().say({ type: 'phoneOwner', tabId: 'id-1' });
    line().say({ type: 'phoneOwner', tabId: 'other' });
    line().say({ type: 'phoneOwner' });

    const { desk, settings, history, parkedCalls } = welcome;
    expect(events).toEqual([
      { type: 'welcomed', desk, settings, history, parkedCalls },
      { type: 'phoneOwned', owner: 'here' },
      { type: 'phoneOwned', owner: 'elsewhere' },
      { type: 'phoneOwned', owner: 'nobody' },
    ]);
  });
});

describe('a connector that cannot be reached', () => {
  it('is reported once, and tried again with longer and longer pauses', async () => {
    const { link, doors, requests, types, clock } = createFakeConnector();
    doors.nonce = () => Promise.reject(new TypeError('fetch failed'));

    link.open();
    await clock.advance(249);
    expect(requests).toHaveLength(1);
    await clock.advance(1);
    expect(requests).toHaveLength(2);
    await clock.advance(500);
    expect(requests).toHaveLength(3);
    await clock.advance(1_000);

    expect(requests).toHaveLength(4);
    expect(types()).toEqual(['linkLost']);
  });

  it('is waited for at most ten seconds', async () => {
    const { link, doors, types, clock } = createFakeConnector();
    doors.nonce = () => new Promise(() => undefined);
    link.open();

    await clock.advance(9_999);
    expect(types()).toEqual([]);
    await clock.advance(1);

    expect(types()).toEqual(['linkLost']);
  });

  it('is not mistaken for one that refuses: a gateway’s error page means to come back later', async () => {
    const { link, doors, types, lines, clock } = createFakeConnector();
    const page = () => Promise.resolve(new Response('<html>Bad gateway</html>', { status: 502 }));
    const { session } = doors;
    doors.session = page;
    link.open();
    await settled();
    doors.session = session;

    await clock.advance(250);

    expect(types()).toEqual(['linkLost']);
    expect(lines).toHaveLength(1);
  });
});

describe('a sign-in', () => {
  it('is tried with a second token when the connector refuses the first, and not with a third', async () => {
    const { link, doors, vouched, events, clock } = createFakeConnector();
    doors.session = () => Promise.resolve(Response.json({ code: 'TOKEN_REFUSED' }, { status: 401 }));

    link.open();
    await clock.advance(60_000);

    expect(vouched.map(({ nonce }) => nonce)).toEqual(['nonce-1', 'nonce-2']);
    expect(events).toEqual([{ type: 'signInRefused', code: 'TOKEN_REFUSED' }]);
  });

  it('ends when the org does not vouch for the user', async () => {
    const { link, doors, events, requests } = createFakeConnector();
    const { CrmHostError } = await import('../../ports/crmHost.ts');
    doors.vouch = () => Promise.reject(new CrmHostError('AGENT_NOT_VOUCHED'));

    link.open();
    await settled();

    expect(events).toEqual([{ type: 'signInRefused', code: 'NOT_AN_AGENT' }]);
    expect(requests).toHaveLength(1);
  });

  it('ends when the org does not answer, and begins anew when asked', async () => {
    const { link, doors, types, line } = createFakeConnector();
    const { connectorUrl } = doors;
    doors.connectorUrl = () => Promise.reject(new Error('HOST_UNAVAILABLE'));
    link.open();
    await settled();
    doors.connectorUrl = connectorUrl;

    link.open();
    await settled();
    line().say(welcome);

    expect(types()).toEqual(['signInRefused', 'welcomed']);
  });

  it('is done again, unseen, when a session that was good is no longer', async () => {
    const { welcome: beWelcome, line, lines, vouched, types } = createFakeConnector();
    await beWelcome();

    line().say({ type: 'goodbye', reason: 'TOKEN_REFUSED' });
    await settled();
    line().say(welcome);

    expect(lines).toHaveLength(2);
    expect(vouched).toHaveLength(2);
    expect(types()).toEqual(['welcomed']);
  });

  it('is over when a new session is refused at once, or another softphone takes its place', async () => {
    const { link, line, lines, events, clock } = createFakeConnector();
    link.open();
    await settled();
    line().say({ type: 'goodbye', reason: 'TOKEN_REFUSED' });
    link.open();
    await settled();
    line().say(welcome);
    line().say({ type: 'goodbye', reason: 'SESSION_REPLACED' });
    await clock.advance(60_000);

    expect(events.filter(({ type }) => type === 'signInRefused')).toEqual([
      { type: 'signInRefused', code: 'TOKEN_REFUSED' },
      { type: 'signInRefused', code: 'SESSION_REPLACED' },
    ]);
    expect(lines.map(({ closed }) => closed)).toEqual([true, true]);
  });
});
