import type {
  AgentDay,
  AgentSettings,
  CallSummary,
  CentreEntry,
  Desk,
  DeskCommand,
  DeskEvent,
  ParkedCall,
  Refusal,
  SignInRefusal,
} from '../core/index.ts';

/**
 * The agent link: one WebSocket at `/link`, JSON messages, both directions.
 *
 * 1. `GET /session/nonce` gives `{ nonce, audience }`; the org signs both (`CrmHost.vouch`).
 * 2. `POST /session` with `{ agentToken }` gives `{ session, expiresAt }`; 401 with `{ code }` refuses.
 * 3. The socket opens and says `hello`; the connector answers `welcome` and from then on tells every
 *    desk event with the next `seq`, without a gap. A softphone that knows an earlier `seq` of the same desk
 *    says so and gets what it missed instead.
 * 4. Both sides send `ping` every 15 s when silent and answer with `pong`; 35 s of silence is a lost link.
 */
export type ToConnector =
  | {
      readonly type: 'hello';
      readonly session: string;
      /** Random, one per page load; tells the agent's tabs apart. */
      readonly tabId: string;
      /** The last desk event this tab has applied. */
      readonly seq?: number;
      /** This page was welcomed before: it may have the sound of calls. A `seq` says so too. */
      readonly again?: true;
    }
  | { readonly type: 'command'; readonly commandId: string; readonly command: DeskCommand }
  /** Answered with `directory`. */
  | { readonly type: 'searchDirectory'; readonly searchId: string; readonly text: string }
  | { readonly type: 'claimPhone' }
  | { readonly type: 'voiceToken' }
  | { readonly type: 'ping' }
  | { readonly type: 'pong' };

export type ToSoftphone =
  | {
      readonly type: 'welcome';
      readonly seq: number;
      /** Absent when the missed events follow instead. */
      readonly desk?: Desk;
      readonly settings: AgentSettings;
      readonly history: readonly CallSummary[];
      readonly parkedCalls: readonly ParkedCall[];
    }
  | { readonly type: 'deskEvent'; readonly seq: number; readonly event: DeskEvent }
  | { readonly type: 'history'; readonly history: readonly CallSummary[] }
  /** Comes after the welcome, and whenever it has changed, at most every few seconds. */
  | { readonly type: 'day'; readonly day: AgentDay }
  | { readonly type: 'parkedCalls'; readonly parkedCalls: readonly ParkedCall[] }
  | { readonly type: 'directory'; readonly searchId: string; readonly entries: readonly CentreEntry[] }
  /** Which tab owns the phone; absent when none does. */
  | { readonly type: 'phoneOwner'; readonly tabId?: string }
  | { readonly type: 'commandDone'; readonly commandId: string }
  | { readonly type: 'commandRefused'; readonly commandId: string; readonly refusal: Refusal }
  | {
      readonly type: 'voiceToken';
      readonly token: string;
      readonly ttlSeconds: number;
      /** Set where the voice network is not the vendor's public one. */
      readonly signalingHost?: string;
    }
  | { readonly type: 'goodbye'; readonly reason: SignInRefusal }
  | { readonly type: 'ping' }
  | { readonly type: 'pong' };

/** Answer of `GET /session/nonce`. */
export interface SessionNonce {
  readonly nonce: string;
  readonly audience: string;
}

/** Answer of `POST /session`. */
export interface SessionGrant {
  readonly session: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export const HEARTBEAT_MS = 15_000;
export const SILENCE_MS = 35_000;
