export { newSid, type Account } from './account.ts';
export { startTwilio, type TwilioOptions, type TwilioStandIn } from './startTwilio.ts';
export { noSound, type SoundStudio } from './sound.ts';
export type { Fault, FaultAction, FaultPlan } from './webhooks/faultPlan.ts';
export type { WebhookRecord } from './webhooks/webhookSender.ts';
