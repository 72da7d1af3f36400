/** Something that happened in a page, at an instant in milliseconds since 1970, with fractions. */
export interface Mark {
  readonly name: string;
  readonly at: number;
}

/** What the bench finds in every page that it watches. */
export interface MarkedWindow {
  /** The marks since the last take. */
  seeMarks(): readonly Mark[];
  takeMarks(): Mark[];
  /** The next mark of that name. */
  nextMark(name: string): Promise<Mark>;
}

/**
 * Runs in every page before its scripts, and notes
 * - what comes over WebSockets: `deskEvent:reserved`, `welcome` and others of the connector, `ready` and others
 *   of the voice edge;
 * - what the console is asked by Open CTI: `openCti:screenPop` and others;
 * - `screenpop`, when the console shows what was asked for;
 * - with `sound`, `audible`: the first remote sound of each call.
 */
export function pageMarks({ sound }: { readonly sound: boolean }): void {
  const page = window as unknown as MarkedWindow & typeof globalThis;
  const marks: Mark[] = [];
  const waiting: { readonly name: string; readonly resolve: (mark: Mark) => void }[] = [];
  const AUDIBLE = 0.02;

  const note = (name: string) => {
    const mark = { name, at: performance.timeOrigin + performance.now() };
    marks.push(mark);
    for (const each of waiting.filter((one) => one.name === name)) {
      waiting.splice(waiting.indexOf(each), 1);
      each.resolve(mark);
    }
  };
  page.seeMarks = () => marks;
  page.takeMarks = () => marks.splice(0);
  page.nextMark = (name) =>
    new Promise((resolve) => {
      waiting.push({ name, resolve });
    });

  const NativeSocket = page.WebSocket;
  page.WebSocket = class extends NativeSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }) => {
        if (typeof data !== 'string' || !data.startsWith('{')) return;
        const message = JSON.parse(data) as { type?: string; event?: { type: string } };
        note([message.type, message.event?.type].filter(Boolean).join(':'));
      });
    }
  };

  page.addEventListener('message', ({ data }: MessageEvent<{ openCti?: string; method?: string } | null>) => {
    if (data?.openCti === 'call') note(`openCti:${data.method ?? ''}`);
  });
  page.addEventListener('screenpop', () => {
    note('screenpop');
  });
  if (!sound || !page.location.pathname.startsWith('/apex/')) return;

  // Started before it is needed: a context takes a while to run.
  const context = new AudioContext();
  const NativeConnection = page.RTCPeerConnection;
  page.RTCPeerConnection = class extends NativeConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('track', ({ track }) => {
        listen(new MediaStream([track]));
      });
    }
  };

  function listen(stream: MediaStream): void {
    const analyser = new AnalyserNode(context, { fftSize: 256 });
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      if (!samples.some((sample) => Math.abs(sample) > AUDIBLE)) return;
      note('audible');
      clearInterval(timer);
    }, 4);
  }
}
