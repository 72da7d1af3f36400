import fc from 'fast-check';
import type { DeskCommand } from '../../core/index.ts';
import {
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
  rejoin: fc.record(
    { ...of('rejoin'), interactionId, unnoticed: fc.constant(true as const) },
    { requiredKeys: ['type', 'interactionId'] },
  ),
  setRecording: fc.record({ ...of('setRecording'), interactionId, recording }),
  chooseRecord: fc.record({ ...of('chooseRecord'), interactionId, record }),
  removeRecord: fc.record({ ...of('removeRecord'), interactionId, part }),
  writeNotes: fc.record({ ...of('writeNotes'), interactionId, notes: line }),
  chooseDisposition: fc.record({ ...of('chooseDisposition'), interactionId, disposition: line }),
  completeWrapUp: fc.record({ ...of('completeWrapUp'), interactionId }),
};

export const anyCommand = fc.oneof(...Object.values(commands));
