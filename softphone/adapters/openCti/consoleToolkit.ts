/**
 * `window.sforce.console` as far as presence needs it: Console Integration Toolkit, "Methods for Omni-Channel", script
 * `/support/console/<version>/integration.js`. What comes of a method goes to its callback.
 */
export interface SforceConsole {
  readonly presence: {
    /** Logs the user into Omni-Channel as well. */
    setServicePresenceStatus(statusId: string, callback: (answer: PresenceAnswer) => void): void;
    getServicePresenceStatusId(callback: (answer: PresenceAnswer) => void): void;
    logout(callback: (answer: PresenceAnswer) => void): void;
  };
  readonly ConsoleEvent?: { readonly PRESENCE?: Readonly<Record<PresenceEventName, string>> };
  addEventListener(eventType: string, listener: (event: { statusId?: string }) => void): void;
}

export type PresenceEventName = 'LOGIN_SUCCESS' | 'STATUS_CHANGED' | 'LOGOUT';

/** `success` is false as well for a user who is logged out of Omni-Channel. */
export interface PresenceAnswer {
  readonly success: boolean;
  readonly statusId?: string | null;
}
