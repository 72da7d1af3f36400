import { EventEmitter } from 'node:events';

type CallStatus = 'pending' | 'connecting' | 'open' | 'reconnecting' | 'closed';

/** What the voice network does with those who register. */
export interface Network {
  registers: 'at once' | 'never' | 'refusing the token';
  /** The browser's answer when a call asks for the microphone. */
  microphone: 'granted' | 'refused';
  /** When a new device knows the browser's microphones and speakers. */
  listsDevices: 'in a moment' | 'never';
  /** How calls open that a device connects. */
  connects: 'at once' | 'never' | 'refusing' | 'without an answer';
  /** Calls that ring, by the token that another device may take them up with. */
  readonly ringing: Map<string, FakeCall>;
}

let sids = 0;

/** An error of the SDK. */
export const failure = (code: number) => Object.assign(new Error(`code ${code}`), { code });

/** A call of the SDK, with what the network does to it. Source: dist of @twilio/voice-sdk 2.18, `Call`. */
export class FakeCall extends EventEmitter {
  readonly customParameters: Map<string, string>;
  readonly parameters: { readonly CallSid: string };
  readonly sent: string[] = [];
  muted = false;
  readonly #network: Network;
  #status: CallStatus = 'pending';

  constructor(parameters: Record<string, string>, network: Network, callSid = `CA${(sids += 1)}`) {
    super();
    this.customParameters = new Map(Object.entries(parameters));
    this.parameters = { CallSid: callSid };
    this.#network = network;
    // The SDK listens to errors of its own calls: nobody else has to.
    this.on('error', () => undefined);
  }

  status(): CallStatus {
    return this.#status;
  }

  get connectToken(): string | undefined {
    return `take ${this.parameters.CallSid}`;
  }

  accept(): void {
    if (this.#status !== 'pending') return;
    this.emit('accepting');
    this.#status = 'connecting';
    if (this.#network.connects === 'without an answer') return;
    setImmediate(() => {
      if (this.#network.microphone === 'refused') {
        this.disconnect();
        this.emit('error', failure(31401));
        return;
      }
      if (this.#status !== 'connecting') return;
      this.#status = 'open';
      // What is answered on one device is taken back from the others.
      this.#network.ringing.get(this.connectToken ?? '')?.cancel();
      this.emit('accept', this);
    });
  }

  reject(): void {
    if (this.#status === 'pending') this.#close('reject');
  }

  ignore(): void {
    if (this.#status === 'pending') this.#status = 'closed';
  }

  disconnect(): void {
    if (this.#status !== 'pending' && this.#status !== 'closed') this.#close('disconnect');
  }

  mute(muted: boolean): void {
    if (muted === this.muted) return;
    this.muted = muted;
    this.emit('mute', muted, this);
  }

  sendDigits(digits: string): void {
    if (/[^0-9*#w]/.test(digits)) throw new Error('Illegal character passed into sendDigits');
    this.sent.push(digits);
  }

  /** The caller hangs up before the call is answered. */
  cancel(): void {
    if (this.#status === 'pending') this.#close('cancel');
  }

  /** Signalling drops. Only a call that the network can resume survives it. */
  loseSignalling({ resumable }: { resumable: boolean } = { resumable: true }): void {
    this.emit('transportClose');
    if (!resumable) {
      this.#status = 'closed';
      return;
    }
    this.#status = 'reconnecting';
    this.emit('reconnecting', failure(53001));
  }

  loseMedia(): void {
    this.#status = 'reconnecting';
    this.emit('reconnecting', failure(53405));
  }

  recover(): void {
    this.#status = 'open';
    this.emit('reconnected');
  }

  #close(event: 'reject' | 'disconnect' | 'cancel'): void {
    this.#status = 'closed';
    this.emit(event, this);
  }
}
