import type { AgentState, RestingState } from '../../../../../softphone/core/index.ts';
import LOGGED_OUT from '@salesforce/label/c.Softphone_State_LoggedOut';
import NOT_READY from '@salesforce/label/c.Softphone_State_NotReady';
import ON_CALL from '@salesforce/label/c.Softphone_State_OnCall';
import READY from '@salesforce/label/c.Softphone_State_Ready';
import RESERVED from '@salesforce/label/c.Softphone_State_Reserved';
import WRAP_UP from '@salesforce/label/c.Softphone_State_WrapUp';
import { fill } from 'c/softphoneFormat';

type AnyState = AgentState | RestingState;

const NAMES: Readonly<Record<Exclude<AnyState['name'], 'notReady'>, string>> = {
  loggedOut: LOGGED_OUT,
  ready: READY,
  reserved: RESERVED,
  onCall: ON_CALL,
  wrapUp: WRAP_UP,
};

/** What an agent state is called; a Not Ready state carries its reason. */
export function stateName(state: AnyState): string {
  return state.name === 'notReady' ? fill(NOT_READY, state.reasonCode) : NAMES[state.name];
}
