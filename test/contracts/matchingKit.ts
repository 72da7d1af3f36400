import { join } from 'node:path';
import type { SalesforceCrm } from '../../connector/src/outbound/salesforce/salesforceCrm.ts';
import { appKey, CLIENT_ID, crmOf, loaded } from '../../connector/src/outbound/salesforce/testing/crmKit.ts';
import { startSalesforce, wellKnown, type SalesforceStandIn } from '../../simulators/salesforce/index.ts';
import type { Ani, RecordRef } from '../../softphone/core/index.ts';

const forceApp = join(import.meta.dirname, '../../force-app/main/default');
const username = wellKnown.users.integration;

type Changes = Parameters<typeof crmOf>[1];

/** An org with the sample records, and connectors that look callers up in it. */
export interface MatchingKit {
  readonly salesforce: SalesforceStandIn;
  readonly administrator: string;
  /** A connector without an index yet. */
  open(changes?: Changes): SalesforceCrm;
  /** A connector whose index is loaded. */
  started(changes?: Changes): Promise<SalesforceCrm>;
  /** Writes a record as the administrator; returns its id. */
  create(sObject: string, record: Record<string, unknown>): string;
  /** Object and name of a record: `Contact Maria Klein`. */
  named(record: RecordRef): string;
  /** The matches that were not found through others. */
  namesFor(crm: SalesforceCrm, ani: string, collected?: string): Promise<string[]>;
  /** Puts the org right again and stops the connectors. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function openMatchingKit(): Promise<MatchingKit> {
  const salesforce = await startSalesforce({
    port: 0,
    console: false,
    forceApp,
    connectedApps: [{ clientId: CLIENT_ID, certificate: appKey.publicKey, preAuthorized: [username] }],
  });
  const administrator = salesforce.org.users()[0]?.id ?? '';
  let running: SalesforceCrm[] = [];

  function open(changes: Changes = {}): SalesforceCrm {
    const crm = crmOf({ loginUrl: salesforce.url, username }, changes);
    running.push(crm);
    return crm;
  }

  function named({ objectType, recordId }: RecordRef): string {
    const name = objectType === 'Case' ? 'CaseNumber' : 'Name';
    const soql = `SELECT ${name} FROM ${objectType} WHERE Id = '${recordId}'`;
    return `${objectType} ${String(salesforce.org.query(soql, administrator).records[0]?.[name])}`;
  }

  async function reset(): Promise<void> {
    salesforce.faults.clear();
    await Promise.all(running.map((crm) => crm.stop()));
    running = [];
  }

  return {
    salesforce,
    administrator,
    open,
    named,
    reset,
    started(changes) {
      const crm = open(changes);
      crm.start();
      return loaded(crm);
    },
    create: (sObject, record) => salesforce.org.create(sObject, record, administrator),
    async namesFor(crm, ani, collected) {
      const matches = await crm.findMatches({
        number: ani as Ani,
        ...(collected !== undefined && { collected }),
      });
      return matches.filter(({ belongsTo }) => belongsTo === undefined).map(named);
    },
    async stop() {
      await reset();
      await salesforce.stop();
    },
  };
}

/** Numbers of one file alone, so that tests do not find each other's records. */
export function createNumbers(): () => string {
  let numbers = 0;
  return () => `+1212555${String(++numbers).padStart(4, '0')}`;
}
