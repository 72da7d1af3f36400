import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newSoftphone } from '../core/index.ts';
import {
  parseSessionGrant,
  parseSessionNonce,
  parseSessionRefusal,
  parseToSoftphone,
} from './parseToSoftphone.ts';
import { anyToSoftphone } from './testing/messageArbitraries.ts';

describe('a message to the softphone', () => {
  it('arrives as it was sent, whatever it is', () => {
    fc.assert(
      fc.property(anyToSoftphone, (message) => {
        expect(parseToSoftphone(JSON.stringify(message))).toEqual(message);
      }),
    );
  });

  it('is nothing when the text is garbage, and garbage never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (garbage) => {
        expect(parseToSoftphone(garbage)).toBeUndefined();
      }),
    );
  });

  it('is nothing when one event in it is of a later version', () => {
    expect(
      parseToSoftphone('{ "type": "deskEvent", "seq": 4, "event": { "type": "parked", "at": 1 } }'),
    ).toBeUndefined();
  });

  const settings = newSoftphone.settings;
  const welcome = (changes: object) =>
    parseToSoftphone(
      JSON.stringify({ type: 'welcome', seq: 1, settings, history: [], parkedCalls: [], ...changes }),
    );
  const event = (content: object) =>
    parseToSoftphone(
      JSON.stringify({ type: 'deskEvent', seq: 1, event: { at: 1, interactionId: 'i', ...content } }),
    );
  const party = { id: 'customer', role: 'customer', state: 'talking', since: 1 };
  const parked = { interactionId: 'i', orbit: '701', parkedBy: 'Grace', since: 1 };

  it('is nothing when one element of a list is wrong', () => {
    expect(welcome({})).toBeDefined();
    expect(welcome({ settings: { ...settings, reasonCodes: [{ name: 'Break' }] } })).toBeUndefined();
    expect(welcome({ settings: { ...settings, dialFrom: ['onCall'] } })).toBeUndefined();
    expect(welcome({ settings: { ...settings, callerIds: [{ number: '1' }] } })).toBeUndefined();
    expect(welcome({ parkedCalls: [parked, { ...parked, orbit: 701 }] })).toBeUndefined();
  });

  it.each([
    ['settings without limits', { settings: { ...settings, mostCalls: undefined } }],
    ['settings with less than nothing', { settings: { ...settings, mostParties: -1 } }],
    ['no list of parked calls', { parkedCalls: undefined }],
  ])('is nothing with %s', (_what, changes) => {
    expect(welcome(changes)).toBeUndefined();
  });

  it('has parties that somebody could be', () => {
    const of = (...parties: unknown[]) => event({ type: 'partiesChanged', parties });

    expect(of(party, { ...party, id: 'outside-1', role: 'outside', state: 'ringing' })).toBeDefined();
    expect(of(...Array<unknown>(250).fill(party))).toBeDefined();
    expect(of(...Array<unknown>(251).fill(party))).toBeUndefined();
    for (const wrong of [
      { role: 'supervisor' },
      { state: 'held' },
      { id: '' },
      { since: 'now' },
      { name: 7 },
    ]) {
      expect(of({ ...party, ...wrong })).toBeUndefined();
    }
  });

  it.each([
    [{ type: 'activated', interactionId: '' }],
    [{ type: 'mutedSet', muted: 1 }],
    [{ type: 'recordingChanged', recording: 'stopped' }],
    [{ type: 'connectionLost' }],
    [{ type: 'callEnded', reason: 'vanished' }],
    [{ type: 'dialed', direction: 'inbound', ani: '1', dnis: '2', parties: [] }],
    [{ type: 'commandFailed', command: 'reboot', refusal: { code: 'NO_ANSWER' } }],
    [{ type: 'commandFailed', command: 'consult', refusal: { code: 'WHY_NOT' } }],
  ])('is nothing with an event that no connector tells: %j', (content) => {
    expect(event(content)).toBeUndefined();
  });

  it('can say that no call is active, and none recorded', () => {
    expect(event({ type: 'activated', interactionId: undefined })).toMatchObject({
      event: { type: 'activated' },
    });
    expect(event({ type: 'recordingChanged' })).toBeDefined();
  });

  it('has no instant that is no number', () => {
    const answered = (at: unknown) => event({ type: 'answered', at });

    expect(answered(1_767_603_600_000)).toBeDefined();
    expect(['now', -1, 1e99, null].map(answered)).toEqual(Array(4).fill(undefined));
  });
});

describe('the answers of the session door', () => {
  it('are read when they are whole', () => {
    expect(parseSessionNonce('{"nonce":"n","audience":"a"}')).toEqual({ nonce: 'n', audience: 'a' });
    expect(parseSessionGrant('{"session":"s","expiresAt":5}')).toEqual({ session: 's', expiresAt: 5 });
    expect(parseSessionRefusal('{"code":"NOT_AN_AGENT","message":"…"}')).toBe('NOT_AN_AGENT');
  });

  it('are nothing otherwise', () => {
    expect(parseSessionNonce('{"nonce":"n"}')).toBeUndefined();
    expect(parseSessionGrant('<html>Bad gateway</html>')).toBeUndefined();
    expect(parseSessionRefusal('{"code":"MAINTENANCE"}')).toBeUndefined();
  });
});
