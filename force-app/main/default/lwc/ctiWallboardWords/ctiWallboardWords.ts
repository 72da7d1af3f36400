import type { BoardAgent, BoardCall } from '../../../../../softphone/wallboard/board.ts';
import INBOUND from '@salesforce/label/c.Calls_Inbound';
import INTERNAL from '@salesforce/label/c.Calls_Internal';
import OUTBOUND from '@salesforce/label/c.Calls_Outbound';
import LOGGED_OUT from '@salesforce/label/c.Softphone_State_LoggedOut';
import ON_CALL from '@salesforce/label/c.Softphone_State_OnCall';
import READY from '@salesforce/label/c.Softphone_State_Ready';
import RESERVED from '@salesforce/label/c.Softphone_State_Reserved';
import WRAP_UP from '@salesforce/label/c.Softphone_State_WrapUp';
import DIALING from '@salesforce/label/c.Wallboard_Call_Dialing';
import HELD from '@salesforce/label/c.Wallboard_Call_Held';
import HELP_ASKED from '@salesforce/label/c.Wallboard_Call_HelpAsked';
import PARTIES from '@salesforce/label/c.Wallboard_Call_Parties';
import RINGING from '@salesforce/label/c.Wallboard_Call_Ringing';
import NOT_READY from '@salesforce/label/c.Wallboard_State_NotReady';
import BARGE from '@salesforce/label/c.Wallboard_Via_Barge';
import CONSULT from '@salesforce/label/c.Wallboard_Via_Consult';
import DIRECT from '@salesforce/label/c.Wallboard_Via_Direct';
import PICK_UP from '@salesforce/label/c.Wallboard_Via_PickUp';
import RECALL from '@salesforce/label/c.Wallboard_Via_Recall';
import RETURNED from '@salesforce/label/c.Wallboard_Via_Returned';
import TRANSFER from '@salesforce/label/c.Wallboard_Via_Transfer';
import { fill } from 'c/softphoneFormat';

const STATES: Readonly<Record<BoardAgent['state'], string>> = {
  loggedOut: LOGGED_OUT,
  ready: READY,
  notReady: NOT_READY,
  reserved: RESERVED,
  onCall: ON_CALL,
  wrapUp: WRAP_UP,
};

const DIRECTIONS: Readonly<Record<BoardCall['direction'], string>> = {
  inbound: INBOUND,
  outbound: OUTBOUND,
  internal: INTERNAL,
};

/** The others are plain from direction and queue. */
const WAYS: Partial<Readonly<Record<BoardCall['via'], string>>> = {
  direct: DIRECT,
  transfer: TRANSFER,
  consult: CONSULT,
  recall: RECALL,
  returned: RETURNED,
  pickUp: PICK_UP,
  barge: BARGE,
};

const CALL_STATES: Partial<Readonly<Record<BoardCall['state'], string>>> = {
  ringing: RINGING,
  dialing: DIALING,
  held: HELD,
};

/** What a state is called, without its reason. */
export function stateName(state: BoardAgent['state']): string {
  return STATES[state];
}

/** What a state is called, with its reason. */
export function stateWords({ state, reasonCode }: Pick<BoardAgent, 'state' | 'reasonCode'>): string {
  return reasonCode === undefined ? STATES[state] : `${STATES[state]} · ${reasonCode}`;
}

/** What follows the calls at hand; empty when that is nothing else than usual. */
export function nextWords({ next }: Pick<BoardAgent, 'next'>): string {
  if (!next) return '';
  return stateWords({ state: next.name, ...(next.name === 'notReady' && { reasonCode: next.reasonCode }) });
}

/** A call in a few words: direction, way, state, how many are in it. */
export function callWords({ direction, via, state, parties, helpAsked }: BoardCall): string {
  return [
    helpAsked ? HELP_ASKED : '',
    DIRECTIONS[direction],
    WAYS[via] ?? '',
    CALL_STATES[state] ?? '',
    parties > 1 ? fill(PARTIES, parties + 1) : '',
  ]
    .filter((words) => words !== '')
    .join(' · ');
}
