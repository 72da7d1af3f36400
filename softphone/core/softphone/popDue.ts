import type { DeskCommand } from '../desk/command.ts';
import { interactionAt, offeredInteractions } from '../desk/desk.ts';
import type { Interaction, RecordMatch } from '../interaction/interaction.ts';
import type { InteractionId } from '../vocabulary.ts';
import { coversSoftphone, onlyFound, popFor, type ScreenPop } from './screenPop.ts';
import type { Softphone, SoftphoneEffect } from './softphone.ts';
import type { Step } from './step.ts';

/**
 * Pops the screens that have become due, each once: when the administrator wants it, and as soon as the search
 * is over and the desktop has said which of the records found this agent may see. What would cover the softphone
 * waits while a call rings.
 */
export function withPops({ softphone, effects }: Step): Step {
  const due = (softphone.desk?.interactions ?? []).filter((each) => isDue(softphone, each));
  if (due.length === 0) return { softphone, effects };
  return {
    softphone: { ...softphone, popped: [...softphone.popped, ...due.map(({ id }) => id)] },
    effects: [...effects, ...due.flatMap((each) => pop(softphone, each))],
  };
}

/** What the agent can have shown for an interaction now, whether or not it has popped before. */
export function screenFor(softphone: Softphone, interaction: Interaction): ScreenPop | undefined {
  const screen = isRead(softphone, interaction)
    ? popFor(interaction, softphone.host, softphone.records)
    : undefined;
  return screen && mayShow(softphone, screen) ? screen : undefined;
}

/** Shows the screen of an interaction because the agent asks for it. */
export function popByHand(softphone: Softphone, interactionId: InteractionId): Step {
  const interaction = softphone.desk && interactionAt(softphone.desk, interactionId);
  const screen = interaction && screenFor(softphone, interaction);
  return screen ? popping(softphone, interactionId, screen) : { softphone, effects: [] };
}

/** Shows a record that the agent has chosen, as the administrator wants one match shown; what is in view stays. */
export function popChosen(
  softphone: Softphone,
  { interactionId, record }: Extract<DeskCommand, { type: 'chooseRecord' }>,
): Step {
  const nothing = { softphone, effects: [] };
  const interaction = softphone.desk && interactionAt(softphone.desk, interactionId);
  if (!interaction || record.recordId === softphone.inView?.recordId) return nothing;
  const { person: _person, subject: _subject, ...unrelated } = interaction;
  const screen = screenFor(softphone, { ...unrelated, [record.part]: record });
  return screen ? popping(softphone, interactionId, screen) : nothing;
}

/** The interaction that a record was made for: its form is what pops for that caller. */
export function interactionOfNew(
  { desk, host, records }: Softphone,
  { objectType }: RecordMatch,
): Interaction | undefined {
  return desk?.interactions.findLast((interaction) => {
    const screen = popFor(interaction, host, records);
    return screen?.kind === 'newRecord' && screen.objectType === objectType;
  });
}

function popping(softphone: Softphone, id: InteractionId, screen: ScreenPop): Step {
  const popped = softphone.popped.includes(id) ? softphone.popped : [...softphone.popped, id];
  return { softphone: { ...softphone, popped }, effects: [{ type: 'popScreen', pop: screen }] };
}

function isDue(softphone: Softphone, interaction: Interaction): boolean {
  if (softphone.popped.includes(interaction.id) || !interaction.matched) return false;
  if (!isTime(softphone, interaction) || !isRead(softphone, interaction)) return false;
  const screen = popFor(interaction, softphone.host, softphone.records);
  return !screen || mayShow(softphone, screen);
}

function isTime({ host, phone, answeredHere }: Softphone, { id, call, via }: Interaction): boolean {
  switch (call.state) {
    case 'offered':
    case 'dialing':
      return host.screenPopOn === 'offered' && phone.owner === 'here';
    case 'answering':
    case 'connected':
      return host.screenPopOn === 'offered' || via === 'dialed'
        ? phone.owner === 'here'
        : answeredHere.includes(id);
    case 'ended':
      return false;
  }
}

function isRead({ records }: Softphone, { matches }: Interaction): boolean {
  return matches.every(({ recordId }) => records[recordId]?.state !== 'reading');
}

function mayShow({ desk }: Softphone, screen: ScreenPop): boolean {
  return !desk || offeredInteractions(desk).length === 0 || !coversSoftphone(screen);
}

/** The only record that the agent may see, of several found, needs no choice either. */
function pop(softphone: Softphone, interaction: Interaction): SoftphoneEffect[] {
  const { host, records } = softphone;
  const visible = interaction.matches.filter(({ recordId }) => records[recordId]?.state !== 'hidden');
  const only = interaction.person || interaction.subject ? undefined : onlyFound(visible);
  const screen = host.screenPopOn === 'byHand' ? undefined : popFor(interaction, host, records);
  return [
    ...(only ? [choosing(interaction.id, only)] : []),
    ...(screen ? [{ type: 'popScreen', pop: screen } as const] : []),
  ];
}

function choosing(interactionId: InteractionId, record: RecordMatch): SoftphoneEffect {
  return { type: 'send', command: { type: 'chooseRecord', interactionId, record } };
}
