import type { DeskCommand } from '../core/index.ts';
import {
  id,
  interactionId,
  line,
  notes,
  recordMatch,
  recordPart,
  restingState,
  typedNumber,
} from './deskShapes.ts';
import type { ToConnector } from './messages.ts';
import { count, filledText, optional, readJson, variant } from './reading.ts';

const LONGEST_SESSION = 4_096;

const command = variant<DeskCommand, 'type'>('type', {
  setAgentState: { state: restingState },
  answer: { interactionId },
  decline: { interactionId },
  hangUp: { interactionId },
  dial: { number: typedNumber, record: optional(recordMatch) },
  chooseRecord: { interactionId, record: recordMatch },
  removeRecord: { interactionId, part: recordPart },
  writeNotes: { interactionId, notes },
  chooseDisposition: { interactionId, disposition: line },
  completeWrapUp: { interactionId },
});

const toConnector = variant<ToConnector, 'type'>('type', {
  hello: { session: filledText(LONGEST_SESSION), tabId: id, seq: optional(count()) },
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
