/** What a scripted caller is to do, in the words of the telephone network's control. */
export interface CallOrder {
  readonly from: string;
  readonly to?: string;
  /** `silence`, `tone` or `tone:440`. */
  readonly say: string;
  readonly digits?: string;
  readonly hangUpAfterSeconds?: number;
}

export interface PlaceCallOptions {
  /** Where the telephone network listens, as http://127.0.0.1:8446. */
  readonly network: string;
  readonly say: (line: string) => void;
  /** Resolves when it is time to look at the call again. */
  readonly nextLook: () => Promise<void>;
  /** Hangs the call up when it fires. */
  readonly signal: AbortSignal;
}

interface ShownCall {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly state: 'dialing' | 'ringing' | 'answered' | 'ended';
  readonly cause?: string;
  readonly hears: Sound;
}

interface Sound {
  readonly loudness: number;
  readonly tones: readonly number[];
}

/** A tone that stays for so many looks is a tone; music has moved on. */
const looksForSound = 3;

/** Places a scripted call and tells how it goes; resolves to the cause of its end. Throws what a person can act on. */
export async function placeCall(order: CallOrder, options: PlaceCallOptions): Promise<string> {
  const { network, say, nextLook, signal } = options;
  const calls = `${network}/_sim/phone/calls`;
  let call = await ask(calls, { method: 'POST', order });
  const url = `${calls}/${call.id}`;
  say(`${call.from} calls ${call.to}`);
  const heard: Sound[] = [];
  let told = '';
  while (call.state !== 'ended') {
    await nextLook();
    call = await ask(url, { method: signal.aborted ? 'DELETE' : 'GET' });
    if (call.state === 'answered') heard.push(call.hears);
    const news = describe(call, heard.slice(-looksForSound));
    if (news !== told) say(news);
    told = news;
  }
  return call.cause ?? 'completed';
}

function describe({ state, cause }: ShownCall, heard: readonly Sound[]): string {
  switch (state) {
    case 'dialing':
      return 'dialing ...';
    case 'ringing':
      return 'ringing ...';
    case 'answered':
      return heard.length < looksForSound ? 'answered' : `hears ${describeSound(heard)}`;
    case 'ended':
      return `ended: ${cause ?? 'completed'}`;
  }
}

function describeSound(heard: readonly Sound[]): string {
  const [first, ...others] = heard;
  const steady = first?.tones.filter((tone) => others.every(({ tones }) => tones.includes(tone))) ?? [];
  if (steady.length > 0) return `${steady.map(String).join(' + ')} Hz`;
  return heard.every(({ loudness }) => loudness < 100) ? 'silence' : 'voice or music';
}

async function ask(
  url: string,
  { method, order }: { method: string; order?: CallOrder },
): Promise<ShownCall> {
  const body = order ? { body: JSON.stringify(order), headers: { 'content-type': 'application/json' } } : {};
  const response = await fetch(url, { method, ...body }).catch((cause: unknown) => {
    const hint = 'Start it with npm start, or give the --port it was started with';
    throw new Error(`No local system answers at ${new URL(url).origin}. ${hint}.`, { cause });
  });
  const answer = (await response.json()) as ShownCall & { readonly message?: string };
  if (!response.ok) throw new Error(answer.message ?? `The telephone network answered ${response.status}.`);
  return answer;
}
