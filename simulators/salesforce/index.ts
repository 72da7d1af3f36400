import type { IncomingMessage } from 'node:http';
import formBody from '@fastify/formbody';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { systemClock } from '../shared/clock.ts';
import type { Clock } from '../shared/clock.ts';
import type { ConnectedApp } from './oauth/jwtBearer.ts';
import { ApexRegistry } from './apex/apexRegistry.ts';
import { CodeAccess } from './apex/codeAccess.ts';
import { directoryListing } from './apex/directoryListing.ts';
import { oauthRoutes } from './oauth/oauthRoutes.ts';
import { createOrg } from './org/createOrg.ts';
import type { PagedOrg } from './org/createOrg.ts';
import { SalesforceError } from './org/salesforceError.ts';
import { apexRestRoutes } from './rest/apexRestRoutes.ts';
import { asyncRoutes } from './rest/bulk/asyncRoutes.ts';
import { controlRoutes } from './rest/controlRoutes.ts';
import { createFaults } from './rest/faults.ts';
import type { Fault, Faults } from './rest/faults.ts';
import { photoRoutes } from './rest/photoRoutes.ts';
import { restRoutes } from './rest/restRoutes.ts';
import { createUsage } from './rest/usage.ts';
import type { Usage } from './rest/usage.ts';
import { seedOrg } from './seed/seedOrg.ts';

export type { ConnectedApp } from './oauth/jwtBearer.ts';
export type { Org, OrgUser } from './org/org.ts';
export { wellKnown } from './seed/wellKnown.ts';

export interface SalesforceOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host?: string;
  /** Where the org is kept; in memory when not given. */
  readonly dataFile?: string;
  /** Folder of a Salesforce project's metadata (`force-app/main/default`). */
  readonly forceApp: string;
  /** Whether accounts may be people; some are then. */
  readonly personAccounts?: boolean;
  /** More folders of metadata: their files add to those of `forceApp` or replace them. */
  readonly overlays?: readonly string[];
  /** Folder of the script `orgPages.js`, the project's components bundled for the console; without it pages lack them. */
  readonly components?: string;
  /** What `instance_url` says; the stand-in's own address when not given. */
  readonly publicUrl?: string;
  /** Apps that may sign in by a signed assertion. */
  readonly connectedApps?: readonly ConnectedApp[];
  /** API calls allowed a day. */
  readonly apiCallsAllowed?: number;
  readonly clock?: Pick<Clock, 'now'>;
  /** `false` leaves the Lightning console out: an org with an API alone. */
  readonly console?: false;
}

export interface SalesforceStandIn {
  readonly url: string;
  readonly app: FastifyInstance;
  readonly org: PagedOrg;
  readonly faults: Faults;
  readonly usage: Usage;
  stop(): Promise<void>;
}

/** Allowance of an Enterprise org with fifteen licences ("API Request Limits and Allocations"). */
const USUAL_API_CALLS = 115_000;
const LARGEST_BODY = 16 * 1024 * 1024;

/** Starts an org that answers Salesforce's OAuth and REST API, and shows its console. */
export async function startSalesforce(options: SalesforceOptions): Promise<SalesforceStandIn> {
  const { clock = systemClock, host = '127.0.0.1' } = options;
  const metadata = [options.forceApp, ...(options.overlays ?? [])];
  const faults = createFaults();
  const usage = createUsage(options.apiCallsAllowed ?? USUAL_API_CALLS);
  const org = createOrg({
    dataFile: options.dataFile ?? ':memory:',
    metadata,
    personAccounts: options.personAccounts,
    now: () => clock.now(),
    beforeWrite: (object, id) => {
      const place = `${object.name} ${id ?? ''}`;
      if (faults.take('lockedRow', place)) throw lockedRow(id);
      const refused = faults.take('writeRefused', place);
      if (refused) throw refusal(refused);
    },
  });
  seedOrg(org, metadata);

  // Some clients join paths with two slashes.
  const rewriteUrl = (request: IncomingMessage): string => (request.url ?? '/').replace(/^\/{2,}/, '/');
  const app = Fastify({ bodyLimit: LARGEST_BODY, rewriteUrl, forceCloseConnections: true });
  const address = { url: '' };
  const instanceUrl = (): string => options.publicUrl ?? address.url;
  await app.register(formBody);
  await app.register(
    oauthRoutes(org, { apps: options.connectedApps ?? [], instanceUrl, ownUrl: () => address.url }),
  );
  await app.register(restRoutes({ org, faults, usage, instanceUrl }));
  const access = new CodeAccess(org, metadata);
  const apex = new ApexRegistry([directoryListing(org)], (user, name) =>
    access.mayUse(user, 'apexClass', name),
  );
  await app.register(apexRestRoutes({ org, apex, faults, usage }));
  await app.register(asyncRoutes({ org, usage }));
  await app.register(photoRoutes());
  await app.register(controlRoutes({ org, faults, usage }));
  if (options.console !== false) {
    const { consoleRoutes } = await import('./console/consoleRoutes.ts');
    await app.register(
      consoleRoutes(org, {
        forceApp: options.forceApp,
        overlays: options.overlays ?? [],
        ...(options.components !== undefined && { components: options.components }),
      }),
    );
  }
  address.url = await app.listen({ port: options.port, host });

  return {
    url: address.url,
    app,
    org,
    faults,
    usage,
    stop: async () => {
      await app.close();
      org.close();
    },
  };
}

function refusal({ errorCode, message = 'Refused', fields = [] }: Fault): SalesforceError {
  return new SalesforceError(errorCode ?? 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, { fields });
}

function lockedRow(id: string | undefined): SalesforceError {
  const message = `unable to obtain exclusive access to this record or 1 records: ${id ?? ''}`;
  return new SalesforceError('UNABLE_TO_LOCK_ROW', message, { fields: [] });
}
