import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AgentId, CentreEntry } from '../core/index.ts';
import type { ToConnector, ToSoftphone } from './messages.ts';
import { parseToConnector } from './parseToConnector.ts';
import { parseToSoftphone } from './parseToSoftphone.ts';

const id = fc.string({ minLength: 1, maxLength: 64 });
const line = fc.string({ maxLength: 255 });
const number = fc.string({ minLength: 1, maxLength: 40 });
const kind = <Kind extends string>(name: Kind) => ({ kind: fc.constant(name) });

const anyEntry: fc.Arbitrary<CentreEntry> = fc.oneof(
  fc.record(
    {
      ...kind('agent'),
      target: fc.record({ ...kind('agent'), agentId: id.map((text) => text as AgentId) }),
      name: line,
      agentState: fc.constantFrom(
        'ready' as const,
        'notReady' as const,
        'onCall' as const,
        'loggedOut' as const,
      ),
      reasonCode: line,
      extension: number,
    },
    { requiredKeys: ['kind', 'target', 'name', 'agentState'] },
  ),
  fc.record(
    {
      ...kind('queue'),
      target: fc.record({ ...kind('queue'), queue: id }),
      name: line,
      figures: fc.record({ waiting: fc.nat(), longestWaitSeconds: fc.nat(), ready: fc.nat() }),
    },
    { requiredKeys: ['kind', 'target', 'name'] },
  ),
  fc.record({
    ...kind('shared'),
    target: fc.record({ ...kind('number'), number }),
    name: line,
    transferable: fc.boolean(),
  }),
);

describe('a search in the directory', () => {
  it('arrives as it was sent', () => {
    fc.assert(
      fc.property(id, line, (searchId, text) => {
        const message: ToConnector = { type: 'searchDirectory', searchId, text };
        expect(parseToConnector(JSON.stringify(message))).toEqual(message);
      }),
    );
  });

  it('is nothing when it is too long', () => {
    const text = 'a'.repeat(256);

    expect(
      parseToConnector(JSON.stringify({ type: 'searchDirectory', searchId: 's', text })),
    ).toBeUndefined();
  });
});

describe('what it found', () => {
  it('arrives as it was sent', () => {
    fc.assert(
      fc.property(id, fc.array(anyEntry, { maxLength: 5 }), (searchId, entries) => {
        const message: ToSoftphone = { type: 'directory', searchId, entries };
        expect(parseToSoftphone(JSON.stringify(message))).toEqual(message);
      }),
    );
  });

  it.each([
    [{ kind: 'agent', target: { kind: 'queue', queue: 'Support' }, name: 'Ada', agentState: 'ready' }],
    [{ kind: 'agent', target: { kind: 'agent', agentId: '005' }, name: 'Ada', agentState: 'asleep' }],
    [
      {
        kind: 'queue',
        target: { kind: 'queue', queue: 'Support' },
        name: 'Support',
        figures: { waiting: -1 },
      },
    ],
    [{ kind: 'record', target: { kind: 'number', number: '911' }, name: 'Ada' }],
  ])('is nothing with an entry that the connector cannot have found: %j', (entry) => {
    expect(
      parseToSoftphone(JSON.stringify({ type: 'directory', searchId: 's', entries: [entry] })),
    ).toBeUndefined();
  });
});
