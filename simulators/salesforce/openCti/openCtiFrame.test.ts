import { describe, expect, it } from '@jest/globals';
import { installOpenCti } from './openCtiFrame.ts';

const origin = 'https://acme.lightning.force.com';
const goodQuery = `?mode=Lightning&sfdcIframeOrigin=${encodeURIComponent(origin)}`;

type OpenCti = Record<string, (args?: object) => void>;

/** A softphone's window that keeps what is posted and runs timers when told. */
class FakeFrame {
  readonly posted: { message: Record<string, unknown>; targetOrigin: string }[] = [];
  readonly tasks: (() => void)[] = [];
  readonly parent = {
    postMessage: (message: unknown, targetOrigin: string) => {
      this.posted.push({ message: message as Record<string, unknown>, targetOrigin });
    },
  };
  sforce?: Record<string, unknown>;
  readonly location: { search: string };
  #listener: (event: { data: unknown; origin: string; source: unknown }) => void = () => undefined;

  constructor(search: string) {
    this.location = { search };
  }

  addEventListener(
    _type: string,
    listener: (event: { data: unknown; origin: string; source: unknown }) => void,
  ): void {
    this.#listener = listener;
  }

  setTimeout(task: () => void): void {
    this.tasks.push(task);
  }

  hear(data: unknown, from: { origin?: string; source?: unknown } = {}): void {
    this.#listener({ data, origin, source: this.parent, ...from });
  }

  runTasks(): void {
    for (const task of this.tasks.splice(0)) task();
  }
}

function installed(): { frame: FakeFrame; openCti: OpenCti } {
  const frame = new FakeFrame(goodQuery);
  installOpenCti(frame);
  return { frame, openCti: frame.sforce!.opencti as OpenCti };
}

function heardBy(call: (callback: (response: unknown) => void) => void): unknown[] {
  const heard: unknown[] = [];
  call((response) => heard.push(response));
  return heard;
}

describe('opencti.js in the softphone frame', () => {
  it.each(['', '?mode=Classic', '?mode=Lightning'])('does not start with the query "%s"', (search) => {
    expect(() => {
      installOpenCti(new FakeFrame(search));
    }).toThrow(
      'Failed to initialize Open CTI. Ensure that it is loaded from the right frame with correct URL parameters',
    );
  });

  it('greets the console at the origin of its address', () => {
    expect(installed().frame.posted).toEqual([{ message: { openCti: 'hello' }, targetOrigin: origin }]);
  });

  it('answers SOFTPHONE_CONTAINER_ERROR until the console is ready, later than the call', () => {
    const { frame, openCti } = installed();

    const heard = heardBy((callback) => {
      openCti.getAppViewInfo!({ callback });
    });

    expect(heard).toEqual([]);
    frame.runTasks();
    expect(heard).toMatchObject([
      { success: false, returnValue: null, errors: [{ code: 'SOFTPHONE_CONTAINER_ERROR' }] },
    ]);
  });

  it('sends a call without its functions and gives the answer to its callback once', () => {
    const { frame, openCti } = installed();
    frame.hear({ openCti: 'ready' });

    const heard = heardBy((callback) => {
      openCti.saveLog!({ value: { entityApiName: 'Task' }, callback });
    });
    const { message } = frame.posted.at(-1)!;
    const response = { success: true, returnValue: { recordId: '00T1' }, errors: null };
    frame.hear({ openCti: 'answer', id: message.id, response });
    frame.hear({ openCti: 'answer', id: message.id, response });

    expect(message).toMatchObject({
      openCti: 'call',
      method: 'saveLog',
      args: { value: { entityApiName: 'Task' } },
    });
    expect(heard).toEqual([response]);
  });

  it('refuses wrong arguments without asking the console', () => {
    const { frame, openCti } = installed();
    frame.hear({ openCti: 'ready' });

    const heard = heardBy((callback) => {
      openCti.setSoftphonePanelWidth!({ widthPX: 10, callback });
    });
    frame.runTasks();

    expect(heard).toMatchObject([{ success: false, errors: [{ code: 'INVALID_PARAM' }] }]);
    expect(frame.posted).toHaveLength(1);
  });

  it('tells events to their listeners, from the console alone', () => {
    const { frame, openCti } = installed();
    const clicked: unknown[] = [];
    openCti.onClickToDial!({ listener: (payload: unknown) => clicked.push(payload) });

    frame.hear({ openCti: 'event', event: 'clickToDial', payload: 'good' });
    frame.hear(
      { openCti: 'event', event: 'clickToDial', payload: 'wrong origin' },
      { origin: 'https://evil.example' },
    );
    frame.hear({ openCti: 'event', event: 'clickToDial', payload: 'wrong window' }, { source: {} });
    frame.hear('something else');

    expect(clicked).toEqual(['good']);
  });

  it('carries messages of a channel until unsubscribed', () => {
    const { frame, openCti } = installed();
    const messages: unknown[] = [];
    const heard = heardBy((callback) => {
      openCti.subscribe!({
        channelName: 'Calls__c',
        listener: (message: unknown) => messages.push(message),
        callback,
      });
    });
    frame.runTasks();

    frame.hear({ openCti: 'event', event: 'channel', channelName: 'Calls__c', payload: 1 });
    frame.hear({ openCti: 'event', event: 'channel', channelName: 'Other__c', payload: 2 });
    openCti.unsubscribe!({ subscription: (heard[0] as { subscription: string }).subscription });
    frame.hear({ openCti: 'event', event: 'channel', channelName: 'Calls__c', payload: 3 });

    expect(messages).toEqual([1]);
  });
});
