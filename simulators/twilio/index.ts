export { newSid, type Account } from './account.ts';
export { createTwilio, type Twilio, type TwilioOptions } from './createTwilio.ts';
export { startTwilio, type TwilioStandIn } from './startTwilio.ts';
export { noSound, type SoundStudio } from './sound.ts';
export type { RestFaultAction, WebhookFaultAction } from './faults/faultPlan.ts';
export { NoAnswer, type Deliver } from './webhooks/exchange.ts';
export type { WebhookRecord } from './webhooks/webhookSender.ts';
