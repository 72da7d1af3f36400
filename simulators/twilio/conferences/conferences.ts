import type { Clock } from '../../shared/clock.ts';
import { createHoldMusic, createRingBack } from '../../shared/media/soundSource.ts';
import { newSid, type Account } from '../account.ts';
import { isFinal, type Call } from '../calls/call.ts';
import type { Recordings } from '../recordings/recordings.ts';
import type { SoundStudio } from '../sound.ts';
import type { WebhookSender } from '../webhooks/webhookSender.ts';
import type { Conference, EndReason, Exit, LeaveReason, Participant, Participation } from './conference.ts';
import { reportConference, type ConferenceEvent } from './conferenceEvents.ts';

/** What a request may change about a participant. */
export interface ParticipantChange {
  readonly hold?: boolean | undefined;
  readonly muted?: boolean | undefined;
  readonly endConferenceOnExit?: boolean | undefined;
  readonly coaching?: boolean | undefined;
  readonly callSidToCoach?: string | undefined;
}

/** All conferences of the account, also those that are over. */
export interface Conferences {
  /** The live conference of that name, or a new one. */
  open(friendlyName: string): Conference;
  find(sid: string): Conference | undefined;
  all(): readonly Conference[];
  /** Puts a call into the talk. `undefined`: the label is taken. */
  join(conference: Conference, call: Call, participation: Participation): Participant | undefined;
  /** Waits for a call that rings, and puts it into the talk when it is answered. */
  invite(conference: Conference, call: Call, participation: Participation): Participant | undefined;
  update(conference: Conference, participant: Participant, change: ParticipantChange): void;
  /** Takes a call out of wherever it takes part. Harmless when it does not. */
  remove(call: Call, exit: 'kicked' | 'redirected'): void;
  end(conference: Conference): void;
}

export interface ConferencesOptions {
  readonly account: Account;
  readonly clock: Clock;
  readonly webhooks: WebhookSender;
  readonly sound: SoundStudio;
  readonly recordings: Recordings;
}

/**
 * Conferences: they start when two are in and one of them may start them, and end when the last leaves,
 * when somebody leaves who ends them, or by request.
 * Source: twilio.com/docs/voice/twiml/conference and twilio.com/docs/voice/api/conference-participant-resource.
 */
