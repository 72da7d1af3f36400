/**
 * Runs in the page before its scripts: the microphone says a known tone, and what arrives is measured.
 * The SDK, WebRTC and the browser's sound stay as they are.
 */
export function soundProbe({
  hertz,
  microphone,
}: {
  hertz: number;
  microphone: 'granted' | 'refused';
}): void {
  const page = window as unknown as Record<string, unknown>;
  const arriving: { readonly analyser: AnalyserNode; readonly track: MediaStreamTrack }[] = [];
  let rang = false;
  let allowed = microphone === 'granted';
  let context: AudioContext | undefined;
  let speech: MediaStream | undefined;

  /** One for the page's life: a browser falls silent after some dozens. */
  const sound = () => (context ??= new AudioContext());
  const speak = () => {
    const tone = new OscillatorNode(sound(), { frequency: hertz });
    const destination = sound().createMediaStreamDestination();
    tone.connect(new GainNode(sound(), { gain: 0.5 })).connect(destination);
    tone.start();
    return destination.stream;
  };

  navigator.mediaDevices.getUserMedia = async () => {
    if (!allowed) throw new DOMException('Permission denied', 'NotAllowedError');
    speech ??= speak();
    return speech.clone();
  };

  const NativeConnection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends NativeConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('track', ({ track }) => {
        const analyser = new AnalyserNode(sound(), { fftSize: 8192 });
        sound()
          .createMediaStreamSource(new MediaStream([track]))
          .connect(analyser);
        arriving.push({ analyser, track });
      });
    }
  };

  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (this: OscillatorNode, ...when: [number?]) {
    if (this.frequency.value !== hertz) rang = true;
    start.apply(this, when);
  };

  page['heardRinging'] = () => {
    const before = rang;
    rang = false;
    return before;
  };

  /** The person answers the browser's question about the microphone. */
  page['allowMicrophone'] = () => {
    allowed = true;
  };

  /** How loud a tone is in what arrives now, in dB; the loudest of all calls. */
  const levelOf = (hertz: number) => {
    const levels = arriving
      .filter(({ track }) => track.readyState === 'live')
      .map(({ analyser }) => {
        const spectrum = new Float32Array(analyser.frequencyBinCount);
        analyser.getFloatFrequencyData(spectrum);
        const bin = Math.round((hertz * analyser.fftSize) / analyser.context.sampleRate);
        return Math.max(...spectrum.subarray(bin - 3, bin + 4));
      });
    return Math.max(-Infinity, ...levels);
  };

  page['hearsHertz'] = (hertz: number) => levelOf(hertz) > -50;
}
