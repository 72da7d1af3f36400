import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NOTES_LIMIT } from '../core/index.ts';
import { parseToConnector } from './parseToConnector.ts';
import { anyToConnector } from './testing/messageArbitraries.ts';

const command = (content: object) =>
  parseToConnector(JSON.stringify({ type: 'command', commandId: 'c1', command: content }));

describe('a message to the connector', () => {
  it('arrives as it was sent, whatever it is', () => {
    fc.assert(
      fc.property(anyToConnector, (message) => {
        expect(parseToConnector(JSON.stringify(message))).toEqual(message);
      }),
    );
  });

  it('is nothing when the text is garbage, and garbage never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (garbage) => {
        expect(parseToConnector(garbage)).toBeUndefined();
      }),
    );
  });

  it('never gains a field or loses its shape when a field is replaced by something else', () => {
    const fields = ['type', 'session', 'tabId', 'seq', 'again', 'commandId', 'command'];
    fc.assert(
      fc.property(anyToConnector, fc.constantFrom(...fields), fc.jsonValue(), (message, field, value) => {
        const parsed = parseToConnector(JSON.stringify({ ...message, [field]: value }));

        expect(parsed === undefined || typeof parsed.type === 'string').toBe(true);
        expect(Object.keys(parsed ?? {}).every((name) => fields.includes(name))).toBe(true);
      }),
    );
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('knows no type %s', (type) => {
    expect(parseToConnector(`{ "type": "${type}" }`)).toBeUndefined();
    expect(parseToConnector(`{ "__proto__": { "type": "ping" }, "x": "${type}" }`)).toBeUndefined();
  });

  it('leaves behind what no message has', () => {
    const parsed = parseToConnector('{ "type": "ping", "__proto__": { "admin": true }, "admin": true }');

    expect(parsed).toStrictEqual({ type: 'ping' });
    expect(parsed).not.toHaveProperty('admin');
  });

  it('takes notes up to the limit of a call log', () => {
    const notes = (length: number) =>
      command({ type: 'writeNotes', interactionId: 'i1', notes: 'n'.repeat(length) });

    expect(notes(NOTES_LIMIT)).toBeDefined();
    expect(notes(NOTES_LIMIT + 1)).toBeUndefined();
  });

  it('takes a number, an extension and a caller id of up to 40 characters', () => {
    const dial = (length: number) => [
      command({ type: 'dial', target: { kind: 'number', number: '1'.repeat(length) } }),
      command({ type: 'dial', target: { kind: 'extension', extension: '1'.repeat(length) } }),
      command({ type: 'dial', target: { kind: 'queue', queue: 'Q' }, callerId: '1'.repeat(length) }),
    ];

    expect(dial(40)).not.toContain(undefined);
    expect(dial(41)).toEqual([undefined, undefined, undefined]);
  });

  it.each([
    ['a number instead of a target', { type: 'dial', number: '+14155550100' }],
    ['no target', { type: 'consult', interactionId: 'i' }],
    ['a target of no kind', { type: 'transfer', interactionId: 'i', target: { number: '1' } }],
    ['a kind from the prototype', { type: 'transfer', interactionId: 'i', target: { kind: 'toString' } }],
    [
      'an agent without an id',
      { type: 'consult', interactionId: 'i', target: { kind: 'agent', agentId: '' } },
    ],
    ['a party without an id', { type: 'hold', interactionId: 'i', partyId: '' }],
    ['a party whose id is too long', { type: 'removeParty', interactionId: 'i', partyId: 'p'.repeat(65) }],
    ['muted by a word', { type: 'setMuted', interactionId: 'i', muted: 'false' }],
    ['a recording that may be started', { type: 'setRecording', interactionId: 'i', recording: 'startable' }],
    ['a recording that is stopped', { type: 'setRecording', interactionId: 'i', recording: 'stopped' }],
    ['no interaction to pick up', { type: 'pickUp' }],
    ['an interaction that is none', { type: 'swap', interactionId: { toString: 'i' } }],
  ])('has no command with %s', (_what, content) => {
    expect(command(content)).toBeUndefined();
  });

  it('keeps the target of one kind free of the fields of another', () => {
    const target = { kind: 'agent', agentId: '005', number: '911', queue: 'Support' };

    expect(command({ type: 'consult', interactionId: 'i', target })).toMatchObject({
      command: { target: { kind: 'agent', agentId: '005' } },
    });
    expect(JSON.stringify(command({ type: 'consult', interactionId: 'i', target }))).not.toMatch(
      /911|Support/,
    );
  });

  it('takes ids of up to 64 characters, and none that is empty', () => {
    const answer = (interactionId: unknown) => command({ type: 'answer', interactionId });

    expect(answer('i'.repeat(64))).toBeDefined();
    expect([answer('i'.repeat(65)), answer(''), answer(7), answer(null)]).toEqual(Array(4).fill(undefined));
  });

  it.each([-1, 1.5, '3', null])('takes no seq %p', (seq) => {
    expect(
      parseToConnector(JSON.stringify({ type: 'hello', session: 's', tabId: 't', seq })),
    ).toBeUndefined();
  });
});
