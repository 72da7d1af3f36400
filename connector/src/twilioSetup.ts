import type { SetupLook } from './callCenter/ports/setupCheck.ts';
import type { Config } from './config.ts';
import { wantedAccount } from './outbound/twilio/account/wantedAccount.ts';
import { twilioSetupLooks } from './outbound/twilio/setupChecks.ts';
import { createTwilioClient, createTwilioKeyClient } from './outbound/twilio/twilioClient.ts';
import { accountAddresses } from './twilioAddresses.ts';

/** What a set-up assistant looks at on Twilio's side, from the connector's configuration. */
export function twilioSetup({ publicUrl, callCenter, twilio }: Config): readonly SetupLook[] {
  const { entryPoints, callerId, reservationSeconds } = callCenter;
  return twilioSetupLooks({
    ...twilio,
    callerId,
    client: createTwilioClient(twilio),
    keyClient: createTwilioKeyClient(twilio),
    wanted: wantedAccount({
      addresses: accountAddresses(publicUrl),
      queues: [...new Set(entryPoints.map(({ queue }) => queue))],
      numbers: entryPoints.map(({ dnis }) => dnis),
      reservationSeconds,
    }),
  });
}
