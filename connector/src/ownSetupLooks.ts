import { X509Certificate } from 'node:crypto';
import type { Clock } from './callCenter/ports/clock.ts';
import type { SetupCheck, SetupLook } from './callCenter/ports/setupCheck.ts';
import type { Store } from './callCenter/ports/store.ts';

export interface OwnSetupParts {
  readonly store: Pick<Store, 'counts'>;
  /** Rejects when Salesforce cannot be used. */
  readonly useSalesforce: () => Promise<void>;
  /** PEM of the org's certificate, or of its public key. */
  readonly orgCertificate: string;
  readonly clock: Pick<Clock, 'now'>;
}

/** What the connector finds out about itself: it answers, its database, its sign-in, the org's certificate. */
export function ownSetupLooks(parts: OwnSetupParts): readonly SetupLook[] {
  const { store, useSalesforce, orgCertificate, clock } = parts;
  return [
    { name: 'connector', look: () => Promise.resolve([{ name: 'connector', state: 'ok' }]) },
    works('storage', () => store.counts(), 'Check the disk and CONNECTOR_DATABASE.'),
    works('salesforceLogin', useSalesforce, 'Check the SALESFORCE_ variables and the External Client App.'),
    {
      name: 'orgCertificate',
      look: () => Promise.resolve([certificateCheck(orgCertificate, clock.now())]),
    },
  ];
}

function works(name: string, use: () => Promise<unknown>, remedy: string): SetupLook {
  return {
    name,
    async look() {
      try {
        await use();
        return [{ name, state: 'ok' }];
      } catch (failure) {
        return [{ name, state: 'wrong', detail: (failure as Error).message, remedy }];
      }
    },
  };
}

/** Whoever reads this came with a token that the certificate proves; what is left to say is how long it lasts. */
function certificateCheck(pem: string, now: number): SetupCheck {
  const name = 'orgCertificate';
  if (!pem.includes('BEGIN CERTIFICATE')) return { name, state: 'ok', detail: 'a public key without an end' };
  const { validToDate } = new X509Certificate(pem);
  const detail = `valid until ${validToDate.toISOString().slice(0, 10)}`;
  if (validToDate.getTime() > now) return { name, state: 'ok', detail };
  return {
    name,
    state: 'wrong',
    detail,
    remedy: 'Make a new certificate in the org and give it to SALESFORCE_ORG_CERTIFICATE.',
  };
}
