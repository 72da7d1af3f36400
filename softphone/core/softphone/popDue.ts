import type { Interaction, RecordMatch } from '../interaction/interaction.ts';
import type { RecordSights } from './recordSight.ts';
import { popFor, popRecord } from './screenPop.ts';
import type { Softphone, SoftphoneEffect } from './softphone.ts';
import type { Step } from './step.ts';

/**
 * Pops the screens that have become due, each once: when the administrator wants it, and as soon as the search
 * is over and the desktop has said which of the records found this agent may see.
 */
export function withPops({ softphone, effects }: Step): Step {
  const due = (softphone.desk?.interactions ?? []).filter((each) => isDue(softphone, each));
  if (due.length === 0) return { softphone, effects };
  return {
    softphone: { ...softphone, popped: [...softphone.popped, ...due.map(({ id }) => id)] },
    effects: [...effects, ...due.flatMap((each) => pop(softphone, each))],
  };
}

function isDue(softphone: Softphone, interaction: Interaction): boolean {
  return (
    interaction.direction === 'inbound' &&
    interaction.matched &&
    !softphone.popped.includes(interaction.id) &&
    isTime(softphone, interaction) &&
    interaction.matches.every(({ recordId }) => softphone.records[recordId]?.state !== 'reading')
  );
}

function isTime({ host, phone, answeredHere }: Softphone, { id, call }: Interaction): boolean {
  switch (call.state) {
    case 'offered':
      return host.screenPopOn === 'offered' && phone.owner === 'here';
    case 'answering':
    case 'connected':
      return host.screenPopOn === 'offered' ? phone.owner === 'here' : answeredHere.includes(id);
    case 'dialing':
    case 'ended':
      return false;
  }
}

/** The only record that the agent may see, of several found, needs no choice either. */
function pop({ records, host }: Softphone, interaction: Interaction): SoftphoneEffect[] {
  const only = interaction.person || interaction.subject ? undefined : onlyVisible(records, interaction);
  if (only) {
    return [
      { type: 'send', command: { type: 'chooseRecord', interactionId: interaction.id, record: only } },
      { type: 'popScreen', pop: popRecord(only) },
    ];
  }
  const screen = popFor(interaction, host, records);
  return screen ? [{ type: 'popScreen', pop: screen }] : [];
}

function onlyVisible(records: RecordSights, { matches }: Interaction): RecordMatch | undefined {
  const visible = matches.filter(
    ({ recordId, belongsTo }) => belongsTo === undefined && records[recordId]?.state !== 'hidden',
  );
  return visible.length === 1 ? visible[0] : undefined;
}
