import type { CrmHostEvent } from '../../ports/crmHost.ts';
import { withoutTelDecoration } from './callCenterSettings.ts';
import type { ClickToDialPayload } from './openCtiTypes.ts';
import { recordOf } from './recordOf.ts';

/** A click on a phone field, in our words. The number comes as text or as a number, with or without decoration. */
export function clickedNumber(click: ClickToDialPayload): Extract<CrmHostEvent, { type: 'clickedToDial' }> {
  const number = withoutTelDecoration(String(click.number));
  const record = recordOf(click);
  return { type: 'clickedToDial', number, ...(record && { record }) };
}
