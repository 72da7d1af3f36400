import fc from 'fast-check';
import {
  dayStates,
  type AgentDay,
  type AgentSettings,
  type CallSummary,
  type ParkedCall,
} from '../../core/index.ts';
import type { ToConnector, ToSoftphone } from '../messages.ts';
import { anyCommand, refusal } from './commandArbitraries.ts';
import { anyDesk, anyDeskEvent, direction } from './deskArbitraries.ts';
import { ani, at, dnis, id, interactionId, line, number, of, record, typed } from './fieldArbitraries.ts';

const settings: fc.Arbitrary<AgentSettings> = fc.record({
  country: fc.constant('US'),
  reasonCodes: fc.array(
    fc.record(
      { name: id, colour: fc.constant('#DD7A01'), choosable: fc.boolean() },
      { requiredKeys: ['name', 'choosable'] },
    ),
    { maxLength: 3 },
  ),
  reasonRequired: fc.boolean(),
  wrapUpExtensions: fc.nat(),
  wrapUpExtensionSeconds: fc.nat(),
  dispositions: fc.array(fc.record({ name: id, queues: fc.array(id, { maxLength: 2 }) }), { maxLength: 3 }),
  queueRules: fc.array(fc.record({ queue: line, dispositionRequired: fc.boolean() }), { maxLength: 3 }),
  callerIds: fc.array(fc.record({ number, label: line }), { maxLength: 3 }),
  dialFrom: fc.subarray(['ready' as const, 'notReady' as const]),
  mostCalls: fc.nat(),
  mostParties: fc.nat(),
});

const history = fc.array<CallSummary>(
  fc.record(
    {
      interactionId,
      direction,
      ani,
      dnis,
      outcome: fc.constantFrom('answered' as const, 'missed' as const, 'busy' as const),
      startedAt: at,
      talkSeconds: fc.nat(),
      person: record,
      subject: record,
      disposition: line,
    },
    { requiredKeys: ['interactionId', 'direction', 'ani', 'dnis', 'outcome', 'startedAt', 'talkSeconds'] },
  ),
  { maxLength: 3 },
);

const day: fc.Arbitrary<AgentDay> = fc.record(
  {
    at,
    answered: fc.nat(),
    missed: fc.nat(),
    dialed: fc.nat(),
    averageHandleSeconds: fc.nat(),
    timesMs: fc.record({
      ready: fc.nat(),
      notReady: fc.nat(),
      reserved: fc.nat(),
      onCall: fc.nat(),
      wrapUp: fc.nat(),
    }),
    running: fc.constantFrom(...dayStates),
  },
  { requiredKeys: ['at', 'answered', 'missed', 'dialed', 'timesMs'] },
);

const parkedCalls = fc.array<ParkedCall>(
  fc.record(
    { interactionId, orbit: line, number: typed, queue: line, parkedBy: line, since: at },
    { requiredKeys: ['interactionId', 'orbit', 'parkedBy', 'since'] },
  ),
  { maxLength: 3 },
);

export const anyToConnector: fc.Arbitrary<ToConnector> = fc.oneof(
  fc.record(
    { ...of('hello'), session: id, tabId: id, seq: fc.nat(), again: fc.constant(true) },
    { requiredKeys: ['type', 'session', 'tabId'] },
  ),
  fc.record({ ...of('command'), commandId: id, command: anyCommand }),
  fc.record(of('claimPhone')),
  fc.record(of('voiceToken')),
  fc.record(of('ping')),
  fc.record(of('pong')),
);

export const anyToSoftphone: fc.Arbitrary<ToSoftphone> = fc.oneof(
  fc.record(
    {
      ...of('welcome'),
      seq: fc.nat(),
      desk: anyDesk,
      settings,
      history,
      parkedCalls,
    },
    { requiredKeys: ['type', 'seq', 'settings', 'history', 'parkedCalls'] },
  ),
  fc.record({ ...of('deskEvent'), seq: fc.nat(), event: anyDeskEvent }),
  fc.record({ ...of('history'), history }),
  fc.record({ ...of('day'), day }),
  fc.record({ ...of('parkedCalls'), parkedCalls }),
  fc.record({ ...of('phoneOwner'), tabId: id }, { requiredKeys: ['type'] }),
  fc.record({ ...of('commandDone'), commandId: id }),
  fc.record({ ...of('commandRefused'), commandId: id, refusal }),
  fc.record(
    { ...of('voiceToken'), token: id, ttlSeconds: fc.nat(), signalingHost: id },
    { requiredKeys: ['type', 'token', 'ttlSeconds'] },
  ),
  fc.record({ ...of('goodbye'), reason: fc.constantFrom('NOT_AN_AGENT', 'SESSION_REPLACED') }),
  fc.record(of('ping')),
  fc.record(of('pong')),
);
