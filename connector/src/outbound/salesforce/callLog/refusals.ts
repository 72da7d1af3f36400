import { CrmError, type CallLog } from '../../../callCenter/ports/crm.ts';
import { isPassing } from '../salesforceSession.ts';
import { KEY_FIELD } from './taskOf.ts';

/** An error of one record. Source: REST API Developer Guide, "SaveResult". */
export interface RecordError {
  readonly statusCode: string;
  readonly message: string;
  readonly fields?: readonly string[];
}

const LONGEST_MESSAGE = 300;

/** Errors whose own message an admin wrote, or needs in order to find what to mend. */
const TELLING = new Set([
  'FIELD_FILTER_VALIDATION_EXCEPTION',
  'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
  'CANNOT_EXECUTE_FLOW_TRIGGER',
]);

/** Errors that say the records a Task points to are the trouble. */
const ABOUT_RELATIONS = new Set([
  'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
  'INVALID_CROSS_REFERENCE_KEY',
  'ENTITY_IS_DELETED',
  'FIELD_INTEGRITY_EXCEPTION',
  'MALFORMED_ID',
  'CANNOT_UPDATE_CONVERTED_LEAD',
]);

/** Whether the log is there already: somebody wrote it under the same key. */
export function isWritten({ statusCode, message, fields = [] }: RecordError): boolean {
  return statusCode === 'DUPLICATE_VALUE' && (message.includes(KEY_FIELD) || fields.includes(KEY_FIELD));
}

/** Whether another look at the related records may help. */
export function isAboutRelations({ statusCode, fields = [] }: RecordError): boolean {
  return ABOUT_RELATIONS.has(statusCode) && !fields.includes('OwnerId');
}

/** What Salesforce said about one log, for whoever decides what follows. */
export function failureOf(error: RecordError, log: CallLog): CrmError {
  const { statusCode, fields = [] } = error;
  if (isPassing(statusCode)) return new CrmError('CRM_UNAVAILABLE', { detail: statusCode });
  return new CrmError('CALL_LOG_REJECTED', { detail: inWords(error, log), fields });
}

function inWords({ statusCode, message, fields = [] }: RecordError, log: CallLog): string {
  const field = nameIn(message) ?? (fields.length > 0 ? fields.join(', ') : 'a field');
  const said = withoutPersons(message, log);
  const words = remedies[statusCode];
  if (words) return words({ field, said, statusCode });
  if (TELLING.has(statusCode)) return `The org refused the Task (${statusCode}): “${said}”`;
  return `The org refused the Task: ${statusCode}${fields.length > 0 ? `, ${field}` : ''}`;
}

type Remedy = (refusal: {
  readonly field: string;
  readonly said: string;
  readonly statusCode: string;
}) => string;

const notWritable: Remedy = ({ field }) =>
  `The connector’s user may not write ${field} of Task. Give it edit access, or take the field out of Call Log Fields.`;
const noAccess: Remedy = () =>
  'The connector’s user may not write a Task for the related record or the owner.';
const notRelatable: Remedy = ({ field, statusCode }) =>
  field === 'OwnerId'
    ? `The org has no user and no queue that could own the Task. (${statusCode})`
    : `A Task cannot point to the record in ${field}: does its object allow activities? (${statusCode})`;
const inactiveOwner: Remedy = () =>
  'The agent’s user is not active any more, so that it cannot own the Task.';

/** What an admin can do, by the status code of Salesforce. Source: SOAP API Developer Guide, "StatusCode". */
const remedies: Readonly<Record<string, Remedy>> = {
  FIELD_CUSTOM_VALIDATION_EXCEPTION: ({ said }) => `A validation rule of the org refused the Task: “${said}”`,
  REQUIRED_FIELD_MISSING: ({ field }) =>
    `The org requires ${field} on a Task. Fill it with a Call Log Field, give it a default, or do not require it.`,
  STRING_TOO_LONG: ({ field }) => `The text for ${field} is longer than the field.`,
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: ({ field }) =>
    `The picklist ${field} does not have the value, and takes no others. Add it, or do not restrict the picklist.`,
  INVALID_FIELD_FOR_INSERT_UPDATE: notWritable,
  INVALID_FIELD: notWritable,
  ENTITY_IS_LOCKED: () => 'A record that the call is about is locked, for example by an approval process.',
  INSUFFICIENT_ACCESS_OR_READONLY: noAccess,
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: noAccess,
  INACTIVE_OWNER_OR_USER: inactiveOwner,
  OPERATION_WITH_INACTIVE_USER_EXCEPTION: inactiveOwner,
  FIELD_INTEGRITY_EXCEPTION: notRelatable,
  INVALID_CROSS_REFERENCE_KEY: notRelatable,
  DUPLICATE_VALUE: ({ said }) => `Another Task has the same value in a field that must be unique: ${said}`,
};

/** `No such column 'Region__c' on sobject of type Task`; `Unable to create/update fields: Region__c. Please ...` */
function nameIn(message: string): string | undefined {
  return /(?:column '|fields: )(\w+)/.exec(message)?.[1];
}

/** The org's message without what the call was about: automation may quote any value of the record. */
function withoutPersons(message: string, { ani, dnis, notes, collected = '' }: CallLog): string {
  const values = [ani, dnis, collected, ...notes.split('\n')].filter((value) => value.trim().length > 2);
  const hidden = values.reduce((text, value) => text.replaceAll(value, '…'), message);
  return hidden
    .replace(/[\w.+-]+@[\w-]+\.[\w.-]+/g, '…')
    .replace(/\+?\d[\d\s().-]{6,}\d/g, '…')
    .slice(0, LONGEST_MESSAGE);
}
