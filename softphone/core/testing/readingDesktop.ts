import type { DeskEvent } from '../desk/deskEvent.ts';
import { advanceSoftphone } from '../softphone/advanceSoftphone.ts';
import type { Softphone, SoftphoneEvent } from '../softphone/softphone.ts';
import type { Step } from '../softphone/step.ts';

/** What follows from an event with a desktop that reads every record at once, except those that are `hidden`. */
export function happen(
  softphone: Softphone,
  event: SoftphoneEvent,
  hidden: readonly { readonly recordId: string }[] = [],
): Step {
  const step = advanceSoftphone(softphone, event);
  const asked = step.effects.flatMap((effect) => (effect.type === 'readRecords' ? effect.records : []));
  if (asked.length === 0) return step;
  const found = asked
    .filter(({ recordId }) => !hidden.some((record) => record.recordId === recordId))
    .map(({ recordId }) => ({ recordId, name: `Record ${recordId}` }));
  const read = advanceSoftphone(step.softphone, { type: 'recordsRead', asked, found });
  const others = step.effects.filter(({ type }) => type !== 'readRecords');
  return { softphone: read.softphone, effects: [...others, ...read.effects] };
}

/** The same for what the connector says about the desk. */
export function follow(softphone: Softphone, event: DeskEvent): Step {
  return happen(softphone, { type: 'deskChanged', event });
}
