import type { VoiceSdk } from './sdk.ts';

/** Twilio's SDK, loaded when the phone is first switched on: it is larger than the rest of the softphone's vendor code. */
export function loadSdk(): Promise<VoiceSdk> {
  return import('@twilio/voice-sdk');
}
