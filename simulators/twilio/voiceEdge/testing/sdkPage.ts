/** What the tests use of the vendor's SDK, which is loaded by a script tag. */
interface SdkEmitter {
  on(event: string, listener: (...args: readonly unknown[]) => void): void;
}

export interface SdkCall extends SdkEmitter {
  readonly parameters: Readonly<Record<string, string>>;
  readonly customParameters: ReadonlyMap<string, string>;
  readonly connectToken: string;
  accept(): void;
  reject(): void;
  mute(muted: boolean): void;
  disconnect(): void;
  sendDigits(digits: string): void;
  status(): string;
  getRemoteStream(): MediaStream | undefined;
  /** The SDK's own part; reached into only to force what a bad network would. */
  readonly _mediaHandler: { iceRestart(): void; readonly version: { readonly pc: RTCPeerConnection } };
}

interface SdkDevice extends SdkEmitter {
  readonly state: string;
  readonly isBusy: boolean;
  register(): Promise<void>;
  unregister(): Promise<void>;
  connect(options: {
    readonly params?: Readonly<Record<string, string>>;
    readonly connectToken?: string;
  }): Promise<SdkCall>;
  destroy(): void;
  updateToken(token: string): void;
}

type SdkDeviceClass = new (token: string, options: Readonly<Record<string, unknown>>) => SdkDevice;

/** A page's phone as a test drives it: `window.phone`. */
export interface PagePhone {
  readonly events: string[];
  readonly device: SdkDevice;
  /** The latest call of the device. */
  call: SdkCall | undefined;
  /** The call that runs on a device of its own. */
  forwarded: SdkCall | undefined;
  /**
   * Takes the latest call up on a device of its own; what happens there is noted as `forwarded ...`. The call before
   * it is the device's latest again.
   */
  forward(): Promise<void>;
  dial(params: Readonly<Record<string, string>>): Promise<void>;
  /** The loudest frequency of what the page hears in a call, in hertz; 0 for silence. */
  hears(call?: SdkCall): number;
}

declare global {
  interface Window {
    phone: PagePhone;
    Twilio: { readonly Device: SdkDeviceClass };
  }
}

export interface PagePhoneOptions {
  readonly token: string;
  /** The tone that the page says instead of a microphone's sound, in hertz. */
  readonly tone: number;
}

/** Runs inside the page: a Device on the page's own host, saying a tone. */
export function installPagePhone({ token, tone }: PagePhoneOptions): void {
  const events: string[] = [];
  const audio = new AudioContext();
  const analysers = new Map<MediaStream, AnalyserNode>();

  const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 's', 'h'];
  const soundNames = ['incoming', 'outgoing', 'disconnect', ...digits.map((digit) => `dtmf${digit}`)];

  const sayTone = () => {
    const oscillator = new OscillatorNode(audio, { frequency: tone });
    const destination = audio.createMediaStreamDestination();
    oscillator.connect(destination);
    oscillator.start();
    return Promise.resolve(destination.stream);
  };
  const options = {
    allowIncomingWhileBusy: true,
    chunderw: location.host,
    publishEvents: false,
    sounds: Object.fromEntries(soundNames.map((name) => [name, '/sound.wav'])),
    logLevel: 'silent',
    maxCallSignalingTimeoutMs: 30_000,
    getUserMedia: sayTone,
  };
  const device = new window.Twilio.Device(token, options);

  const follow = (emitter: SdkEmitter, names: readonly string[], prefix = '') => {
    for (const name of names) {
      emitter.on(name, (detail) => {
        const code = (detail as { readonly code?: number } | undefined)?.code;
        events.push(prefix + (name === 'error' ? `error ${String(code)}` : name));
      });
    }
  };
  const callEvents = [
    'ringing',
    'accept',
    'disconnect',
    'cancel',
    'reject',
    'reconnecting',
    'reconnected',
    'error',
  ];
  let former: SdkCall | undefined;
  const adopt = (call: SdkCall) => {
    former = phone.call;
    phone.call = call;
    follow(call, callEvents);
  };
  const phone: PagePhone = {
    events,
    device,
    call: undefined,
    forwarded: undefined,
    async forward() {
      const own = new window.Twilio.Device(token, options);
      own.on('error', () => undefined);
      const connectToken = phone.call?.connectToken ?? '';
      phone.call = former;
      const call = await own.connect({ connectToken });
      phone.forwarded = call;
      follow(call, callEvents, 'forwarded ');
      call.on('disconnect', () => {
        own.destroy();
      });
    },
    async dial(params) {
      adopt(await device.connect({ params }));
    },
    hears(call = phone.call) {
      const stream = call?.getRemoteStream();
      if (!stream) return 0;
      const known = analysers.get(stream);
      const analyser = known ?? new AnalyserNode(audio, { fftSize: 4096, smoothingTimeConstant: 0 });
      if (!known) audio.createMediaStreamSource(stream).connect(analyser);
      analysers.set(stream, analyser);
      const strengths = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(strengths);
      const loudest = Math.max(...strengths);
      return loudest > -50
        ? Math.round((strengths.indexOf(loudest) * audio.sampleRate) / analyser.fftSize)
        : 0;
    },
  };
  window.phone = phone;
  follow(device, ['registered', 'unregistered', 'incoming', 'error']);
  device.on('incoming', (call) => {
    adopt(call as SdkCall);
  });
}
