import { describe, expect, it } from '@jest/globals';
import { NOTES_LIMIT, type InteractionId } from '../../core/index.ts';
import type { ConnectorLinkError } from '../../ports/connectorLink.ts';
import { settled } from '../../testing/virtualClock.ts';
import { createFakeConnector, numbered, welcome } from './testing/fakeConnector.ts';

const ready = { type: 'setAgentState', state: { name: 'ready' } } as const;

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

    const { desk, settings, history } = welcome;
    expect(events).toEqual([
      { type: 'welcomed', desk, settings, history },
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

describe('desk events', () => {
  it('are told in order, and none twice', async () => {
    const { welcome: beWelcome, line, types, events } = createFakeConnector();
    await beWelcome(7);

    line().say(numbered(8));
    line().say(numbered(8));
    line().say(numbered(7));
    line().say(numbered(9));

    expect(types()).toEqual(['deskChanged', 'deskChanged']);
    expect(events).toMatchObject([
      { event: { at: 1_767_603_600_008 } },
      { event: { at: 1_767_603_600_009 } },
    ]);
  });

  it('that were missed are asked for by number after the link was lost', async () => {
    const { welcome: beWelcome, line, types, events, clock, vouched } = createFakeConnector();
    await beWelcome(7);
    line().say(numbered(8));

    line().hangUp();
    await clock.advance(250);
    line().say({ type: 'welcome', seq: 8, settings: welcome.settings, history: [] });
    line().say(numbered(9));

    expect(line().heard[0]).toMatchObject({ type: 'hello', seq: 8 });
    expect(types()).toEqual(['deskChanged', 'linkLost', 'welcomed', 'deskChanged']);
    expect(events[2]).not.toHaveProperty('desk');
    expect(vouched).toHaveLength(1);
  });

  it('with a gap bring the whole desk, at once', async () => {
    const { welcome: beWelcome, line, lines, types } = createFakeConnector();
    await beWelcome(7);

    line().say(numbered(9));
    await settled();
    line().say({ ...welcome, seq: 9 });

    expect(lines.map(({ closed }) => closed)).toEqual([true, false]);
    expect(line().heard[0]).not.toHaveProperty('seq');
    expect(types()).toEqual(['welcomed']);
  });

  it('of a later version are left out, and mended with the next one', async () => {
    const { welcome: beWelcome, line, lines } = createFakeConnector();
    await beWelcome(7);

    line().sayText('{"type":"deskEvent","seq":8,"event":{"type":"parked","at":1}}');
    line().sayText('not json');
    expect(lines).toHaveLength(1);
    line().say(numbered(9));
    await settled();

    expect(lines).toHaveLength(2);
  });
});

describe('a command', () => {
  it('is sent with an id, and its refusal told by its name', async () => {
    const { welcome: beWelcome, link, line, events } = createFakeConnector();
    await beWelcome();

    link.send(ready);
    const sent = line().heard.at(-1)!;
    const commandId = sent.type === 'command' ? sent.commandId : '';
    line().say({ type: 'commandRefused', commandId, refusal: { code: 'REASON_REQUIRED' } });
    line().say({ type: 'commandRefused', commandId, refusal: { code: 'REASON_REQUIRED' } });

    expect(sent).toMatchObject({ type: 'command', command: ready });
    expect(events).toEqual([
      { type: 'commandRefused', command: 'setAgentState', refusal: { code: 'REASON_REQUIRED' } },
    ]);
  });

  it('without an answer is refused when the link is lost; one that was done is not', async () => {
    const { welcome: beWelcome, link, line, events } = createFakeConnector();
    await beWelcome();
    link.send(ready);
    link.send({ type: 'dial', number: '1' });
    const [done] = line().heard.flatMap((message) => (message.type === 'command' ? [message] : []));
    line().say({ type: 'commandDone', commandId: done!.commandId });

    line().hangUp();

    expect(events).toEqual([
      { type: 'commandRefused', command: 'dial', refusal: { code: 'COMMAND_FAILED' } },
      { type: 'linkLost' },
    ]);
  });

  it('that cannot be sent now, or that no connector could read, is refused at once', async () => {
    const { welcome: beWelcome, link, line, events } = createFakeConnector();
    link.send(ready);
    await beWelcome();
    const before = line().heard.length;

    link.send({
      type: 'writeNotes',
      interactionId: 'i' as InteractionId,
      notes: 'n'.repeat(NOTES_LIMIT + 1),
    });

    expect(line().heard).toHaveLength(before);
    expect(events).toEqual([
      { type: 'commandRefused', command: 'writeNotes', refusal: { code: 'COMMAND_FAILED' } },
    ]);
  });
});

describe('a voice token', () => {
  it('comes to everybody who asked', async () => {
    const { welcome: beWelcome, link, line } = createFakeConnector();
    await beWelcome();
    const asked = [link.voiceToken(), link.voiceToken()];

    line().say({ type: 'voiceToken', token: 't', ttlSeconds: 3_600, signalingHost: 'edge' });

    expect(await Promise.all(asked)).toEqual(
      Array(2).fill({ token: 't', ttlSeconds: 3_600, signalingHost: 'edge' }),
    );
  });

  it('is refused with LINK_LOST while the link is lost, when it gets lost, and after ten seconds', async () => {
    const { welcome: beWelcome, link, line, clock } = createFakeConnector();
    const failureOf = (asked: Promise<unknown>) =>
      asked.then(
        () => 'none',
        (cause: unknown) => (cause as ConnectorLinkError).code,
      );
    const early = failureOf(link.voiceToken());
    await beWelcome();
    const slow = failureOf(link.voiceToken());
    await clock.advance(10_000);
    const cut = failureOf(link.voiceToken());
    line().hangUp();

    expect(await Promise.all([early, slow, cut])).toEqual(['LINK_LOST', 'LINK_LOST', 'LINK_LOST']);
  });
});

describe('the heartbeat', () => {
  it('pings a silent connector, answers its pings, and leaves both unmentioned', async () => {
    const { welcome: beWelcome, line, clock, events } = createFakeConnector();
    await beWelcome();

    await clock.advance(15_000);
    line().say({ type: 'pong' });
    line().say({ type: 'ping' });

    expect(line().heard.slice(1)).toEqual([{ type: 'ping' }, { type: 'pong' }]);
    expect(events).toEqual([]);
  });

  it('gives a link up after 35 s of silence, also when the computer slept meanwhile', async () => {
    const { welcome: beWelcome, line, clock, types, lines } = createFakeConnector();
    await beWelcome();

    await clock.advance(34_999);
    expect(types()).toEqual([]);
    await clock.advance(1);
    expect(types()).toEqual(['linkLost']);
    await clock.advance(250);
    line().say(welcome);
    await clock.sleep(600_000);

    expect(types()).toEqual(['linkLost', 'welcomed', 'linkLost']);
    expect(lines.slice(0, 2).map(({ closed }) => closed)).toEqual([true, true]);
  });

  it('gives a socket up that brings no welcome', async () => {
    const { link, clock, types } = createFakeConnector();
    link.open();

    await clock.advance(10_000);

    expect(types()).toEqual(['linkLost']);
  });
});

describe('a link that is closed', () => {
  it('hears nothing more and does not come back', async () => {
    const { welcome: beWelcome, link, line, clock, lines, events } = createFakeConnector();
    await beWelcome();

    link.close();
    line().say(numbered(8));
    await clock.advance(600_000);

    expect([lines.length, line().closed, events.length]).toEqual([1, true, 0]);
  });

  it('does not open a socket for a sign-in that was under way', async () => {
    const { link, lines } = createFakeConnector();
    link.open();

    link.close();
    await settled();

    expect(lines).toHaveLength(0);
  });
});
