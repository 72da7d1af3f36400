import type { AgentDay } from '../agent/agentDay.ts';
import type { Desk } from '../desk/desk.ts';
import type { DeskCommand, Refusal } from '../desk/command.ts';
import {
  emptyDirectory,
  type Directory,
  type DirectoryCommand,
  type DirectoryEffect,
  type DirectoryEvent,
} from '../directory/directory.ts';
import type { DeskRules } from '../desk/refusalOf.ts';
import type { RecordMatch, RecordRef, RelatedRecords } from '../interaction/interaction.ts';
import type { ParkedCall } from '../interaction/party.ts';
import { silentPhone, type DeviceRole, type Phone, type PhoneEvent } from '../phone/phone.ts';
import type { DeskEvent } from '../desk/deskEvent.ts';
import type { Presence, PresenceMapping } from '../presence/presence.ts';
import type { Ani, Direction, Dnis, Instant, InteractionId } from '../vocabulary.ts';
import type { RecordSights, SeenRecord } from './recordSight.ts';
import { noPops, type HostSettings, type ScreenPop } from './screenPop.ts';

/** All that one softphone (one browser tab) knows; its panels draw this and nothing else. */
export interface Softphone {
  readonly session: Session;
  readonly link: 'connecting' | 'open' | 'lost';
  /** Absent until the connector has sent it once; kept, and shown, while the link is lost. */
  readonly desk?: Desk;
  readonly phone: Phone;
  readonly settings: AgentSettings;
  readonly host: HostSettings;
  /** Absent where the desktop has no presence, or nothing is mapped to it. */
  readonly presence?: Presence;
  /** The day's calls, newest first. */
  readonly history: readonly CallSummary[];
  /** The agent's own figures of the day; absent until the connector has sent them. */
  readonly day?: AgentDay;
  /** What this agent may see of the records named by the desk and the history. */
  readonly records: RecordSights;
  /** The record that the desktop shows, to which the agent may relate a call. */
  readonly inView?: RecordMatch;
  readonly entry: NumberEntry;
  readonly directory: Directory;
  /** The calls that wait in orbits, for anybody to pick up. */
  readonly parkedCalls: readonly ParkedCall[];
  /** The last command that was refused; the next command clears it. */
  readonly refused?: { readonly command: DeskCommand['type']; readonly refusal: Refusal };
  /** Interactions that were answered or picked up in this tab, so that one tab pops the screen. */
  readonly answeredHere: readonly InteractionId[];
  /** Interactions at the desk whose screen has popped, or is not to pop any more. */
  readonly popped: readonly InteractionId[];
  /** Interactions whose broken connection this tab is taking up again. */
  readonly rejoining: readonly InteractionId[];
  /** Interactions whose call ran when this page was loaded: it has no sound of them, and nobody may have noticed yet. */
  readonly foundSilent: readonly InteractionId[];
  /** What the agent asked of microphones in this tab and the connector has not confirmed; one for an interaction. */
  readonly muting: readonly { readonly interactionId: InteractionId; readonly muted: boolean }[];
}

export type Session =
  | { readonly state: 'signingIn' }
  | { readonly state: 'signedIn' }
  | { readonly state: 'refused'; readonly code: SignInRefusal };

export type SignInRefusal = 'NOT_AN_AGENT' | 'ORG_UNREACHABLE' | 'TOKEN_REFUSED' | 'SESSION_REPLACED';

/** What the connector tells an agent about the centre. */
export interface AgentSettings extends DeskRules {
  /** ISO 3166 country whose national numbers are understood without a prefix. */
  readonly country: string;
  /** The numbers of the centre that an agent can show to others, in E.164; without one there is no choice. */
  readonly callerIds: readonly { readonly number: string; readonly label: string }[];
}

export interface CallSummary extends RelatedRecords {
  readonly interactionId: InteractionId;
  readonly direction: Direction;
  readonly ani: Ani;
  readonly dnis: Dnis;
  readonly outcome:
    'answered' | 'missed' | 'declined' | 'abandoned' | 'voicemail' | 'noAnswer' | 'busy' | 'failed';
  readonly startedAt: Instant;
  /** Time between answer and end; 0 when nobody answered. */
  readonly talkSeconds: number;
  readonly disposition?: string;
}

/** The number field: what was typed, and what it is in the agent's country. */
export interface NumberEntry {
  readonly typed: string;
  readonly formatted: string;
  /** ISO 3166 country the number belongs to, once that is known. */
  readonly country?: string;
  readonly valid: boolean;
}

/** What the agent asks of the softphone itself; the rest are `DeskCommand`s. */
export type LocalCommand =
  | DirectoryCommand
  | { readonly type: 'typeNumber'; readonly typed: string }
  | { readonly type: 'sendDigits'; readonly digits: string }
  | { readonly type: 'chooseDevice'; readonly role: DeviceRole; readonly deviceId: string }
  | { readonly type: 'playTestTone'; readonly role: 'speaker' | 'ringer' }
  | { readonly type: 'openRecord'; readonly record: RecordMatch }
  /** Shows what the administrator wants shown for the interaction. */
  | { readonly type: 'popScreen'; readonly interactionId: InteractionId }
  | { readonly type: 'takePhone' }
  | { readonly type: 'allowMicrophone' }
  | { readonly type: 'retry' };

