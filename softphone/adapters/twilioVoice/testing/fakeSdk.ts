import { EventEmitter } from 'node:events';
import type { VoiceToken } from '../../../ports/voiceDevice.ts';
import type { VoiceSdk } from '../sdk.ts';

type CallStatus = 'pending' | 'connecting' | 'open' | 'reconnecting' | 'closed';

/** What the voice network does with those who register. */
export interface Network {
  registers: 'at once' | 'never' | 'refusing the token';
  /** The browser's answer when a call asks for the microphone. */
  microphone: 'granted' | 'refused';
}

const failure = (code: number) => Object.assign(new Error(`code ${code}`), { code });

/** A call of the SDK, with what the network does to it. Source: dist of @twilio/voice-sdk 2.18, `Call`. */
export class FakeCall extends EventEmitter {
  readonly customParameters: Map<string, string>;
  readonly sent: string[] = [];
  readonly #network: Network;
  #status: CallStatus = 'pending';

  constructor(parameters: Record<string, string>, network: Network) {
    super();
    this.customParameters = new Map(Object.entries(parameters));
    this.#network = network;
    // The SDK listens to errors of its own calls: nobody else has to.
    this.on('error', () => undefined);
  }

  status(): CallStatus {
    return this.#status;
  }

  accept(): void {
    if (this.#status !== 'pending') return;
    this.#status = 'connecting';
    setImmediate(() => {
      if (this.#network.microphone === 'refused') {
        this.disconnect();
        this.emit('error', failure(31401));
        return;
      }
      if (this.#status !== 'connecting') return;
      this.#status = 'open';
      this.emit('accept', this);
    });
  }

  reject(): void {
    if (this.#status === 'pending') this.#close('reject');
  }

  disconnect(): void {
    if (this.#status !== 'pending' && this.#status !== 'closed') this.#close('disconnect');
  }

  mute(muted: boolean): void {
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

/** The SDK's device, with what the network does to it. Source: dist of @twilio/voice-sdk 2.18, `Device`. */
export class FakeDevice extends EventEmitter {
  readonly options: Record<string, unknown>;
  readonly tokens: string[];
  readonly connected: Record<string, string>[] = [];
  readonly chosen: string[] = [];
  readonly network: Network;
  readonly audio = {
    setInputDevice: (id: string) => this.#choose(`microphone ${id}`),
    speakerDevices: { set: (id: string) => this.#choose(`speaker ${id}`) },
  };
  state: 'unregistered' | 'registering' | 'registered' | 'destroyed' = 'unregistered';
  registrations = 0;
  #registersAgain = false;
  #calls: FakeCall[] = [];

  constructor(token: string, options: Record<string, unknown>, network: Network) {
    super();
    this.tokens = [token];
    this.options = options;
    this.network = network;
  }

  async register(): Promise<void> {
    if (this.state !== 'unregistered') throw new Error(`Attempt to register when device is "${this.state}"`);
    this.#registersAgain = false;
    this.registrations += 1;
    this.#become('registering');
    switch (this.network.registers) {
      case 'at once':
        await Promise.resolve();
        this.#become('registered');
        return;
      case 'refusing the token':
        await Promise.resolve();
        this.emit('error', failure(20101));
        return new Promise(() => undefined);
      case 'never':
        return new Promise(() => undefined);
    }
  }

  updateToken(token: string): void {
    if (this.state === 'destroyed') throw new Error('Attempt to "updateToken" when device is destroyed');
    this.tokens.push(token);
    if (this.#registersAgain) this.restoreSignalling();
  }

  connect({ params }: { params: Record<string, string> }): Promise<FakeCall> {
    if (this.#calls.some((call) => call.status() !== 'closed')) {
      return Promise.reject(new Error('A Call is already active'));
    }
    this.connected.push(params);
    const call = new FakeCall(params, this.network);
    this.#calls.push(call);
    return Promise.resolve().then(() => {
      call.accept();
      return call;
    });
  }

  destroy(): void {
    for (const call of this.#calls) {
      call.reject();
      call.disconnect();
    }
    this.#become('unregistered');
    this.#become('destroyed');
    this.removeAllListeners();
  }

  /** The network delivers a call. */
  deliver(parameters: Record<string, string>): FakeCall {
    const call = new FakeCall(parameters, this.network);
    this.#calls.push(call);
    this.emit('incoming', call);
    return call;
  }

  /** The token's time is over: the network takes the registration back, and keeps the connection and its calls. */
  expire(): void {
    this.emit('error', failure(20104));
    this.#goOffline();
  }

  loseSignalling(): void {
    this.#goOffline();
    for (const call of this.#calls) if (call.status() !== 'closed') call.loseSignalling();
  }

  restoreSignalling(): void {
    if (this.#registersAgain) this.register().catch(() => undefined);
  }

  /** The network closes the connection for good: the SDK does not come back by itself. */
  closeForGood(): void {
    this.#goOffline();
    this.#registersAgain = false;
  }

  #goOffline(): void {
    this.#registersAgain = this.state !== 'unregistered';
    this.#become('unregistered');
  }

  #become(state: FakeDevice['state']): void {
    this.state = state;
    this.emit(state);
  }

  #choose(choice: string): Promise<void> {
    if (choice.endsWith('gone')) return Promise.reject(new Error(`Device not found: ${choice}`));
    this.chosen.push(choice);
    return Promise.resolve();
  }
}

/** The SDK as it is loaded, and the devices that were made with it. */
export function createFakeSdk() {
  const network: Network = { registers: 'at once', microphone: 'granted' };
  const devices: FakeDevice[] = [];
  const Device = class extends FakeDevice {
    constructor(token: string, options: Record<string, unknown>) {
      super(token, options, network);
      devices.push(this);
    }
  };
  return { network, devices, sdk: { Device } as unknown as VoiceSdk };
}

/** The browser's microphones and speakers. */
export function createFakeMediaDevices() {
  const browser = {
    /** The name of the error that the browser gives instead of the microphone. */
    refusal: undefined as string | undefined,
    list: [
      { kind: 'audioinput', deviceId: 'm1', label: 'Headset' },
      { kind: 'audioinput', deviceId: '', label: '' },
      { kind: 'audiooutput', deviceId: 's1', label: 'Speakers' },
      { kind: 'videoinput', deviceId: 'v1', label: 'Camera' },
    ],
    openTracks: 0,
    plug: (): void => undefined,
  };
  const listeners = new Set<() => void>();
  browser.plug = () => {
    for (const listener of listeners) listener();
  };
  const mediaDevices = {
    getUserMedia: () => {
      if (browser.refusal) return Promise.reject(Object.assign(new Error(), { name: browser.refusal }));
      browser.openTracks += 1;
      const stop = () => {
        browser.openTracks -= 1;
      };
      return Promise.resolve({ getTracks: () => [{ stop }] });
    },
    enumerateDevices: () => Promise.resolve(browser.list),
    addEventListener: (_type: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_type: string, listener: () => void) => listeners.delete(listener),
  } as unknown as MediaDevices;
  return { browser, mediaDevices };
}

/** Numbered voice tokens that live for an hour. */
export function createFakeTokens() {
  const issued = {
    count: 0,
    signalingHost: undefined as string | undefined,
    refuse: undefined as Error | undefined,
  };
  const tokens = (): Promise<VoiceToken> => {
    if (issued.refuse) return Promise.reject(issued.refuse);
    issued.count += 1;
    const { signalingHost } = issued;
    return Promise.resolve({
      token: `token-${issued.count}`,
      ttlSeconds: 3_600,
      ...(signalingHost && { signalingHost }),
    });
  };
  return { issued, tokens };
}
