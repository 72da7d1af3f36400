import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import type { WebhookForm } from './webhookForm.ts';

export interface SignedWebhook {
  /** The value of `X-Twilio-Signature`. */
  readonly signature: unknown;
  /** The address as Twilio called it, with its query. */
  readonly url: string;
  readonly form: WebhookForm;
}

/** Whether Twilio signed this webhook. Source: twilio.com/docs/usage/security, "Validating requests". */
export function isSignedByTwilio(authToken: string, { signature, url, form }: SignedWebhook): boolean {
  // Twilio's check throws for what is no address, which it cannot have signed.
  return (
    typeof signature === 'string' && URL.canParse(url) && validateRequest(authToken, signature, url, form)
  );
}
