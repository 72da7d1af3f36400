/*
 * The script a page loads from /support/console/<version>/integration.js: it defines `window.sforce.console` with the
 * presence methods of the page "Methods for Omni-Channel". Served as one classic script, so it imports nothing but types.
 */
import type { ToolkitAnswer, ToolkitCall } from './toolkitMessages.ts';

type Callback = (answer: ToolkitAnswer['answer']) => void;

/** The part of a browser window that the toolkit uses. */
export interface ToolkitWindow {
  readonly location: { readonly search: string };
  readonly parent: { postMessage: (message: unknown, targetOrigin: string) => void };
  addEventListener: (
    type: 'message',
    listener: (event: { readonly data: unknown; readonly origin: string; readonly source: unknown }) => void,
  ) => void;
  sforce?: Record<string, unknown>;
}

const PRESENCE = {
  LOGIN_SUCCESS: 'sforce.console.ConsoleEvent.PRESENCE.LOGIN_SUCCESS',
  STATUS_CHANGED: 'sforce.console.ConsoleEvent.PRESENCE.STATUS_CHANGED',
  LOGOUT: 'sforce.console.ConsoleEvent.PRESENCE.LOGOUT',
};

/** Defines `frame.sforce.console`. Its events never come: they are documented for Salesforce Classic alone. */
export function installConsoleToolkit(frame: ToolkitWindow): void {
  const consoleOrigin = new URLSearchParams(frame.location.search).get('sfdcIframeOrigin');
  if (!consoleOrigin) return;
  const awaited = new Map<number, Callback>();
  frame.addEventListener('message', ({ data, origin, source }) => {
    const message = data as Partial<ToolkitAnswer> | undefined;
    if (source !== frame.parent || origin !== consoleOrigin || message?.consoleToolkit !== 'answer') return;
    const { id = 0, answer } = message;
    if (answer) awaited.get(id)?.(answer);
    awaited.delete(id);
  });

  let calls = 0;
  const call = (method: ToolkitCall['method'], callback?: Callback, statusId?: string): void => {
    calls += 1;
    if (callback) awaited.set(calls, callback);
    const message: ToolkitCall = { consoleToolkit: 'call', id: calls, method, ...(statusId && { statusId }) };
    frame.parent.postMessage(message, consoleOrigin);
  };

  frame.sforce = {
    ...frame.sforce,
    console: {
      ConsoleEvent: { PRESENCE },
      addEventListener: () => undefined,
      presence: {
        setServicePresenceStatus: (statusId: string, callback?: Callback) =>
          call('setServicePresenceStatus', callback, statusId),
        getServicePresenceStatusId: (callback: Callback) => call('getServicePresenceStatusId', callback),
        logout: (callback?: Callback) => call('logout', callback),
      },
    },
  };
}
