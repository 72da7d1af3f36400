import type { CentreEntry, DeskCommand, SoftphoneEvent } from '../core/index.ts';
import type { VoiceToken } from './voiceDevice.ts';

/** What the link reports, already in the softphone's words. */
export type ConnectorLinkEvent = Extract<
  SoftphoneEvent,
  {
    type:
      | 'linkLost'
      | 'signInRefused'
      | 'welcomed'
      | 'deskChanged'
      | 'historyChanged'
      | 'dayChanged'
      | 'parkedChanged'
      | 'phoneOwned'
      | 'commandRefused';
  }
>;

/** The softphone's line to the connector: signs in, keeps itself open, replays what was missed. */
export interface ConnectorLink {
  /** Opens the link and keeps it open until `close`. Calling it again signs in anew. */
  open(): void;
  close(): void;
  /** A refusal comes as `commandRefused`; so does a link that breaks before the answer. */
  send(command: DeskCommand): void;
  /** Asks for the phone; `phoneOwned` tells who has it. */
  claimPhone(): void;
  /** Rejects with `LINK_LOST` when the connector cannot be reached. */
  voiceToken(): Promise<VoiceToken>;
  /** What the connector finds for a text. Rejects with `LINK_LOST` when no answer comes. */
  searchDirectory(text: string): Promise<readonly CentreEntry[]>;
  subscribe(listener: (event: ConnectorLinkEvent) => void): () => void;
}

/** The connector cannot be reached now; the link goes on trying. */
export class ConnectorLinkError extends Error {
  readonly code = 'LINK_LOST';

  constructor(options?: ErrorOptions) {
    super('LINK_LOST: the connector cannot be reached; ask again when the link is open', options);
    this.name = 'ConnectorLinkError';
  }
}
