import type { BoardAgent } from '../../../../../softphone/wallboard/board.ts';
import MORE from '@salesforce/label/c.Wallboard_Call_More';
import { callWords, nextWords, stateWords } from 'c/ctiWallboardWords';
import { fill } from 'c/softphoneFormat';

const ICONS: Readonly<Record<BoardAgent['state'], string>> = {
  ready: 'utility:success',
  notReady: 'utility:ban',
  reserved: 'utility:incoming_call',
  onCall: 'utility:call',
  wrapUp: 'utility:edit',
  loggedOut: 'utility:logout',
};

/** An agent as a row draws one; instants on the browser's clock. */
export function rowOf(agent: BoardAgent, rowIndex: number, aheadMs: number) {
  const {
    id,
    name,
    state,
    since,
    calls: [call, ...more],
  } = agent;
  return {
    agent,
    id,
    name,
    state,
    rowIndex,
    stateWords: stateWords(agent),
    stateClass: `state state_${state}`,
    iconName: ICONS[state],
    since: since - aheadMs,
    next: nextWords(agent),
    call: call ? callWords(call) : '',
    more: more.length > 0 ? fill(MORE, more.length) : '',
    moreWords: more.map(callWords).join('\n'),
    queue: call?.queue ?? '',
    callSince: call && call.since - aheadMs,
    rowClass: agent.calls.some(({ helpAsked }) => helpAsked) ? 'agent agent_help' : 'agent',
  };
}
