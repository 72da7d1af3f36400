import type { RecordMatch } from '../../core/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CrmHostEvent } from '../../ports/crmHost.ts';
import type { AppView } from './openCtiTypes.ts';
import { recordOf } from './recordOf.ts';

/** A desktop that goes from page to page tells each; the agent is where it stays. */
const STAY_MS = 300;

/**
 * Follows what the desktop shows. The form of a new record is no record, and leaves what was in view before; the
 * record of that object which comes right after it, and was not in view before, is the one that was made.
 */
export function createViewWatch(
  clock: Clock,
  tell: (event: Extract<CrmHostEvent, { type: 'recordViewed' }>) => void,
): (view: AppView) => void {
  let shown: RecordMatch | undefined;
  let told = false;
  let coming: string | undefined;
  let form: string | undefined;
  let forget: () => void = () => undefined;

  return (view) => {
    const newForm = formOf(view.url);
    if (newForm !== undefined) {
      form = newForm;
      return;
    }
    const record = recordOf(view);
    const place = record?.recordId ?? 'no record';
    // The desktop tells the same view again when its window gets the focus back.
    if (place === coming && form === undefined) return;
    const created = record !== undefined && record.objectType === form && record.recordId !== shown?.recordId;
    coming = place;
    form = undefined;
    forget();
    forget = clock.schedule(STAY_MS, () => {
      if (!created && record?.recordId === shown?.recordId && told) return;
      told = true;
      shown = record;
      tell({ type: 'recordViewed', ...(record && { record }), ...(created && { created }) });
    });
  };
}

/** The object whose new-record form an address of Lightning Experience opens. */
function formOf(url: string): string | undefined {
  return /\/lightning\/o\/(\w+)\/new\b/.exec(url)?.[1];
}
