/*
 * The script a softphone loads from /support/api/<version>/lightning/opencti_min.js: it defines `window.sforce.opencti`
 * in the softphone's frame and speaks with the console page that holds the frame. Served as one classic script, so it
 * imports nothing but types and checkArguments.ts, which is placed before it.
 */
import { checkArguments } from './checkArguments.ts';
import type { ConsoleMessage, CtiArguments, CtiError, CtiResponse, FrameMessage } from './messages.ts';

type Listener = (payload: unknown) => void;
type Answer = (response: unknown) => void;
type MethodArguments = Readonly<Record<string, unknown>>;

/** The part of a browser window that Open CTI uses. */
export interface SoftphoneWindow {
  readonly location: { readonly search: string };
  readonly parent: { postMessage: (message: unknown, targetOrigin: string) => void };
  addEventListener: (type: 'message', listener: (event: MessageLike) => void) => void;
  setTimeout: (task: () => void, delayMs: number) => unknown;
  sforce?: Record<string, unknown>;
}

interface MessageLike {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
}

const SCREENPOP_TYPE = {
  SOBJECT: 'sobject',
  URL: 'url',
  OBJECTHOME: 'objecthome',
  LIST: 'list',
  SEARCH: 'search',
  NEW_RECORD_MODAL: 'newrecordmodal',
  FLOW: 'flow',
};

const CALL_TYPE = { INBOUND: 'inbound', OUTBOUND: 'outbound', INTERNAL: 'internal' };

/** Methods that go to the console page as they are. */
const plainMethods = [
  'enableClickToDial',
  'disableClickToDial',
  'getAppViewInfo',
  'getCallCenterSettings',
  'getSoftphoneLayout',
  'isSoftphonePanelVisible',
  'notifyInitializationComplete',
  'refreshView',
  'runApex',
  'saveLog',
  'screenPop',
  'searchAndScreenPop',
  'setSoftphoneItemIcon',
  'setSoftphoneItemLabel',
  'setSoftphonePanelHeight',
  'setSoftphonePanelIcon',
  'setSoftphonePanelLabel',
  'setSoftphonePanelVisibility',
  'setSoftphonePanelWidth',
];

/**
 * Defines `frame.sforce.opencti`.
 * @throws the error Salesforce gives when the frame's address lacks the query that Salesforce adds (`mode=Lightning`)
 */
export function installOpenCti(frame: SoftphoneWindow): void {
  const query = new URLSearchParams(frame.location.search);
  const consoleOrigin = query.get('sfdcIframeOrigin');
  if (query.get('mode') !== 'Lightning' || !consoleOrigin) {
    throw new Error(
      'Failed to initialize Open CTI. Ensure that it is loaded from the right frame with correct URL parameters',
    );
  }
  frame.sforce = { ...frame.sforce, opencti: connectOpenCti(frame, consoleOrigin) };
}

function connectOpenCti(frame: SoftphoneWindow, consoleOrigin: string): Record<string, unknown> {
  const awaited = new Map<number, Answer>();
  const listeners = { clickToDial: new Set<Listener>(), navigationChange: new Set<Listener>() };
  const subscriptions = new Map<string, { channelName: string; listener: Listener }>();
  let ready = false;
  let calls = 0;

  const post = (message: FrameMessage): void => {
    frame.parent.postMessage(message, consoleOrigin);
  };
  const later = (answer: Answer | undefined, response: unknown): void => {
    if (answer)
      frame.setTimeout(() => {
        answer(response);
      }, 0);
  };
  const call = (method: string, given: MethodArguments = {}): void => {
    const answer = typeof given.callback === 'function' ? (given.callback as Answer) : undefined;
    const errors = ready ? checkArguments(method, given) : [containerError];
    if (errors.length > 0) {
      later(answer, failed(errors));
      return;
    }
    calls += 1;
    if (answer) awaited.set(calls, answer);
    post({ openCti: 'call', id: calls, method, args: withoutFunctions(given) });
  };
  const listen =
    (heard: Set<Listener>) =>
    (given: MethodArguments = {}): void => {
      if (typeof given.listener === 'function') heard.add(given.listener as Listener);
    };

  frame.addEventListener('message', (event) => {
    if (event.source !== frame.parent || event.origin !== consoleOrigin) return;
    const message = event.data as ConsoleMessage | undefined;
    switch (message?.openCti) {
      case undefined:
        return;
      case 'ready':
        ready = true;
        return;
      case 'answer':
        awaited.get(message.id)?.(message.response);
        awaited.delete(message.id);
        return;
      case 'event':
        if (message.event === 'channel') {
          for (const each of subscriptions.values()) {
            if (each.channelName === message.channelName) each.listener(message.payload);
          }
          return;
        }
        for (const listener of listeners[message.event]) listener(message.payload);
    }
  });
  post({ openCti: 'hello' });

  return {
    SCREENPOP_TYPE,
    CALL_TYPE,
    ...Object.fromEntries(
      plainMethods.map((method) => [
        method,
        (given?: MethodArguments) => {
          call(method, given);
        },
      ]),
    ),
    onClickToDial: listen(listeners.clickToDial),
    onNavigationChange: listen(listeners.navigationChange),
    publish: (given: MethodArguments) => {
      call('publish', given);
    },
    subscribe: (given: MethodArguments) => {
      const errors = checkArguments('subscribe', given);
      const subscription = `subscription-${subscriptions.size + 1}`;
      if (errors.length === 0) {
        const channelName = String(given.channelName);
        subscriptions.set(subscription, { channelName, listener: given.listener as Listener });
      }
      const answer = given.callback as Answer | undefined;
      later(answer, errors.length > 0 ? failed(errors) : { success: true, subscription, errors: null });
    },
    unsubscribe: (given: MethodArguments) => {
      subscriptions.delete(String(given.subscription));
      later(given.callback as Answer | undefined, { success: true, returnValue: null, errors: null });
    },
  };
}

const containerError: CtiError = {
  code: 'SOFTPHONE_CONTAINER_ERROR',
  description: "Unable to execute sendPostMessage because the softphone container hasn't initialized yet.",
};

function failed(errors: readonly CtiError[]): CtiResponse {
  return { success: false, returnValue: null, errors };
}

/** A copy that may be posted: the structured clone refuses functions, and Salesforce sends plain JSON. */
function withoutFunctions(given: MethodArguments): CtiArguments {
  return JSON.parse(JSON.stringify(given)) as CtiArguments;
}
