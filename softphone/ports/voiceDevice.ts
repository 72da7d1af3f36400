import type { DeviceRole, InteractionId, PhoneEvent } from '../core/index.ts';

/** Permission to use the voice network for a while. */
export interface VoiceToken {
  readonly token: string;
  readonly ttlSeconds: number;
  /** Set where the voice network is not the vendor's public one. */
  readonly signalingHost?: string;
}

/** The agent's sound in this tab, of several calls at once. No method throws for a call that is over: those do nothing. */
export interface VoiceDevice {
  /**
   * Registers for calls; resolves when done. What goes wrong comes as `registrationFailed`, never as a rejection.
   * Starting a started device renews its token.
   */
  start(): Promise<void>;
  /** Ends calls, unregisters and frees the microphone. */
  stop(): Promise<void>;
  /**
   * Answers the network's call for this interaction as soon as it arrives, or at once if it is already there. A call
   * that arrives anew while the interaction sounds takes the place of the former, and stays muted if that was.
   */
  accept(interactionId: InteractionId): void;
  /** Opens the agent's own leg for a call that the agent makes. */
  connect(interactionId: InteractionId): Promise<void>;
  end(interactionId: InteractionId): void;
  /** Counts from an interaction's acceptance on: a call that was muted before it sounds starts muted. */
  setMuted(interactionId: InteractionId, muted: boolean): void;
  /** Sends digits 0-9, * and #; `w` waits half a second. */
  sendDigits(interactionId: InteractionId, digits: string): void;
  chooseDevice(role: DeviceRole, deviceId: string): Promise<void>;
  playTestTone(role: 'speaker' | 'ringer'): Promise<void>;
  /** Asks the browser for the microphone and reports what it says. */
  allowMicrophone(): Promise<void>;
  subscribe(listener: (event: PhoneEvent) => void): () => void;
}
