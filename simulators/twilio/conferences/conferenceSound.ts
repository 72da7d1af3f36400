import type { Clock } from '../../shared/clock.ts';
import {
  createHoldMusic,
  createKeys,
  createRingBack,
  keysMs,
  silence,
  type SoundSource,
} from '../../shared/media/soundSource.ts';
import { Interrupted } from '../twiml/interruptible.ts';
import type { TwimlPrograms } from '../twiml/twimlPrograms.ts';
import type { Conference, Music, Participant } from './conference.ts';

export type Entertain = TwimlPrograms['entertain'];

/** What documents of sound may do in a conference. */
interface Showing {
  readonly music: Exclude<Music, string>;
  readonly again: boolean;
  readonly signal: AbortSignal;
  hear(source: SoundSource | undefined): void;
}

/** Lets a participant hear what fits: hold music, wait music before the start, or the talk. */
export function tune(conference: Conference, participant: Participant, entertain: Entertain): void {
  const { seat } = participant;
  if (!seat) return;
  const waiting = conference.status === 'init' ? participant.waitMusic : 'none';
  const music = participant.hold ? participant.holdMusic : waiting;
  if (music === participant.hears) return;
  participant.hears = music;
  participant.stopMusic.abort(new Interrupted('redirected'));
  participant.stopMusic = new AbortController();
  const { signal } = participant.stopMusic;
  if (typeof music === 'string') {
    seat.setMusic(music === 'standard' ? createHoldMusic() : undefined);
    return;
  }
  const hear = (source: SoundSource | undefined) => {
    if (!signal.aborted) seat.setMusic(source ?? silence);
  };
  hear(undefined);
  show(conference, { call: participant.call, entertain }, { music, again: true, signal, hear })
    .then((well) => {
      if (!well) hear(createHoldMusic());
    })
    .catch(rethrow);
}

/** Plays an announcement to one participant or to all; `told` hears how that went, unless it was cut off. */
export function announce(
  conference: Conference,
  { music, to, entertain }: Announcement,
  told: (well: boolean) => void,
): void {
  const [speaker] = conference.participants.values();
  const call = (to ?? speaker)?.call;
  if (!call) return;
  let stop: () => void = () => undefined;
  const hear = (source: SoundSource | undefined) => {
    stop();
    stop = source && !to ? conference.talk.announce(source) : () => undefined;
    to?.seat?.tell(source);
  };
  const { signal } = to ? to.out : conference.over;
  show(conference, { call, entertain }, { music, again: false, signal, hear })
    .then((well) => {
      if (!signal.aborted) told(well);
    })
    .catch(rethrow);
}

export interface Announcement {
  readonly music: Exclude<Music, string>;
  readonly to?: Participant;
  readonly entertain: Entertain;
}

/** Twilio asks with the parameters of the call, and of the conference. */
function show(
  { sid, friendlyName }: Conference,
  { call, entertain }: { readonly call: Participant['call']; readonly entertain: Entertain },
  { music, again, signal, hear }: Showing,
): Promise<boolean> {
  const params = () => ({ ConferenceSid: sid, FriendlyName: friendlyName });
  return entertain(call, { source: music, again, params, signal, hear });
}

/** A coach is heard by the one who is coached, and by nobody when that one is not in the conference. */
export function seatCoaches({ participants }: Conference): void {
  for (const { seat, coaching, callSidToCoach = '' } of participants.values()) {
    seat?.setAudience(coaching ? (participants.get(callSidToCoach)?.seat ?? 'nobody') : 'everybody');
  }
}

/** Lets those who are in hear that a phone rings, until it is answered or gives up. */
export function ringBack({ talk }: Conference, { call }: Participant): void {
  let stop: () => void = () => undefined;
  call.subscribe(({ type }) => {
    stop();
    if (type === 'ringing') stop = talk.announce(createRingBack());
  });
}

/** Those who talk hear the key that one of them presses. */
export function soundKey(
  { talk }: Conference,
  { seat, hold, muted }: Participant,
  { digit, clock }: { readonly digit: string; readonly clock: Clock },
): void {
  if (seat && !hold && !muted) clock.schedule(keysMs(digit), talk.announce(createKeys(digit)));
}

function rethrow(cause: unknown): never {
  throw cause;
}
