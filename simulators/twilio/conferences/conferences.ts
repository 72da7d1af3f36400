import type { Clock } from '../../shared/clock.ts';
import { newSid, type Account } from '../account.ts';
import { isFinal, type Call } from '../calls/call.ts';
import type { Recordings } from '../recordings/recordings.ts';
import type { SoundStudio } from '../sound.ts';
import { Interrupted } from '../twiml/interruptible.ts';
import type { WebhookSender } from '../webhooks/webhookSender.ts';
import type { Conference, EndReason, Exit, LeaveReason, Participant, Participation } from './conference.ts';
import { reportConference, type ConferenceEvent } from './conferenceEvents.ts';
import {
  announce,
  ringBack,
  seatCoaches,
  soundKey,
  tune,
  type Announcement,
  type Entertain,
} from './conferenceSound.ts';
import { changeParticipant, type ParticipantChange } from './participantChange.ts';

/** All conferences of the account, also those that are over. */
export interface Conferences {
  /** The live conference of that name, or a new one. */
  open(friendlyName: string): Conference;
  find(sid: string): Conference | undefined;
  all(): readonly Conference[];
  /** Puts a call into the talk, or says why not. */
  join(conference: Conference, call: Call, participation: Participation): Participant | Turned;
  /** Waits for a call that rings, and puts it into the talk when it is answered. */
  invite(conference: Conference, call: Call, participation: Participation): Participant | Turned;
  update(conference: Conference, participant: Participant, change: ParticipantChange): void;
  /** Plays something to one participant or to all. */
  announce(conference: Conference, announcement: Omit<Announcement, 'entertain'>): void;
  /** Takes a call out of wherever it takes part. Harmless when it does not. */
  kick(call: Call): void;
  end(conference: Conference): void;
}

/** The default and the limit of `maxParticipants`. */
const MOST_PARTICIPANTS = 250;

/** Why somebody cannot come in: the label is taken, the one to coach is not there, or no more may come. */
export type Turned = 'labelTaken' | 'nobodyToCoach' | 'full';

export interface ConferencesOptions {
  readonly account: Account;
  readonly clock: Clock;
  readonly webhooks: WebhookSender;
  readonly sound: SoundStudio;
  readonly recordings: Recordings;
  readonly entertain: Entertain;
}

/**
 * Conferences: they start when two are in and one of them may start them, and end when the last leaves,
 * when somebody leaves who ends them, or by request.
 * Source: twilio.com/docs/voice/twiml/conference and twilio.com/docs/voice/api/conference-participant-resource.
 */
