import type {
  CallCommand,
  Desk,
  DeskCommand,
  Softphone,
  SoftphoneCommand,
} from '../../../../../softphone/core/index.ts';

/** After this long a button is free again, whatever has become of its command. */
const PATIENCE_MS = 8000;

type Awaited = CallCommand | Extract<DeskCommand, { type: 'dial' | 'pickUp' | 'completeWrapUp' }>;

/** The commands whose effect is seen at the desk, and not at once. */
const AWAITED: ReadonlySet<SoftphoneCommand['type']> = new Set<Awaited['type']>([
  'activate',
  'answer',
  'completeWrapUp',
  'consult',
  'decline',
  'dial',
  'hangUp',
  'hold',
  'joinAll',
  'leave',
  'park',
  'pickUp',
  'removeParty',
  'resume',
  'setRecording',
  'swap',
  'transfer',
]);

/** The commands that are not sent without a microphone. */
const SPEAKING: ReadonlySet<SoftphoneCommand['type']> = new Set<Awaited['type']>([
  'answer',
  'dial',
  'pickUp',
]);

interface Waiting {
  readonly key: string;
  /** Absent for a call that is yet to begin. */
  readonly interactionId: string | undefined;
  readonly looks: string;
}

/**
 * The commands about calls that have been asked for, and not answered yet: by a change of the call, a refusal, a lost
 * link, or, when nothing comes, by time. So no button hangs.
 */
export class Pending {
  private waiting: readonly Waiting[] = [];
  private seen: Softphone | undefined;
  private readonly tell: () => void;
  private patience?: ReturnType<typeof setTimeout>;

  /** `tell` is called when time has answered. */
  constructor(tell: () => void) {
    this.tell = tell;
  }

  /** What waits, in the words of `isPending`. */
  get keys(): readonly string[] {
    return this.waiting.map(({ key }) => key);
  }

  /** Takes note of what the agent asks for. */
  ask(command: SoftphoneCommand): void {
    if (!isAwaited(command) || this.seen?.link !== 'open') return;
    if (SPEAKING.has(command.type) && lacksMicrophone(this.seen)) return;
    const interactionId = 'interactionId' in command ? command.interactionId : undefined;
    const looks = looksOf(this.seen.desk, interactionId);
    this.waiting = [...this.waiting, { key: keyOf(command), interactionId, looks }];
    clearTimeout(this.patience);
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- the end of waiting for what does not come
    this.patience = setTimeout(() => {
      this.waiting = [];
      this.tell();
    }, PATIENCE_MS);
  }

  /** Takes note of what is so now. */
  see(softphone: Softphone | undefined): void {
    const refused = softphone?.refused !== undefined && softphone.refused !== this.seen?.refused;
    this.seen = softphone;
    if (refused || softphone?.link !== 'open') this.waiting = [];
    this.waiting = this.waiting.filter(
      ({ interactionId, looks }) => looksOf(softphone?.desk, interactionId) === looks,
    );
    if (this.waiting.length === 0) clearTimeout(this.patience);
  }
}

/** Whether that command waits for an answer. */
export function isPending(keys: readonly string[], command: Awaited): boolean {
  return keys.includes(keyOf(command));
}

/** Whether any call out waits for an answer. */
export function isDialing(keys: readonly string[]): boolean {
  return keys.some((key) => key.startsWith('dial '));
}

/** What needs a microphone asks for it first where there is none: a call that rings goes on, and can be declined. */
function lacksMicrophone({ phone: { owner, microphone } }: Softphone): boolean {
  return owner === 'here' && (microphone === 'refused' || microphone === 'missing');
}

function isAwaited(command: SoftphoneCommand): command is Awaited {
  return AWAITED.has(command.type);
}

function keyOf(command: Awaited): string {
  const interaction = 'interactionId' in command ? command.interactionId : '';
  const party = 'partyId' in command ? command.partyId : '';
  return `${command.type} ${interaction} ${party}`;
}

/** All of a call, or of the list of calls, that commands about it can change. */
function looksOf(desk: Desk | undefined, id: string | undefined): string {
  if (id === undefined) return (desk?.interactions ?? []).map((each) => each.id).join();
  const interaction = desk?.interactions.find((each) => each.id === id);
  if (!interaction) return '';
  const { call, parties, recording, lostUntil, wrapUp } = interaction;
  return JSON.stringify([call, parties, recording, lostUntil, wrapUp, desk?.active === id]);
}
