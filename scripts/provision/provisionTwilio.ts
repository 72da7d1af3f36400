import type Twilio from 'twilio/lib/rest/Twilio.js';
import { STANDARD_NAME, wantedAccount } from '../../connector/src/outbound/twilio/account/wantedAccount.ts';
import { accountAddresses } from '../../connector/src/twilioAddresses.ts';
import { provisionAccount, type ProvisionedTwilio } from './provisionAccount.ts';

export type { ProvisionedTwilio } from './provisionAccount.ts';

/** What the connector needs at Twilio. */
export interface TwilioPlan {
  /** Where Twilio reaches the connector. */
  readonly publicUrl: string;
  readonly queues: readonly string[];
  /** Our numbers, E.164; each must belong to the account already. */
  readonly numbers: readonly string[];
  readonly reservationSeconds: number;
  /** Whom Twilio asks about a new call when the connector does not answer. */
  readonly fallbackUrl?: string;
}

/** Provisions an account that is all ours, such as the stand-in's, without asking; its API key exists already. */
export async function provisionTwilio(client: Twilio, plan: TwilioPlan): Promise<ProvisionedTwilio> {
  const wanted = wantedAccount({ ...plan, addresses: accountAddresses(plan.publicUrl) });
  const provisioned = await provisionAccount(
    client,
    { name: STANDARD_NAME, wanted, choices: { sids: {}, takeOver: 'all', remove: false } },
    { done: () => undefined, keyMade: () => undefined },
  );
  if (!provisioned) throw new Error('Provisioning left nothing behind.');
  return provisioned;
}
