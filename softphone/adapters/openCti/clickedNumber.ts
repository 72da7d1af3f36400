import type { RecordMatch } from '../../core/index.ts';
import type { CrmHostEvent } from '../../ports/crmHost.ts';
import { withoutTelDecoration } from './callCenterSettings.ts';
import type { ClickToDialPayload } from './openCtiTypes.ts';

/** A click on a phone field, in our words. The number comes as text or as a number, with or without decoration. */
export function clickedNumber(click: ClickToDialPayload): Extract<CrmHostEvent, { type: 'clickedToDial' }> {
  const number = withoutTelDecoration(String(click.number));
  const relatedRecord = recordOf(click, number);
  return { type: 'clickedToDial', number, ...(relatedRecord && { relatedRecord }) };
}

/** The record whose field was clicked; a person account's contact stands for its account. */
function recordOf(click: ClickToDialPayload, number: string): RecordMatch | undefined {
  const { recordId, recordName, objectType, personAccount, accountId } = click;
  if (!recordId || !objectType) return undefined;
  const account = personAccount === true && objectType === 'Contact' ? accountId : undefined;
  return {
    objectType: account ? 'Account' : objectType,
    recordId: account ?? recordId,
    name: recordName?.trim() ? recordName : number,
  };
}