export function createConferences(options: ConferencesOptions): Conferences {
  const { account, clock, webhooks, sound, recordings } = options;
  const conferences = new Map<string, Conference>();

  function report(conference: Conference, event: ConferenceEvent) {
    reportConference({ account, webhooks, at: clock.now() }, conference, event);
  }

  function admit(conference: Conference, call: Call, participation: Participation) {
    const { label } = participation;
    if (label !== undefined && [...conference.participants.values()].some((each) => each.label === label))
      return undefined;
    const participant: Participant = {
      ...participation,
      coaching: participation.coaching ?? false,
      callSidToCoach: participation.callSidToCoach,
      call,
      addedAt: clock.now(),
      updatedAt: clock.now(),
      seat: undefined,
      hold: false,
    };
    conference.participants.set(call.sid, participant);
    call.subscribe(({ type }) => {
      if (type === 'ended') leave(conference, participant, 'hungUp');
    });
    return participant;
  }

  function enter(conference: Conference, participant: Participant) {
    const { call, muted, waitMusic, startConferenceOnEnter } = participant;
    if (!call.endpoint || isFinal(call.status)) return;
    conference.callback ??= participant.callback;
    conference.recording ??= participant.recording ?? 'none';
    call.hear(undefined);
    participant.seat = conference.talk.join(call.endpoint.line);
    participant.seat.setMuted(muted);
    report(conference, { type: 'participant-join', participant });
    const present = [...conference.participants.values()].filter(({ seat }) => seat);
    const mayStart = startConferenceOnEnter || present.some((each) => each.startConferenceOnEnter);
    if (conference.status === 'init' && present.length >= 2 && mayStart) {
      start(conference, present);
    } else if (conference.status === 'init' && waitMusic) {
      participant.seat.setMusic(createHoldMusic());
    }
  }

  function start(conference: Conference, present: readonly Participant[]) {
    conference.status = 'in-progress';
    for (const { seat } of present) seat?.setMusic(undefined);
    report(conference, { type: 'conference-start' });
    const { recording = 'none' } = conference;
    if (recording !== 'none') conference.stopRecording = recordings.begin(conference, recording);
  }

  function leave(conference: Conference, participant: Participant, exit: Exit) {
    if (conference.participants.get(participant.call.sid) !== participant) return;
    const joined = participant.seat !== undefined;
    depart(conference, participant, { exit, reason: joined ? leaveReasons[exit] : 'participant_add_failed' });
    const others = [...conference.participants.values()];
    const how = exit === 'kicked' ? 'kicked' : 'left';
    if (joined && participant.endConferenceOnExit) {
      close(conference, `participant-with-end-conference-on-exit-${how}`, participant);
    } else if (others.every(({ seat }) => !seat) && (joined || others.length === 0)) {
      close(conference, `last-participant-${how}`, participant);
    }
  }

  function depart(conference: Conference, participant: Participant, { exit, reason }: Leaving) {
    const { call } = participant;
    conference.participants.delete(call.sid);
    participant.seat?.leave();
    conference.callback ??= participant.callback;
    report(conference, {
      type: 'participant-leave',
      participant,
      params: { ReasonParticipantLeft: reason, ParticipantCallStatus: call.status },
    });
    participant.onLeft(exit);
  }

  function close(conference: Conference, reason: EndReason, by?: Participant) {
    if (conference.status === 'completed') return;
    const begun = conference.sequence > 0 && by?.seat !== undefined;
    conference.status = 'completed';
    conference.ending = { reason, ...(by ? { callSid: by.call.sid } : {}) };
    const leaving: Leaving = {
      exit: 'conferenceEnded',
      reason: by ? 'moderator_ended_conference' : 'conference_ended_via_api',
    };
    for (const participant of [...conference.participants.values()]) {
      if (participant.seat) depart(conference, participant, leaving);
    }
    conference.participants.clear(); // whoever still rings finds the conference over
    conference.stopRecording?.();
    conference.talk.close();
    if (!begun && by) return; // nobody was ever in
    report(conference, { type: 'conference-end', params: endParams(reason, by) });
  }

  function modify(conference: Conference, participant: Participant, change: ParticipantChange) {
    // Twilio: while somebody is held, a change of endConferenceOnExit takes no effect.
    const endConferenceOnExit = participant.hold ? undefined : change.endConferenceOnExit;
    const { coaching, callSidToCoach } = change;
    const wanted = { endConferenceOnExit, coaching, callSidToCoach };
    const differs = (Object.keys(wanted) as (keyof typeof wanted)[]).some(
      (name) => wanted[name] !== undefined && wanted[name] !== participant[name],
    );
    if (!differs) return;
    participant.endConferenceOnExit = endConferenceOnExit ?? participant.endConferenceOnExit;
    participant.coaching = coaching ?? participant.coaching;
    participant.callSidToCoach = callSidToCoach ?? participant.callSidToCoach;
    report(conference, { type: 'participant-modify', participant });
  }

  function mute(conference: Conference, participant: Participant, muted = participant.muted) {
    if (muted === participant.muted) return;
    participant.muted = muted;
    participant.seat?.setMuted(muted);
    report(conference, { type: muted ? 'participant-mute' : 'participant-unmute', participant });
  }

  function hold(conference: Conference, participant: Participant, held = participant.hold) {
    if (held === participant.hold) return;
    participant.hold = held;
    participant.seat?.setMusic(held ? createHoldMusic() : undefined);
    report(conference, { type: held ? 'participant-hold' : 'participant-unhold', participant });
  }

  return {
    open(friendlyName) {
      const live = [...conferences.values()].find(
        (each) => each.friendlyName === friendlyName && each.status !== 'completed',
      );
      if (live) return live;
      const conference: Conference = {
        sid: newSid('CF'),
        friendlyName,
        createdAt: clock.now(),
        updatedAt: clock.now(),
        talk: sound.openTalk(),
        participants: new Map(),
        status: 'init',
        callback: undefined,
        recording: undefined,
        stopRecording: undefined,
        sequence: 0,
        ending: undefined,
      };
      conferences.set(conference.sid, conference);
      return conference;
    },
    find: (sid) => conferences.get(sid),
    all: () => [...conferences.values()],
    join(conference, call, participation) {
      const participant = admit(conference, call, participation);
      if (participant) enter(conference, participant);
      return participant;
    },
    invite(conference, call, participation) {
      const participant = admit(conference, call, participation);
      if (!participant) return undefined;
      call.subscribe(({ type }) => {
        if (type === 'ringing' && participation.earlyMedia) conference.talk.announce(createRingBack());
        if (type === 'answered' || type === 'ended') conference.talk.announce(undefined);
        if (type !== 'answered') return;
        if (conference.status === 'completed') call.end();
        else enter(conference, participant);
      });
      return participant;
    },
    update(conference, participant, change) {
      participant.updatedAt = clock.now();
      modify(conference, participant, change);
      mute(conference, participant, change.muted);
      hold(conference, participant, change.hold);
    },
    remove(call, exit) {
      for (const conference of conferences.values()) {
        const participant = conference.participants.get(call.sid);
        if (participant) leave(conference, participant, isFinal(call.status) ? 'hungUp' : exit);
      }
    },
    end(conference) {
      close(conference, 'conference-ended-via-api');
    },
  };
}

interface Leaving {
  readonly exit: Exit;
  readonly reason: LeaveReason;
}

const leaveReasons: Record<Exit, LeaveReason> = {
  hungUp: 'participant_hung_up',
  kicked: 'participant_updated_via_api',
  redirected: 'participant_updated_via_api',
  conferenceEnded: 'conference_ended_via_api',
};

function endParams(reason: EndReason, by: Participant | undefined) {
  return {
    ReasonConferenceEnded: reason,
    Reason: reasonText(reason, by),
    ...(by ? { CallSidEndingConference: by.call.sid } : {}),
    ...(by?.label === undefined ? {} : { ParticipantLabelEndingConference: by.label }),
  };
}

function reasonText(reason: EndReason, by: Participant | undefined): string {
  return by ? `${reason}: participant ${by.call.sid}` : reason;
}
