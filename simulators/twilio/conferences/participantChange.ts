import type { Music, Participant } from './conference.ts';
import type { ConferenceEvent } from './conferenceEvents.ts';

/** What a request may change about a participant. */
export interface ParticipantChange {
  readonly hold?: boolean | undefined;
  /** Heard on hold. */
  readonly holdMusic?: Music | undefined;
  /** Heard before the conference starts. */
  readonly waitMusic?: Music | undefined;
  readonly muted?: boolean | undefined;
  readonly endConferenceOnExit?: boolean | undefined;
  readonly coaching?: boolean | undefined;
  readonly callSidToCoach?: string | undefined;
}

/** Changes a participant, and says which events that makes, in their order. */
export function changeParticipant(
  participant: Participant,
  change: ParticipantChange,
): readonly ConferenceEvent['type'][] {
  const { hold = participant.hold, muted = participant.muted } = change;
  const events: ConferenceEvent['type'][] = [];
  if (modify(participant, change)) events.push('participant-modify');
  if (muted !== participant.muted) events.push(muted ? 'participant-mute' : 'participant-unmute');
  if (hold !== participant.hold) events.push(hold ? 'participant-hold' : 'participant-unhold');
  // A new address changes the music; asking for hold again without one leaves it as it is.
  const holdMusic = change.holdMusic ?? (participant.hold ? participant.holdMusic : 'standard');
  participant.holdMusic = sameMusic(participant.holdMusic, holdMusic);
  participant.waitMusic = sameMusic(participant.waitMusic, change.waitMusic ?? participant.waitMusic);
  participant.seat?.setMuted(muted);
  participant.muted = muted;
  participant.hold = hold;
  return events;
}

function modify(participant: Participant, change: ParticipantChange): boolean {
  const { coaching = participant.coaching, callSidToCoach = participant.callSidToCoach } = change;
  const { endConferenceOnExit = participant.endConferenceOnExit } = change;
  // Twilio: while somebody is held, a change of endConferenceOnExit takes no effect.
  const ends = participant.hold ? participant.endConferenceOnExit : endConferenceOnExit;
  const differs =
    ends !== participant.endConferenceOnExit ||
    coaching !== participant.coaching ||
    callSidToCoach !== participant.callSidToCoach;
  participant.endConferenceOnExit = ends;
  participant.coaching = coaching;
  participant.callSidToCoach = callSidToCoach;
  return differs;
}

/** The music that plays already goes on when the address is the same. */
function sameMusic(now: Music, wanted: Music): Music {
  const same = typeof now !== 'string' && typeof wanted !== 'string' && now.url === wanted.url;
  return same ? now : wanted;
}