export function createConferences(options: ConferencesOptions): Conferences {
  const { account, clock, webhooks, sound, recordings, entertain } = options;
  const conferences = new Map<string, Conference>();
  const live = new Map<string, Conference>();

  function report(conference: Conference, event: ConferenceEvent) {
    reportConference({ account, webhooks, at: clock.now() }, conference, event);
  }

  function admit(conference: Conference, call: Call, participation: Participation): Participant | Turned {
    const {
      label,
      coaching = false,
      callSidToCoach = '',
      maxParticipants = MOST_PARTICIPANTS,
    } = participation;
    const others = [...conference.participants.values()];
    if (label !== undefined && others.some((each) => each.label === label)) return 'labelTaken';
    if (coaching && !conference.participants.has(callSidToCoach)) return 'nobodyToCoach';
    if (others.length >= maxParticipants) return 'full';
    const participant: Participant = {
      ...participation,
      coaching,
      callSidToCoach: participation.callSidToCoach,
      call,
      addedAt: clock.now(),
      updatedAt: clock.now(),
      seat: undefined,
      hold: false,
      holdMusic: 'standard',
      hears: 'none',
      stopMusic: new AbortController(),
      out: new AbortController(),
    };
    conference.participants.set(call.sid, participant);
    const stopListening = call.subscribe((event) => {
      if (event.type === 'ended') leave(conference, participant, 'hungUp');
      if (event.type === 'redirected') leave(conference, participant, 'redirected');
      if (event.type === 'digit') soundKey(conference, participant, { digit: event.digit, clock });
    });
    participant.out.signal.addEventListener('abort', stopListening);
    return participant;
  }

  function enter(conference: Conference, participant: Participant) {
    const { call, muted, startConferenceOnEnter } = participant;
    if (!call.line || isFinal(call.status)) return;
    conference.callback ??= participant.callback;
    conference.recording ??= participant.recording ?? 'none';
    call.hear(undefined);
    participant.seat = conference.talk.join(call.line);
    participant.seat.setMuted(muted);
    seatCoaches(conference);
    report(conference, { type: 'participant-join', participant });
    const present = [...conference.participants.values()].filter(({ seat }) => seat);
    const mayStart = startConferenceOnEnter || present.some((each) => each.startConferenceOnEnter);
    if (conference.status === 'init' && present.length >= 2 && mayStart) start(conference);
    else tune(conference, participant, entertain);
  }

  function start(conference: Conference) {
    conference.status = 'in-progress';
    for (const participant of conference.participants.values()) tune(conference, participant, entertain);
    report(conference, { type: 'conference-start' });
    const { recording = 'none' } = conference;
    if (recording === 'none') return;
    conference.recorded = recordings.begin({ conferenceSid: conference.sid }, recording, (push) =>
      conference.talk.record((frame) => {
        push([frame]);
      }),
    );
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
    participant.stopMusic.abort(new Interrupted('redirected'));
    participant.out.abort(new Interrupted('redirected'));
    participant.seat?.leave();
    seatCoaches(conference);
    conference.callback ??= participant.callback;
    report(conference, {
      type: 'participant-leave',
      participant,
      params: { ReasonParticipantLeft: reason, ParticipantCallStatus: statusOnLeaving(participant) },
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
    live.delete(conference.friendlyName);
    conference.over.abort(new Interrupted('redirected'));
    conference.recorded?.stop();
    conference.talk.close();
    if (!begun && by) return; // nobody was ever in
    report(conference, { type: 'conference-end', params: endParams(reason, by) });
  }

  return {
    open(friendlyName) {
      const found = live.get(friendlyName);
      if (found) return found;
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
        recorded: undefined,
        sequence: 0,
        over: new AbortController(),
        ending: undefined,
      };
      conferences.set(conference.sid, conference);
      live.set(friendlyName, conference);
      return conference;
    },
    find: (sid) => conferences.get(sid),
    all: () => [...conferences.values()],
    join(conference, call, participation) {
      const participant = admit(conference, call, participation);
      if (typeof participant !== 'string') enter(conference, participant);
      return participant;
    },
    invite(conference, call, participation) {
      const participant = admit(conference, call, participation);
      if (typeof participant === 'string') return participant;
      if (participation.earlyMedia) ringBack(conference, participant);
      call.subscribe(({ type }) => {
        if (type !== 'answered') return;
        if (conference.status === 'completed') call.end();
        else enter(conference, participant);
      });
      return participant;
    },
    update(conference, participant, change) {
      participant.updatedAt = clock.now();
      for (const type of changeParticipant(participant, change)) report(conference, { type, participant });
      seatCoaches(conference);
      tune(conference, participant, entertain);
    },
    announce(conference, announcement) {
      const { to: participant, music } = announcement;
      announce(conference, { ...announcement, entertain }, (well) => {
        report(conference, {
          type: well ? 'announcement-end' : 'announcement-fail',
          ...(participant ? { participant } : {}),
          params: {
            AnnounceUrl: music.url,
            ...(well ? {} : { ReasonAnnouncementFailed: 'The document could not be played' }),
          },
        });
      });
    },
    kick(call) {
      for (const conference of live.values()) {
        const participant = conference.participants.get(call.sid);
        if (participant) leave(conference, participant, isFinal(call.status) ? 'hungUp' : 'kicked');
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

/** A call that is taken back while it rings is canceled. */
function statusOnLeaving({ seat, call }: Participant): string {
  return seat || isFinal(call.status) ? call.status : 'canceled';
}

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
