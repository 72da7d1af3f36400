import type {
  AgentState,
  ReasonCode,
  RestingState,
  StateSetter,
} from '../../../../../softphone/core/index.ts';
import LOGGED_OUT from '@salesforce/label/c.Softphone_State_LoggedOut';
import NOT_READY from '@salesforce/label/c.Softphone_State_NotReady';
import NOT_READY_PLAIN from '@salesforce/label/c.Softphone_State_NotReadyPlain';
import ON_CALL from '@salesforce/label/c.Softphone_State_OnCall';
import READY from '@salesforce/label/c.Softphone_State_Ready';
import RESERVED from '@salesforce/label/c.Softphone_State_Reserved';
import SET_BY_ORG from '@salesforce/label/c.Softphone_State_SetByOrg';
import SET_BY_ROUTER from '@salesforce/label/c.Softphone_State_SetByRouter';
import SET_BY_RULE from '@salesforce/label/c.Softphone_State_SetByRule';
import SET_BY_SUPERVISOR from '@salesforce/label/c.Softphone_State_SetBySupervisor';
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

const SETTERS: Readonly<Record<Exclude<StateSetter, 'agent'>, string>> = {
  supervisor: SET_BY_SUPERVISOR,
  router: SET_BY_ROUTER,
  org: SET_BY_ORG,
  rule: SET_BY_RULE,
};

/** What an agent state is called; a Not Ready state carries its reason, if it has one. */
export function stateName(state: AnyState): string {
  if (state.name !== 'notReady') return NAMES[state.name];
  return state.reasonCode === '' ? NOT_READY_PLAIN : fill(NOT_READY, state.reasonCode);
}

/** Who set a state, where it was not the agent. */
export function setterWords(by: Exclude<StateSetter, 'agent'>): string {
  return SETTERS[by];
}

/** The colour of the administrator's for a state, as a style; empty for that of the state itself. */
export function stateStyle(state: AnyState | undefined, reasonCodes: readonly ReasonCode[]): string {
  if (state?.name !== 'notReady') return '';
  const { colour } = reasonCodes.find(({ name }) => name === state.reasonCode) ?? {};
  return colour === undefined ? '' : `background: ${colour}`;
}
