/** All sound of a handset page: what it says, what it hears, its ring and ring-back. */
export interface HandsetSound {
  /** The track that goes into the call; it never changes, its source does. */
  readonly spoken: MediaStream;
  /** Says a tone of so many hertz, or, with `undefined`, what the microphone hears. Rejects when it is refused. */
  say(toneHz: number | undefined): Promise<void>;
  /** Lets go of the microphone. */
  hush(): void;
  setMuted(muted: boolean): void;
  listenTo(stream: MediaStream): void;
  /** Loudness from 0 to 1 and the strongest frequency in hertz; 0 and 0 for silence. */
  heard(): { readonly level: number; readonly hz: number };
  signal(kind: 'ring' | 'ringBack' | 'none'): void;
  /** Browsers start sound only after a click or key. */
  wake(): void;
}

const quietest = 0.01;

export function createHandsetSound(speaker: HTMLAudioElement): HandsetSound {
  const audio = new AudioContext();
  const output = audio.createMediaStreamDestination();
  const voice = new GainNode(audio, { gain: 1 });
  voice.connect(output);
  const analyser = new AnalyserNode(audio, { fftSize: 4096, smoothingTimeConstant: 0.3 });
  let stopSource: () => void = () => undefined;
  let heardSource: AudioNode | undefined;
  let stopSignal: () => void = () => undefined;

  function speakFrom(node: AudioNode, stop: () => void) {
    stopSource();
    node.connect(voice);
    stopSource = () => {
      node.disconnect();
      stop();
    };
  }

  return {
    spoken: output.stream,
    async say(toneHz) {
      if (toneHz !== undefined) {
        const tone = new OscillatorNode(audio, { frequency: toneHz });
        tone.start();
        speakFrom(tone, () => {
          tone.stop();
        });
        return;
      }
      const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
      speakFrom(audio.createMediaStreamSource(microphone), () => {
        for (const track of microphone.getTracks()) track.stop();
      });
    },
    hush() {
      stopSource();
      stopSource = () => undefined;
    },
    setMuted(muted) {
      voice.gain.value = muted ? 0 : 1;
    },
    listenTo(stream) {
      speaker.srcObject = stream;
      heardSource?.disconnect();
      heardSource = audio.createMediaStreamSource(stream);
      heardSource.connect(analyser);
    },
    heard() {
      const samples = new Float32Array(analyser.fftSize);
      analyser.getFloatTimeDomainData(samples);
      const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
      if (level < quietest) return { level: 0, hz: 0 };
      const strengths = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(strengths);
      const strongest = strengths.indexOf(Math.max(...strengths));
      return { level, hz: Math.round((strongest * audio.sampleRate) / analyser.fftSize) };
    },
    signal(kind) {
      stopSignal();
      if (kind === 'none') return;
      stopSignal = kind === 'ring' ? repeat(audio, ring) : repeat(audio, ringBack);
    },
    wake() {
      audio.resume().catch(() => undefined); // stays silent until the next click
    },
  };
}

interface Cadence {
  readonly frequencies: readonly number[];
  readonly onSeconds: number;
  readonly cycleSeconds: number;
}

const ring: Cadence = { frequencies: [400, 450], onSeconds: 1, cycleSeconds: 3 };
const ringBack: Cadence = { frequencies: [440, 480], onSeconds: 2, cycleSeconds: 6 };

/** Sounds until the returned function is called. */
function repeat(audio: AudioContext, { frequencies, onSeconds, cycleSeconds }: Cadence): () => void {
  const volume = new GainNode(audio, { gain: 0 });
  volume.connect(audio.destination);
  const oscillators = frequencies.map((frequency) => new OscillatorNode(audio, { frequency }));
  for (const oscillator of oscillators) {
    oscillator.connect(volume);
    oscillator.start();
  }
  const burst = () => {
    volume.gain.setValueAtTime(0.1, audio.currentTime);
    volume.gain.setValueAtTime(0, audio.currentTime + onSeconds);
  };
  burst();
  const timer = setInterval(burst, cycleSeconds * 1000);
  return () => {
    clearInterval(timer);
    volume.disconnect();
    for (const oscillator of oscillators) oscillator.stop();
  };
}
