import { basename, dirname } from 'node:path';
import { elements, isTrue, metadataFiles, readMetadata, textOf } from '../org/metadata/xml.ts';
import type { Org, RecordInput } from '../org/org.ts';
import { SYSTEM } from '../org/people.ts';

/** Brings record types and queues of the folders into the org, where they are not there already. */
export function deployRecords(org: Org, folders: readonly string[]): void {
  for (const path of metadataFiles(folders, '.recordType-meta.xml')) {
    const xml = readMetadata(path, 'RecordType');
    addOnce(org, 'RecordType', {
      DeveloperName: textOf(xml, 'fullName') ?? basename(path, '.recordType-meta.xml'),
      Name: textOf(xml, 'label') ?? '',
      SobjectType: basename(dirname(dirname(path))),
      IsActive: isTrue(xml, 'active'),
    });
  }
  for (const path of metadataFiles(folders, '.queue-meta.xml')) {
    const xml = readMetadata(path, 'Queue');
    const developerName = textOf(xml, 'fullName') ?? basename(path, '.queue-meta.xml');
    const objects = elements(xml, 'queueSobject').map((entry) => textOf(entry, 'sobjectType') ?? '');
    addQueue(org, { developerName, name: textOf(xml, 'name') ?? developerName, objects });
  }
  if (org.schema.object('Account')?.field('IsPersonAccount')) {
    addOnce(org, 'RecordType', {
      DeveloperName: 'PersonAccount',
      Name: 'Person Account',
      SobjectType: 'Account',
      IsPersonType: true,
    });
  }
}

/** A queue that may own records of some objects. */
export function addQueue(
  org: Org,
  queue: { readonly developerName: string; readonly name: string; readonly objects: readonly string[] },
): void {
  const group = { DeveloperName: queue.developerName, Name: queue.name, Type: 'Queue' };
  const QueueId = addOnce(org, 'Group', group);
  if (QueueId === undefined) return;
  for (const SobjectType of queue.objects) org.create('QueueSobject', { QueueId, SobjectType }, SYSTEM);
}

/** Creates a record unless one of its developer name is there; answers the new id. */
function addOnce(
  org: Org,
  sObject: string,
  record: RecordInput & { readonly DeveloperName: string },
): string | undefined {
  const soql = `SELECT Id FROM ${sObject} WHERE DeveloperName = '${record.DeveloperName}'`;
  return org.query(soql, SYSTEM).totalSize > 0 ? undefined : org.create(sObject, record, SYSTEM);
}
