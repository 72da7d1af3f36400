import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
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

  it('is nothing when one element of a list is wrong', () => {
    const settings = { country: 'US', reasonCodes: ['Break', 7], dispositions: [], queueRules: [] };

    expect(
      parseToSoftphone(JSON.stringify({ type: 'welcome', seq: 1, settings, history: [] })),
    ).toBeUndefined();
  });

  it('has no instant that is no number', () => {
    const event = (at: unknown) =>
      parseToSoftphone(
        JSON.stringify({ type: 'deskEvent', seq: 1, event: { type: 'answered', interactionId: 'i', at } }),
      );

    expect(event(1_767_603_600_000)).toBeDefined();
    expect([event('now'), event(-1), event(1e99), event(null)]).toEqual(Array(4).fill(undefined));
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
