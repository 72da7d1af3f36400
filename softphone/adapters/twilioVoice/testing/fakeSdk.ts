import { EventEmitter } from 'node:events';
import type { VoiceToken } from '../../../ports/voiceDevice.ts';
import type { VoiceSdk } from '../sdk.ts';
import { failure, FakeCall, type Network } from './fakeCall.ts';

/** The SDK's device, with what the network does to it. Source: dist of @twilio/voice-sdk 2.18, `Device`. */
export class FakeDevice extends EventEmitter {
  readonly options: Record<string, unknown>;
  readonly tokens: string[];
  readonly connected: Record<string, string>[] = [];
  readonly chosen: string[] = [];
  readonly network: Network;
  readonly edge = 'ashburn';
  readonly audio = {
    availableInputDevices: new Map<string, object>(),
    availableOutputDevices: new Map<string, object>(),
    once: (_event: 'deviceChange', listener: () => void) => {
      this.once('deviceChange', listener);
    },
    setInputDevice: (id: string) => this.#choose(`microphone ${id}`),
    speakerDevices: { set: (id: string) => this.#choose(`speaker ${id}`) },
  };
  state: 'unregistered' | 'registering' | 'registered' | 'destroyed' = 'unregistered';
  registrations = 0;
  #registersAgain = false;
  #calls: FakeCall[] = [];
  #active: FakeCall | undefined;

  constructor(token: string, options: Record<string, unknown>, network: Network) {
    super();
    this.tokens = [token];
    this.options = options;
    this.network = network;
    if (network.listsDevices === 'in a moment') queueMicrotask(() => this.#listDevices());
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

  get isBusy(): boolean {
    return this.#active !== undefined;
  }

  /** What waits at this device is dropped without a word. */
  async connect(options: { params?: Record<string, string>; connectToken?: string }): Promise<FakeCall> {
    if (this.isBusy) throw new Error('A Call is already active');
    await Promise.resolve();
    if (this.network.connects === 'never') return new Promise(() => undefined);
    if (this.network.connects === 'refusing') throw failure(31000);
    for (const waiting of this.#calls) waiting.ignore();
    const taken = this.network.ringing.get(options.connectToken ?? '');
    const params = options.params ?? Object.fromEntries(taken?.customParameters ?? []);
    this.connected.push(params);
    const call = new FakeCall(params, this.network, taken?.parameters.CallSid);
    this.#take(call);
    this.#active = call;
    call.accept();
    return call;
  }

  /** The call that runs here. */
  get call(): FakeCall | undefined {
    return this.#calls.at(-1);
  }

  destroy(): void {
    for (const call of this.#calls) {
      call.reject();
      call.disconnect();
    }
    this.#calls = [];
    this.#become('unregistered');
    this.#become('destroyed');
    this.removeAllListeners();
  }

  /** The network delivers a call. */
  deliver(parameters: Record<string, string>, callSid?: string): FakeCall {
    const call = new FakeCall(parameters, this.network, callSid);
    this.#take(call);
    this.network.ringing.set(call.connectToken ?? '', call);
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

  /** A device has one active call: to answer another ends it. */
  #take(call: FakeCall): void {
    this.#calls.push(call);
    call.once('accepting', () => this.#active?.disconnect());
    call.once('accept', () => {
      this.#active = call;
    });
    call.once('disconnect', () => {
      if (this.#active === call) this.#active = undefined;
    });
  }

  #goOffline(): void {
    this.#registersAgain = this.state !== 'unregistered';
    this.#become('unregistered');
  }

  #become(state: FakeDevice['state']): void {
    this.state = state;
    this.emit(state);
  }

  #listDevices(): void {
    this.audio.availableInputDevices.set('m1', {});
    this.audio.availableOutputDevices.set('s1', {});
    this.emit('deviceChange');
  }

  #choose(choice: string): Promise<void> {
    if (choice.endsWith('gone')) return Promise.reject(new Error(`Device not found: ${choice}`));
    this.chosen.push(choice);
    return Promise.resolve();
  }
}

/** The SDK as it is loaded, and the devices that were made with it. */
export function createFakeSdk() {
  const network: Network = {
    registers: 'at once',
    microphone: 'granted',
    listsDevices: 'in a moment',
    connects: 'at once',
    ringing: new Map(),
  };
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
