import type { RecordMatch } from '../../core/index.ts';
import type { CrmHostEvent } from '../../ports/crmHost.ts';
import { withoutTelDecoration } from './callCenterSettings.ts';
import type { ClickToDialPayload } from './openCtiTypes.ts';

/** A click on a phone field, in our words. The number comes as text or as a number, with or without decoration. */
export function clickedNumber(click: ClickToDialPayload): Extract<CrmHostEvent, { type: 'clickedToDial' }> {
  const number = withoutTelDecoration(String(click.number));
  const record = recordOf(click);
  return { type: 'clickedToDial', number, ...(record && { record }) };
}

const people: ReadonlySet<string> = new Set(['Contact', 'Lead']);

/** The record whose field was clicked; a person account's contact stands for its account. */
function recordOf(click: ClickToDialPayload): RecordMatch | undefined {
  const { recordId, objectType, personAccount, accountId } = click;
  if (!recordId || !objectType) return undefined;
  const account = personAccount === true && objectType === 'Contact' ? accountId : undefined;
  return {
    objectType: account ? 'Account' : objectType,
    recordId: account ?? recordId,
    part: personAccount === true || people.has(objectType) ? 'person' : 'subject',
  };
}
