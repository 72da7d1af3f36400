import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSalesforce, wellKnown } from '../../../simulators/salesforce/index.ts';
import type { SalesforceStandIn } from '../../../simulators/salesforce/index.ts';

/** A fresh org for a suite that others wrote, with what they expect to find. */
export interface OutsideOrg {
  readonly url: string;
  /** A session of the administrator. */
  readonly accessToken: string;
  readonly username: string;
  readonly clientId: string;
  /** File with the key (PEM) that signs assertions for `clientId`. */
  readonly keyFile: string;
  readonly standIn: SalesforceStandIn;
  stop(): Promise<void>;
}

const object = (label: string, nameField: string): string =>
  `<CustomObject><label>${label}</label><nameField><label>Name</label>${nameField}</nameField><pluralLabel>${label}</pluralLabel><sharingModel>ReadWrite</sharingModel></CustomObject>`;

/** The two custom objects of jsforce's suite, by their names (its `test/package`). */
const METADATA: Readonly<Record<string, string>> = {
  'objects/BigTable__c/BigTable__c.object-meta.xml': object(
    'BigTable',
    '<displayFormat>{00000000}</displayFormat><type>AutoNumber</type>',
  ),
  'objects/UpsertTable__c/UpsertTable__c.object-meta.xml': object('UpsertTable', '<type>Text</type>'),
  'objects/UpsertTable__c/fields/ExtId__c.field-meta.xml':
    '<CustomField><fullName>ExtId__c</fullName><externalId>true</externalId><label>ExtId</label><length>40</length><type>Text</type></CustomField>',
};
/** More rows than a query answers in three pages. */
const BIG_TABLE_ROWS = 7500;

/** Starts a stand-in on a port (0: a free one) with the objects and rows that outside suites look for. */
export async function startOutsideOrg(port = 0): Promise<OutsideOrg> {
  const folder = mkdtempSync(join(tmpdir(), 'outside-org-'));
  for (const [path, xml] of Object.entries(METADATA)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), xml);
  }
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keyFile = join(folder, 'key.pem');
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const clientId = 'outside-checks';
  const username = wellKnown.users.administrator;
  const standIn = await startSalesforce({
    port,
    console: false,
    forceApp: fileURLToPath(new URL('../salesforceMetadata', import.meta.url)),
    overlays: [folder],
    connectedApps: [
      {
        clientId,
        certificate: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        preAuthorized: [username],
      },
    ],
  });
  const { org } = standIn;
  const userId = org.users()[0]?.id ?? '';
  org.transaction(() => {
    for (let row = 0; row < BIG_TABLE_ROWS; row += 1) org.create('BigTable__c', {}, userId);
  });
  return {
    url: standIn.url,
    accessToken: org.sessionFor(userId).token,
    username,
    clientId,
    keyFile,
    standIn,
    stop: async () => {
      await standIn.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
