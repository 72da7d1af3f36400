import { agentStateOf, liveInteraction } from '../desk/desk.ts';
import { problemsOf } from './problems.ts';
import { partyName } from './recordSight.ts';
import type { Softphone } from './softphone.ts';

/** What the desktop's bar shows for the softphone while its panel is closed. */
export interface BarItem {
  readonly state:
    | 'signingIn'
    | 'problem'
    | 'loggedOut'
    | 'ready'
    | 'notReady'
    | 'ringing'
    | 'dialing'
    | 'onCall'
    | 'wrapUp';
  /** Who is on the line, as far as known: a record's name, else the number. */
  readonly party?: string;
  readonly reasonCode?: string;
}

/** The bar item for a softphone's state. */
export function barItemOf(softphone: Softphone): BarItem {
  const { desk } = softphone;
  if (softphone.session.state === 'refused') return { state: 'problem' };
  if (!desk) return { state: 'signingIn' };
  const live = liveInteraction(desk);
  if (live) {
    const party = partyName(softphone.records, live);
    if (live.call.state === 'offered') return { state: 'ringing', party };
    return { state: live.call.state === 'dialing' ? 'dialing' : 'onCall', party };
  }
  if (problemsOf(softphone).some(({ code }) => code !== 'COMMAND_REFUSED')) return { state: 'problem' };
  const agentState = agentStateOf(desk);
  if (agentState.name === 'notReady') return { state: 'notReady', reasonCode: agentState.reasonCode };
  if (agentState.name === 'reserved' || agentState.name === 'onCall') return { state: 'onCall' };
  return { state: agentState.name };
}
