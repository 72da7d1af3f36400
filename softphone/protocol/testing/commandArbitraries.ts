import fc from 'fast-check';
import type { DeskCommand, Refusal, RefusalCode, SupervisorOrder } from '../../core/index.ts';
import {
  agentId,
  interactionId,
  line,
  number,
  of,
  part,
  partyId,
  record,
  recording,
  restingState,
  target,
} from './fieldArbitraries.ts';

const order: fc.Arbitrary<SupervisorOrder> = fc.oneof(
  ...(['monitor', 'coach', 'barge', 'takeOver', 'endInteraction'] as const).map((type) =>
    fc.record({ ...of(type), agentId, interactionId }),
  ),
  fc.record({ ...of('setState'), agentId, state: restingState }),
  fc.record(of('stopMonitoring')),
);

/** One of each, so that none can be forgotten. */
export const commands: Readonly<Record<DeskCommand['type'], fc.Arbitrary<DeskCommand>>> = {
  setAgentState: fc.record({ ...of('setAgentState'), state: restingState }),
  dial: fc.record({ ...of('dial'), target, record, callerId: number }, { requiredKeys: ['type', 'target'] }),
  pickUp: fc.record({ ...of('pickUp'), interactionId }),
  answer: fc.record({ ...of('answer'), interactionId }),
  decline: fc.record({ ...of('decline'), interactionId }),
  hangUp: fc.record({ ...of('hangUp'), interactionId }),
  activate: fc.record({ ...of('activate'), interactionId }),
  hold: fc.record({ ...of('hold'), interactionId, partyId }),
  resume: fc.record({ ...of('resume'), interactionId, partyId }),
  setMuted: fc.record({ ...of('setMuted'), interactionId, muted: fc.boolean() }),
  consult: fc.record({ ...of('consult'), interactionId, target }),
  swap: fc.record({ ...of('swap'), interactionId }),
  joinAll: fc.record({ ...of('joinAll'), interactionId }),
  removeParty: fc.record({ ...of('removeParty'), interactionId, partyId }),
  leave: fc.record({ ...of('leave'), interactionId }),
  transfer: fc.record({ ...of('transfer'), interactionId, target }),
  park: fc.record({ ...of('park'), interactionId }),
  supervise: fc.record({ ...of('supervise'), order }),
  askForHelp: fc.record({ ...of('askForHelp'), interactionId, asked: fc.boolean() }),
  rejoin: fc.record(
    { ...of('rejoin'), interactionId, unnoticed: fc.constant(true as const) },
    { requiredKeys: ['type', 'interactionId'] },
  ),
  setRecording: fc.record({ ...of('setRecording'), interactionId, recording }),
  chooseRecord: fc.record({ ...of('chooseRecord'), interactionId, record }),
  removeRecord: fc.record({ ...of('removeRecord'), interactionId, part }),
  writeNotes: fc.record({ ...of('writeNotes'), interactionId, notes: line }),
  chooseDisposition: fc.record({ ...of('chooseDisposition'), interactionId, disposition: line }),
  extendWrapUp: fc.record({ ...of('extendWrapUp'), interactionId }),
  completeWrapUp: fc.record({ ...of('completeWrapUp'), interactionId }),
};

export const anyCommand = fc.oneof(...Object.values(commands));

export const refusal: fc.Arbitrary<Refusal> = fc.record(
  {
    code: fc.constantFrom<RefusalCode[]>(
      'CALL_GONE',
      'ON_ANOTHER_CALL',
      'LOGGED_OUT',
      'NUMBER_INVALID',
      'REASON_REQUIRED',
      'REASON_UNKNOWN',
      'DISPOSITION_REQUIRED',
      'NO_EXTENSION_LEFT',
      'NOT_CONNECTED',
      'DIAL_NOT_ALLOWED',
      'TOO_MANY_CALLS',
      'TOO_MANY_PARTIES',
      'TARGET_UNKNOWN',
      'TARGET_UNAVAILABLE',
      'NO_ANSWER',
      'TAKEN_ALREADY',
      'OTHERS_IN_CALL',
      'NOT_RECORDED',
      'NOT_A_SUPERVISOR',
      'COMMAND_FAILED',
    ),
    detail: line,
  },
  { requiredKeys: ['code'] },
);
