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
    const fields = ['type', 'session', 'tabId', 'seq', 'commandId', 'command'];
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

  it('takes a dialed number of up to 40 characters', () => {
    expect(command({ type: 'dial', number: '1'.repeat(40) })).toBeDefined();
    expect(command({ type: 'dial', number: '1'.repeat(41) })).toBeUndefined();
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
