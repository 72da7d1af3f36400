import type { RestingState } from '../agent/agent.ts';
import { agentStateOf } from '../desk/desk.ts';
import {
  mappingFrom,
  mappingOf,
  stateKey,
  type Presence,
  type PresenceMapping,
} from '../presence/presence.ts';
import { obey } from './obey.ts';
import type { Softphone, SoftphoneEvent } from './softphone.ts';
import { same, type Step } from './step.ts';

type PresenceEvent = Extract<SoftphoneEvent, { type: 'presenceStarted' | 'presenceChanged' | 'presenceSet' }>;

/** Takes in what the desktop says about presence. */
export function followPresence(softphone: Softphone, event: PresenceEvent): Step {
  const { presence } = softphone;
  if (event.type === 'presenceStarted') {
    const { mappings, statusId } = event;
    if (mappings.length === 0) return same(softphone);
    return same(withPresence(softphone, { ...seen(statusId), mappings, asked: [] }));
  }
  if (!presence) return same(softphone);
  if (event.type === 'presenceSet') return same(settled(softphone, presence, event));
  return change(softphone, presence, event.statusId);
}

/**
 * The desktop follows the agent's state, in the tab that owns the phone: once for each change of the state, so that
 * what the agent chooses on the desktop afterwards stands.
 */
export function withPresenceFollowing({ softphone, effects }: Step): Step {
  const { presence, desk } = softphone;
  if (!presence || !desk || !isLeading(softphone)) return { softphone, effects };
  const state = agentStateOf(desk);
  const followed = stateKey(state);
  if (followed === presence.followed) return { softphone, effects };
  const mapping = mappingOf(presence.mappings, state);
  const next = { ...presence, followed };
  if (!mapping || isShown(presence, mapping)) return { softphone: withPresence(softphone, next), effects };
  const { statusId } = mapping;
  return {
    softphone: withPresence(softphone, { ...next, asked: [...presence.asked, statusId] }),
    effects: [...effects, { type: 'setPresence', ...seen(statusId) }],
  };
}

/** One tab speaks with the desktop: the one that owns the phone, while the connector can be reached. */
function isLeading({ phone, link }: Softphone): boolean {
  return phone.owner === 'here' && link === 'open';
}

/** The last that was asked for counts, else what the desktop shows. */
function isShown({ asked, statusId }: Presence, mapping: PresenceMapping): boolean {
  return (asked.length > 0 ? asked.at(-1) : statusId) === mapping.statusId;
}

/** What was set from here is no change by anybody; what else changes, the agent or a supervisor has changed. */
function change(softphone: Softphone, presence: Presence, statusId: string | undefined): Step {
  const echo = presence.asked.indexOf(statusId);
  const asked = presence.asked.filter((_each, index) => index !== echo);
  const { statusId: before, ...rest } = presence;
  const next = withPresence(softphone, { ...rest, ...seen(statusId), asked });
  if (echo >= 0 || statusId === before) return same(next);
  const state = restingOf(mappingFrom(presence.mappings, statusId));
  return state ? chosenThere(next, state) : same(next);
}

/** In the middle of a call the call counts: the desktop follows again when the state changes. */
function chosenThere(softphone: Softphone, state: RestingState): Step {
  const { desk } = softphone;
  if (!desk || !isLeading(softphone) || desk.interactions.length > 0) return same(softphone);
  if (stateKey({ ...state, since: desk.agent.restingSince }) === stateKey(agentStateOf(desk))) {
    return same(softphone);
  }
  return obey(softphone, { type: 'setAgentState', state });
}

/** Only resting states can be chosen. */
function restingOf(mapping: PresenceMapping | undefined): RestingState | undefined {
  switch (mapping?.state) {
    case 'ready':
    case 'loggedOut':
      return { name: mapping.state };
    case 'notReady':
      return { name: 'notReady', reasonCode: mapping.reasonCode ?? '' };
    case 'reserved':
    case 'onCall':
    case 'wrapUp':
    case undefined:
      return undefined;
  }
}

/** The desktop has answered: where no echo came, none will be waited for. */
function settled(
  softphone: Softphone,
  presence: Presence,
  { statusId, done }: Extract<PresenceEvent, { type: 'presenceSet' }>,
): Softphone {
  const waiting = presence.asked.indexOf(statusId);
  if (waiting < 0) return softphone;
  const asked = presence.asked.filter((_each, index) => index !== waiting);
  const { statusId: before, ...rest } = presence;
  return withPresence(softphone, { ...rest, ...seen(done ? statusId : before), asked });
}

function withPresence(softphone: Softphone, presence: Presence): Softphone {
  return { ...softphone, presence };
}

function seen(statusId: string | undefined): { readonly statusId?: string } {
  return statusId === undefined ? {} : { statusId };
}
