import type { RecordMatch } from '../../core/index.ts';

/** How Open CTI names a record: in clicks and in what comes into view. */
export interface NamedRecord {
  /** Empty where there is no record. */
  readonly recordId?: string;
  /** API name. */
  readonly objectType?: string;
  /** Set on a person account, and on its contact. */
  readonly personAccount?: boolean;
  readonly accountId?: string;
}

const people: ReadonlySet<string> = new Set(['Contact', 'Lead']);

/** The record that is meant, if it is one; a person account's contact stands for its account. */
export function recordOf({
  recordId,
  objectType,
  personAccount,
  accountId,
}: NamedRecord): RecordMatch | undefined {
  if (!recordId || !/^\w{15}(\w{3})?$/.test(recordId) || !objectType) return undefined;
  const account = personAccount === true && objectType === 'Contact' ? accountId : undefined;
  return {
    objectType: account ? 'Account' : objectType,
    recordId: account ?? recordId,
    part: personAccount === true || people.has(objectType) ? 'person' : 'subject',
  };
}
