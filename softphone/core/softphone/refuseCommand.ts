import { interactionAt } from '../desk/desk.ts';
import type { InteractionId } from '../vocabulary.ts';
import type { Softphone, SoftphoneEvent } from './softphone.ts';
import { ringing, same, type Step } from './step.ts';

/** Shows why the connector did not do what was asked, and takes back what this tab has done ahead of the answer. */
export function refuseCommand(
  softphone: Softphone,
  { command, refusal }: Extract<SoftphoneEvent, { type: 'commandRefused' }>,
): Step {
  const refused: Softphone = { ...softphone, refused: { command: command.type, refusal } };
  if (command.type === 'answer') return ringAgain(refused, command.interactionId);
  if (command.type === 'pickUp') return same(notAnswered(refused, command.interactionId));
  // A microphone that was shut does not open because the connector could not be told.
  const untold = refusal.code === 'COMMAND_FAILED';
  const unmutes = command.type === 'setMuted' && !untold;
  return same(unmutes ? notMuting(refused, command.interactionId) : refused);
}

/** A call whose answer did not get through still rings, and is no longer this tab's. */
function ringAgain(softphone: Softphone, id: InteractionId): Step {
  const next = notAnswered(softphone, id);
  const interaction = next.desk && interactionAt(next.desk, id);
  return interaction?.call.state === 'offered'
    ? { softphone: next, effects: ringing(next, interaction) }
    : same(next);
}

function notAnswered(softphone: Softphone, id: InteractionId): Softphone {
  return { ...softphone, answeredHere: softphone.answeredHere.filter((each) => each !== id) };
}

function notMuting(softphone: Softphone, id: InteractionId): Softphone {
  return { ...softphone, muting: softphone.muting.filter(({ interactionId }) => interactionId !== id) };
}
