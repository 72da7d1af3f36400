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
  frame.sforce = { ...frame.sforce, opencti: openCtiOn(new ConsoleLink(frame, consoleOrigin)) };
}

type Registration = 'clickToDial' | 'navigationChange';

/** The frame's end of the link to the console page. */
class ConsoleLink {
  readonly #frame: SoftphoneWindow;
  readonly #consoleOrigin: string;
  readonly #awaited = new Map<number, Answer>();
  readonly #listeners: Record<Registration, Set<Listener>> = {
    clickToDial: new Set(),
    navigationChange: new Set(),
  };
  readonly #subscriptions = new Map<string, { channelName: string; listener: Listener }>();
  #ready = false;
  #count = 0;

  constructor(frame: SoftphoneWindow, consoleOrigin: string) {
    this.#frame = frame;
    this.#consoleOrigin = consoleOrigin;
    frame.addEventListener('message', (event) => {
      if (event.source !== frame.parent || event.origin !== consoleOrigin) return;
      this.#receive(event.data as ConsoleMessage | undefined);
    });
    this.#post({ openCti: 'hello' });
  }

  /** Calls a method of the console page; refuses at once what is wrong or comes too early. */
  call(method: string, given: MethodArguments = {}): void {
    const answer = answerOf(given);
    const errors = this.#ready ? checkArguments(method, given) : [containerError];
    if (errors.length > 0) {
      this.#later(answer, failed(errors));
      return;
    }
    const id = this.#next();
    if (answer) this.#awaited.set(id, answer);
    this.#post({ openCti: 'call', id, method, args: withoutFunctions(given) });
  }

  listen(registration: Registration, given: MethodArguments = {}): void {
    if (typeof given.listener === 'function') this.#listeners[registration].add(given.listener as Listener);
  }

  subscribe(given: MethodArguments = {}): void {
    const errors = checkArguments('subscribe', given);
    if (errors.length > 0 || typeof given.listener !== 'function') {
      this.#later(answerOf(given), failed(errors));
      return;
    }
    const subscription = `subscription-${this.#next()}`;
    const channelName = String(given.channelName);
    this.#subscriptions.set(subscription, { channelName, listener: given.listener as Listener });
    this.#later(answerOf(given), { success: true, subscription, errors: null });
  }

  unsubscribe(given: MethodArguments = {}): void {
    this.#subscriptions.delete(String(given.subscription));
    this.#later(answerOf(given), { success: true, returnValue: null, errors: null });
  }

  #receive(message: ConsoleMessage | undefined): void {
    switch (message?.openCti) {
      case undefined:
        return;
      case 'ready':
        this.#ready = true;
        return;
      case 'answer':
        this.#awaited.get(message.id)?.(message.response);
        this.#awaited.delete(message.id);
        return;
      case 'event':
        for (const listener of this.#concerned(message)) listener(message.payload);
    }
  }

  #concerned(message: ConsoleMessage & { openCti: 'event' }): readonly Listener[] {
    if (message.event !== 'channel') return [...this.#listeners[message.event]];
    const subscriptions = [...this.#subscriptions.values()];
    return subscriptions
      .filter((each) => each.channelName === message.channelName)
      .map((each) => each.listener);
  }

  #later(answer: Answer | undefined, response: unknown): void {
    this.#frame.setTimeout(() => answer?.(response), 0);
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }

  #post(message: FrameMessage): void {
    this.#frame.parent.postMessage(message, this.#consoleOrigin);
  }
}

function openCtiOn(link: ConsoleLink): Record<string, unknown> {
  const methods = [...plainMethods, 'publish'].map((method) => {
    const call = (given?: MethodArguments): void => {
      link.call(method, given);
    };
    return [method, call] as const;
  });
  return {
    SCREENPOP_TYPE,
    CALL_TYPE,
    ...Object.fromEntries(methods),
    onClickToDial: (given?: MethodArguments) => {
      link.listen('clickToDial', given);
    },
    onNavigationChange: (given?: MethodArguments) => {
      link.listen('navigationChange', given);
    },
    subscribe: (given?: MethodArguments) => {
      link.subscribe(given);
    },
    unsubscribe: (given?: MethodArguments) => {
      link.unsubscribe(given);
    },
  };
}

function answerOf(given: MethodArguments): Answer | undefined {
  return typeof given.callback === 'function' ? (given.callback as Answer) : undefined;
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
