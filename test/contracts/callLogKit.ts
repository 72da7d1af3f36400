import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  startSalesforce,
  wellKnown,
  type SalesforceOptions,
  type SalesforceStandIn,
} from '../../simulators/salesforce/index.ts';
import type { CallLog } from '../../connector/src/callCenter/ports/crm.ts';
import type { SalesforceCrm } from '../../connector/src/outbound/salesforce/salesforceCrm.ts';
import { appKey, CLIENT_ID, crmOf } from '../../connector/src/outbound/salesforce/testing/crmKit.ts';

const forceApp = join(import.meta.dirname, '../../force-app/main/default');

type Row = Readonly<Record<string, unknown>>;

export interface CallLogKit {
  readonly salesforce: SalesforceStandIn;
  /** A connector that starts: nothing of an earlier one is in its memory. */
  connector(changes?: Parameters<typeof crmOf>[1]): SalesforceCrm;
  rows(soql: string): readonly Row[];
  /** The Task of a log; rejects when there is not exactly one. */
  taskOf(log: CallLog): Row;
  tasksOf(log: CallLog): readonly Row[];
  idOf(sObject: string, where: string): string;
  create(sObject: string, record: object): string;
  readonly admin: string;
  stop(): Promise<void>;
}

/** An org with the package, and with `metadata` (path below it, and content) on top. */
export async function openCallLogKit(
  metadata: Readonly<Record<string, string>> = {},
  options: Partial<SalesforceOptions> = {},
): Promise<CallLogKit> {
  const overlay = mkdtempSync(join(tmpdir(), 'call-log-'));
  for (const [path, content] of Object.entries(metadata)) {
    mkdirSync(dirname(join(overlay, path)), { recursive: true });
    writeFileSync(join(overlay, path), content);
  }
  const username = wellKnown.users.integration;
  const salesforce = await startSalesforce({
    port: 0,
    console: false,
    forceApp,
    overlays: [overlay],
    connectedApps: [{ clientId: CLIENT_ID, certificate: appKey.publicKey, preAuthorized: [username] }],
    ...options,
  });
  const admin =
    salesforce.org.users().find((user) => user.username === wellKnown.users.administrator)?.id ?? '';
  const rows = (soql: string) => salesforce.org.query(soql, admin).records as unknown as readonly Row[];
  const tasksOf = ({ key }: CallLog) =>
    rows(`SELECT FIELDS(ALL) FROM Task WHERE Interaction_Key__c = '${key}' LIMIT 200`);
  return {
    salesforce,
    admin,
    connector: (changes = {}) => crmOf({ loginUrl: salesforce.url, username }, changes),
    rows,
    tasksOf,
    taskOf(log) {
      const [task, ...others] = tasksOf(log);
      if (!task || others.length > 0) throw new Error(`${tasksOf(log).length} Tasks of ${log.key}`);
      return task;
    },
    idOf: (sObject, where) => String(rows(`SELECT Id FROM ${sObject} WHERE ${where} LIMIT 1`)[0]?.['Id']),
    create: (sObject, record) => salesforce.org.create(sObject, { ...record }, admin),
    async stop() {
      await salesforce.stop();
      rmSync(overlay, { recursive: true });
    },
  };
}

/** A custom field of Activity. */
export function activityField(name: string, definition: string): Readonly<Record<string, string>> {
  return {
    [`objects/Activity/fields/${name}.field-meta.xml`]: `<?xml version="1.0" encoding="UTF-8"?>
<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>${name}</fullName><label>${name}</label>${definition}</CustomField>`,
  };
}

/** A record of a custom metadata type; a value that is not given is empty. */
export function metadataRecord(
  type: string,
  name: string,
  values: Readonly<Record<string, string | number | boolean>>,
): Readonly<Record<string, string>> {
  const kinds = { string: 'string', number: 'double', boolean: 'boolean' } as const;
  const fields = Object.entries(values).map(([field, value]) => {
    const kind = kinds[typeof value as keyof typeof kinds];
    return `<values><field>${field}</field><value xsi:type="xsd:${kind}">${String(value)}</value></values>`;
  });
  return {
    [`customMetadata/${type}.${name}.md-meta.xml`]: `<?xml version="1.0" encoding="UTF-8"?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<label>${name.replaceAll('_', ' ')}</label><protected>false</protected>${fields.join('')}</CustomMetadata>`,
  };
}
