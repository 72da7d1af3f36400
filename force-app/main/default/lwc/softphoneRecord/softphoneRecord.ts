import type {
  RecordFace,
  RecordMatch,
  RecordRef,
  RecordSights,
} from '../../../../../softphone/core/index.ts';
import ACCOUNT from '@salesforce/label/c.Softphone_Reason_Account';
import COLLECTED from '@salesforce/label/c.Softphone_Reason_Collected';
import CONTACT from '@salesforce/label/c.Softphone_Reason_Contact';
import HIDDEN from '@salesforce/label/c.Softphone_Record_Hidden';
import OPEN_CASE from '@salesforce/label/c.Softphone_Reason_OpenCase';

const ICONS: Readonly<Record<string, string>> = {
  Account: 'standard:account',
  Case: 'standard:case',
  Contact: 'standard:contact',
  Lead: 'standard:lead',
  Opportunity: 'standard:opportunity',
};

/** The platform's icon for records of an object. */
export function objectIcon(objectType: string): string {
  return ICONS[objectType] ?? 'standard:record';
}

/** How a record is shown, once the desktop has read it and the agent may see it. */
export function recordFace(
  records: RecordSights | undefined,
  record: RecordRef | undefined,
): RecordFace | undefined {
  const sight = record && records?.[record.recordId];
  return sight?.state === 'seen' ? sight : undefined;
}

/** Whether the agent may not see a record. */
export function isHidden(records: RecordSights | undefined, { recordId }: RecordRef): boolean {
  return records?.[recordId]?.state === 'hidden';
}

/** What a record is called here; its object while that is not known. */
export function recordName(records: RecordSights | undefined, record: RecordRef): string {
  if (isHidden(records, record)) return HIDDEN;
  return recordFace(records, record)?.name ?? objectName(record.objectType);
}

/** Why a record was found, in the agent's words; nothing for one that the agent chose. */
export function reasonWords({ reason }: RecordMatch): string {
  switch (reason?.kind) {
    case 'number':
      return objectName(reason.field);
    case 'collected':
      return COLLECTED;
    case 'openCase':
      return OPEN_CASE;
    case 'account':
      return ACCOUNT;
    case 'contact':
      return CONTACT;
    case undefined:
      return '';
  }
}

/** First letters of the first and the last name: `Ana María Ruiz` is `AR`. */
export function initials(name: string): string {
  const names = name.trim().split(/\s+/);
  const ends = names.length > 1 ? [names[0], names[names.length - 1]] : [names[0]];
  return ends
    .map((each) => [...(each ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

/** `Backup_Phone__c` reads `Backup Phone`, `MobilePhone` reads `Mobile Phone`. */
function objectName(apiName: string): string {
  return apiName
    .replace(/__\w+$/, '')
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2');
}
