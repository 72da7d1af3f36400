import type { DeskCommand, SupervisorOrder } from '../core/index.ts';
import {
  agentId,
  id,
  interactionId,
  line,
  notes,
  partyId,
  recordingState,
  recordMatch,
  recordPart,
  restingState,
  target,
  typedNumber,
} from './fieldShapes.ts';
import type { ToConnector } from './messages.ts';
import { count, filledText, flag, optional, readJson, variant, yes } from './reading.ts';

const LONGEST_SESSION = 4_096;

const onCall = { agentId, interactionId };
export const supervisorOrder = variant<SupervisorOrder, 'type'>('type', {
  monitor: onCall,
  coach: onCall,
  barge: onCall,
  takeOver: onCall,
  stopMonitoring: {},
  setState: { agentId, state: restingState },
  endInteraction: onCall,
});

const command = variant<DeskCommand, 'type'>('type', {
  setAgentState: { state: restingState },
  answer: { interactionId },
  decline: { interactionId },
  hangUp: { interactionId },
  activate: { interactionId },
  hold: { interactionId, partyId },
  resume: { interactionId, partyId },
  setMuted: { interactionId, muted: flag },
  consult: { interactionId, target },
  swap: { interactionId },
  joinAll: { interactionId },
  removeParty: { interactionId, partyId },
  leave: { interactionId },
  transfer: { interactionId, target },
  park: { interactionId },
  pickUp: { interactionId },
  supervise: { order: supervisorOrder },
  askForHelp: { interactionId, asked: flag },
  rejoin: { interactionId, unnoticed: optional(yes) },
  setRecording: { interactionId, recording: recordingState },
  dial: { target, record: optional(recordMatch), callerId: optional(typedNumber) },
  chooseRecord: { interactionId, record: recordMatch },
  removeRecord: { interactionId, part: recordPart },
  writeNotes: { interactionId, notes },
  chooseDisposition: { interactionId, disposition: line },
  extendWrapUp: { interactionId },
  completeWrapUp: { interactionId },
});

const toConnector = variant<ToConnector, 'type'>('type', {
  hello: { session: filledText(LONGEST_SESSION), tabId: id, seq: optional(count()), again: optional(yes) },
  command: { commandId: id, command },
  searchDirectory: { searchId: id, text: line },
  claimPhone: {},
  voiceToken: {},
  ping: {},
  pong: {},
});

/** A softphone's message, or `undefined` for text that is none. Fields that no message has are dropped. */
export function parseToConnector(json: string): ToConnector | undefined {
  return readJson(json, toConnector);
}
