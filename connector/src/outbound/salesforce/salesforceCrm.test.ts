import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startSalesforce,
  wellKnown,
  type SalesforceStandIn,
} from '../../../../simulators/salesforce/index.ts';
import type { Ani } from '../../../../softphone/core/index.ts';
import type { OutsideRequest, RequestCounter } from '../../callCenter/ports/requestCounter.ts';
import type { SalesforceCrm } from './salesforceCrm.ts';
import { appKey, CLIENT_ID, crmOf } from './testing/crmKit.ts';

const forceApp = join(import.meta.dirname, '../../../../force-app/main/default');
const username = wellKnown.users.integration;

let salesforce: SalesforceStandIn;
let crm: SalesforceCrm;

beforeAll(async () => {
  salesforce = await startSalesforce({
    port: 0,
    forceApp,
    connectedApps: [{ clientId: CLIENT_ID, certificate: appKey.publicKey, preAuthorized: [username] }],
  });
});

afterAll(() => salesforce.stop());

beforeEach(() => {
  crm = signedIn({});
});

function signedIn(changes: { clientId?: string; countRequest?: RequestCounter }): SalesforceCrm {
  return crmOf({ loginUrl: salesforce.url, username }, changes);
}

const matchOf = async (ani: string) => (await crm.findMatches({ number: ani as Ani }))[0];

describe('a Salesforce in trouble', () => {
  it('that ends the session is signed in to again', async () => {
    await matchOf(wellKnown.unknownAni);
    salesforce.org.revokeAll();

    expect(await matchOf(wellKnown.accountOnly.ani)).toMatchObject({ objectType: 'Account' });
  });

  it('is counted: answers, refusals, sign-ins that fail, and silence', async () => {
    const counted: string[] = [];
    const countRequest = ({ to, result }: OutsideRequest) => counted.push(`${to} ${result}`);

    await signedIn({ countRequest }).check();
    await signedIn({ countRequest, clientId: 'stranger' })
      .check()
      .catch(() => undefined);
    const nowhere = crmOf({ loginUrl: 'http://127.0.0.1:9', username }, { countRequest });
    await nowhere.check().catch(() => undefined);

    expect(counted).toEqual(['crm ok', 'crm ok', 'crm signInRefused', 'crm unreachable']);
  });

  it('says how much of the org its calls have used, once the org has said so', async () => {
    expect(crm.apiBudget()).toBeUndefined();

    await crm.check();

    expect(crm.apiBudget()).toEqual({ used: expect.any(Number), allowed: expect.any(Number) });
  });

  it('that does not know the app is unavailable, and is not asked for ever', async () => {
    const stranger = signedIn({ clientId: 'stranger' });

    await expect(stranger.check()).rejects.toMatchObject({ code: 'CRM_UNAVAILABLE' });
    expect(stranger.apiCalls()).toBe(0);
  });
});
