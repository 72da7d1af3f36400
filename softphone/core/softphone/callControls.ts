import type { DeskCommand } from '../desk/command.ts';
import { liveInteractions, type Desk } from '../desk/desk.ts';
import { refusalOf } from '../desk/refusalOf.ts';
import type { Target } from '../desk/target.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Party } from '../interaction/party.ts';
import type { Instant } from '../vocabulary.ts';
import type { Softphone } from './softphone.ts';

/** Stands for whomever the agent will choose. */
const SOMEBODY: Target = { kind: 'number', number: '' };

/**
 * What the agent may do with an interaction now: only what the rules of the desk allow and what would change
 * something, so that no button is offered in vain.
 */
export function allowedFor(softphone: Softphone, interaction: Interaction): readonly DeskCommand['type'][] {
  const { desk } = softphone;
  if (!desk) return [];
  const allowed = worthwhile(desk, interaction).filter((command) => mayNow(softphone, command));
  return [...new Set(allowed.map(({ type }) => type))];
}

/** Whether the agent may call out now. */
export function mayDial(softphone: Softphone): boolean {
  return mayNow(softphone, { type: 'dial', target: SOMEBODY });
}

/** Whether the agent may take one of the parked calls now. */
export function mayPickUp(softphone: Softphone): boolean {
  const [parked] = softphone.parkedCalls;
  return parked !== undefined && mayNow(softphone, { type: 'pickUp', interactionId: parked.interactionId });
}

/** Since when everybody else in the call hears music; `undefined` while somebody talks, or nobody is there. */
export function onHoldSince({ parties }: Interaction): Instant | undefined {
  const [first, ...others] = parties.filter(isIn);
  if (!first || [first, ...others].some(({ state }) => state === 'talking')) return undefined;
  return others.reduce((latest, { since }) => (since > latest ? since : latest), first.since);
}

/** The calls that wait while the agent is heard in another one, or in none. */
export function heldCallsOf(desk: Desk): readonly Interaction[] {
  return liveInteractions(desk).filter(({ id, call }) => call.state !== 'offered' && id !== desk.active);
}

function mayNow({ desk, link, settings }: Softphone, command: DeskCommand): boolean {
  if (!desk || (link !== 'open' && command.type !== 'setMuted')) return false;
  return refusalOf(desk, command, settings) === undefined;
}

function worthwhile(desk: Desk, interaction: Interaction): readonly DeskCommand[] {
  const { id: interactionId, parties, lostUntil, recording, helpAsked = false } = interaction;
  const plain = ['answer', 'decline', 'leave', 'park', 'extendWrapUp', 'completeWrapUp'] as const;
  const active = desk.active === interactionId;
  return [
    ...plain.map((type) => ({ type, interactionId })),
    ...(lostUntil === undefined ? [] : [{ type: 'rejoin', interactionId } as const]),
    // When a call ends, another comes to the front: a click that was meant for the first must not end it.
    ...(active
      ? [{ type: 'hangUp', interactionId } as const, ...talkCommands(interaction)]
      : [{ type: 'activate', interactionId } as const]),
    // To send the only other party away is to hang up.
    ...parties.slice(1).map((party) => ({ type: 'removeParty', interactionId, partyId: party.id }) as const),
    { type: 'transfer', interactionId, target: SOMEBODY },
    { type: 'askForHelp', interactionId, asked: !helpAsked },
    { type: 'setRecording', interactionId, recording: recording === 'running' ? 'paused' : 'running' },
  ];
}

/** What concerns who talks with whom: of use only where the agent is heard. */
function talkCommands({ id: interactionId, parties, muted }: Interaction): readonly DeskCommand[] {
  const talking = parties.filter(({ state }) => state === 'talking');
  const waiting = parties.filter(({ state }) => state === 'onHold');
  const plain = [
    ...(talking.length > 0 && waiting.length > 0 ? (['swap'] as const) : []),
    ...(waiting.length > 0 ? (['joinAll'] as const) : []),
  ];
  return [
    { type: 'setMuted', interactionId, muted: !muted },
    ...talking.map((party) => ({ type: 'hold', interactionId, partyId: party.id }) as const),
    ...waiting.map((party) => ({ type: 'resume', interactionId, partyId: party.id }) as const),
    ...plain.map((type) => ({ type, interactionId })),
    { type: 'consult', interactionId, target: SOMEBODY },
  ];
}

function isIn({ state }: Party): boolean {
  return state === 'talking' || state === 'onHold';
}