export type SoftphoneCommand = DeskCommand | LocalCommand;

/** Everything that can happen to a softphone. */
export type SoftphoneEvent =
  | DirectoryEvent
  | { readonly type: 'commanded'; readonly command: SoftphoneCommand; readonly at: Instant }
  | { readonly type: 'numberRead'; readonly entry: NumberEntry }
  | { readonly type: 'hostStarted'; readonly settings: HostSettings }
  | {
      readonly type: 'clickedToDial';
      readonly number: string;
      readonly record?: RecordMatch;
    }
  /** Without a record the desktop shows none; `created` when the form of a new record led to it. */
  | { readonly type: 'recordViewed'; readonly record?: RecordMatch; readonly created?: true }
  | {
      readonly type: 'recordsRead';
      readonly asked: readonly RecordRef[];
      /** Absent when the desktop did not answer. */
      readonly found?: readonly SeenRecord[];
    }
  | {
      readonly type: 'presenceStarted';
      readonly mappings: readonly PresenceMapping[];
      readonly statusId?: string;
    }
  /** The desktop shows another presence; absent when the agent is logged out there. */
  | { readonly type: 'presenceChanged'; readonly statusId?: string }
  /** What comes of the effect `setPresence`. */
  | { readonly type: 'presenceSet'; readonly statusId?: string; readonly done: boolean }
  | { readonly type: 'linkLost' }
  | { readonly type: 'signInRefused'; readonly code: SignInRefusal }
  | {
      readonly type: 'welcomed';
      /** Absent when the link missed nothing but single events, which follow. */
      readonly desk?: Desk;
      readonly settings: AgentSettings;
      readonly history: readonly CallSummary[];
      readonly parkedCalls: readonly ParkedCall[];
    }
  | { readonly type: 'parkedChanged'; readonly parkedCalls: readonly ParkedCall[] }
  | { readonly type: 'deskChanged'; readonly event: DeskEvent }
  | { readonly type: 'historyChanged'; readonly history: readonly CallSummary[] }
  | { readonly type: 'dayChanged'; readonly day: AgentDay }
  | { readonly type: 'phoneOwned'; readonly owner: Phone['owner'] }
  | { readonly type: 'commandRefused'; readonly command: DeskCommand; readonly refusal: Refusal }
  | { readonly type: 'phoneChanged'; readonly event: PhoneEvent };

/** What the runtime does next. Each is a request; what comes of it returns as an event. */
export type SoftphoneEffect =
  | DirectoryEffect
  | { readonly type: 'send'; readonly command: DeskCommand }
  | { readonly type: 'readNumber'; readonly typed: string }
  | { readonly type: 'claimPhone' }
  | { readonly type: 'startPhone' }
  | { readonly type: 'stopPhone' }
  | { readonly type: 'signIn' }
  | { readonly type: 'acceptAudio'; readonly interactionId: InteractionId }
  | { readonly type: 'connectAudio'; readonly interactionId: InteractionId }
  | { readonly type: 'endAudio'; readonly interactionId: InteractionId }
  | { readonly type: 'setMuted'; readonly interactionId: InteractionId; readonly muted: boolean }
  | { readonly type: 'sendDigits'; readonly interactionId: InteractionId; readonly digits: string }
  | { readonly type: 'chooseDevice'; readonly role: DeviceRole; readonly deviceId: string }
  | { readonly type: 'playTestTone'; readonly role: 'speaker' | 'ringer' }
  | { readonly type: 'allowMicrophone' }
  | { readonly type: 'ring'; readonly caller: string; readonly queue?: string }
  | { readonly type: 'stopRinging' }
  | { readonly type: 'showPanel' }
  | { readonly type: 'readRecords'; readonly records: readonly RecordRef[] }
  | { readonly type: 'popScreen'; readonly pop: ScreenPop }
  | { readonly type: 'refreshView' }
  /** Without a status the agent is logged out on the desktop. */
  | { readonly type: 'setPresence'; readonly statusId?: string };

/** A number field with nothing in it. */
export const emptyEntry: NumberEntry = { typed: '', formatted: '', valid: false };

/** A softphone whose page has just loaded. */
export const newSoftphone: Softphone = {
  session: { state: 'signingIn' },
  link: 'connecting',
  phone: silentPhone,
  settings: {
    country: 'US',
    reasonCodes: [],
    dispositions: [],
    queueRules: [],
    callerIds: [],
    dialFrom: ['ready', 'notReady'],
    mostCalls: 4,
    mostParties: 10,
    reasonRequired: true,
    wrapUpExtensions: 0,
    wrapUpExtensionSeconds: 60,
  },
  host: { screenPopOn: 'answered', pops: { inbound: noPops, outbound: noPops, internal: noPops } },
  history: [],
  records: {},
  entry: emptyEntry,
  directory: emptyDirectory,
  answeredHere: [],
  popped: [],
  rejoining: [],
  foundSilent: [],
  muting: [],
  parkedCalls: [],
};
