import { describe, expect, it } from '@jest/globals';
import { NOTES_LIMIT, type InteractionId } from '../../core/index.ts';
import type { ConnectorLinkError } from '../../ports/connectorLink.ts';
import { settled } from '../../testing/virtualClock.ts';
import { createFakeConnector, numbered, welcome } from './testing/fakeConnector.ts';

const ready = { type: 'setAgentState', state: { name: 'ready' } } as const;
const dial = { type: 'dial', target: { kind: 'number', number: '1' } } as const;
const tooLong = {
  type: 'writeNotes',
  interactionId: 'i' as InteractionId,
  notes: 'n'.repeat(NOTES_LIMIT + 1),
} as const;

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
    line().say({ type: 'welcome', seq: 8, settings: welcome.settings, history: [], parkedCalls: [] });
    line().say(numbered(9));

    expect(line().heard[0]).toMatchObject({ type: 'hello', seq: 8, again: true });
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
    expect(line().heard[0]).toMatchObject({ again: true });
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
      { type: 'commandRefused', command: ready, refusal: { code: 'REASON_REQUIRED' } },
    ]);
  });

  it('without an answer is refused when the link is lost; one that was done is not', async () => {
    const { welcome: beWelcome, link, line, events } = createFakeConnector();
    await beWelcome();
    link.send(ready);
    link.send(dial);
    const [done] = line().heard.flatMap((message) => (message.type === 'command' ? [message] : []));
    line().say({ type: 'commandDone', commandId: done!.commandId });

    line().hangUp();

    expect(events).toEqual([
      { type: 'commandRefused', command: dial, refusal: { code: 'COMMAND_FAILED' } },
      { type: 'linkLost' },
    ]);
  });

  it('that cannot be sent now, or that no connector could read, is refused at once', async () => {
    const { welcome: beWelcome, link, line, events } = createFakeConnector();
    link.send(ready);
    await beWelcome();
    const before = line().heard.length;

    link.send(tooLong);

    expect(line().heard).toHaveLength(before);
    expect(events).toEqual([
      { type: 'commandRefused', command: tooLong, refusal: { code: 'COMMAND_FAILED' } },
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
