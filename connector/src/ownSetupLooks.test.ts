import { describe, expect, it } from '@jest/globals';
import selfsigned from 'selfsigned';
import type { Instant } from '../../softphone/core/index.ts';
import type { SetupCheck } from './callCenter/ports/setupCheck.ts';
import { ownSetupLooks, type OwnSetupParts } from './ownSetupLooks.ts';

const { cert, public: publicKey } = selfsigned.generate([{ name: 'commonName', value: 'org' }], {
  days: 30,
  keySize: 2048,
});

async function checks(parts: Partial<OwnSetupParts> = {}): Promise<Record<string, SetupCheck>> {
  const looks = ownSetupLooks({
    store: {
      counts: () =>
        Promise.resolve({ waitingEffects: 0, retriedEffects: 0, givenUpEffects: 0, unloggedCalls: 0 }),
    },
    useSalesforce: () => Promise.resolve(),
    orgCertificate: cert,
    clock: { now: () => Date.now() as Instant },
    ...parts,
  });
  const found = await Promise.all(looks.map(({ look }) => look()));
  return Object.fromEntries(found.flat().map((check) => [check.name, check]));
}

describe('what the connector finds out about itself', () => {
  it('is right when all of it works', async () => {
    const found = await checks();

    expect(Object.values(found).map(({ name, state }) => `${name} ${state}`)).toEqual([
      'connector ok',
      'storage ok',
      'salesforceLogin ok',
      'orgCertificate ok',
    ]);
    expect(found['orgCertificate']?.detail).toMatch(/^valid until \d{4}-\d{2}-\d{2}$/);
  });

  it('names the part that fails, with what it said and what mends it', async () => {
    const found = await checks({
      store: { counts: () => Promise.reject(new Error('STORE_FAILED')) },
      useSalesforce: () => Promise.reject(new Error('CRM_UNAVAILABLE: sign-in refused, invalid_grant')),
    });

    expect(found['storage']).toMatchObject({ state: 'wrong', detail: 'STORE_FAILED' });
    expect(found['salesforceLogin']).toMatchObject({
      state: 'wrong',
      detail: 'CRM_UNAVAILABLE: sign-in refused, invalid_grant',
      remedy: 'Check the SALESFORCE_ variables and the External Client App.',
    });
  });

  it('finds a certificate that has run out', async () => {
    const inAYear = (Date.now() + 366 * 86_400_000) as Instant;

    expect((await checks({ clock: { now: () => inAYear } }))['orgCertificate']).toMatchObject({
      state: 'wrong',
    });
  });

  it('takes a public key, which has no end', async () => {
    expect((await checks({ orgCertificate: publicKey }))['orgCertificate']).toMatchObject({ state: 'ok' });
  });
});
