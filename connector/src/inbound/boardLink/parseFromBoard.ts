import { supervisorOrder } from '../../../../softphone/protocol/parseToConnector.ts';
import { filledText, readJson, variant } from '../../../../softphone/protocol/reading.ts';
import type { FromBoard } from '../../../../softphone/wallboard/boardMessages.ts';

const LONGEST_TOKEN = 4_096;
const LONGEST_ORDER_ID = 64;

const fromBoard = variant<FromBoard, 'type'>('type', {
  hello: { token: filledText(LONGEST_TOKEN) },
  refresh: {},
  order: { id: filledText(LONGEST_ORDER_ID), order: supervisorOrder },
  pong: {},
});

/** A wallboard's message, or `undefined` for text that is none. */
export function parseFromBoard(json: string): FromBoard | undefined {
  return readJson(json, fromBoard);
}
