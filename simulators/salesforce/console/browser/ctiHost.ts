import type {
  ConsoleMessage,
  CtiArguments,
  CtiError,
  CtiResponse,
  FrameMessage,
} from '../../openCti/messages.ts';
import { ClickToDialFields } from './clickToDial.ts';
import { ask } from './page.ts';
import { type ScreenPop, screenPopUrl } from './screenPop.ts';
import type { SoftphonePanel } from './softphonePanel.ts';
import type { Place, Viewer } from './viewer.ts';

type Method = (args: CtiArguments) => unknown;

/** The console page's end of Open CTI: carries out what the softphone asks and tells it what the user does. */
export class CtiHost {
  readonly clickToDial: ClickToDialFields;
  readonly #panel: SoftphonePanel;
  readonly #viewer: Viewer;
  readonly #methods: Readonly<Record<string, Method>>;

  constructor(panel: SoftphonePanel, viewer: Viewer) {
    this.#panel = panel;
    this.#viewer = viewer;
    this.clickToDial = new ClickToDialFields((payload) => {
      this.#post({ openCti: 'event', event: 'clickToDial', payload });
    });
    this.#methods = {
      ...this.#panelMethods(),
      ...this.#viewMethods(),
      ...serverMethods,
      ...clickToDialMethods(this.clickToDial),
    };

    window.addEventListener('message', (event) => {
      this.#receive(event);
    });
    viewer.onChange((place) => {
      this.#tellPlace(place);
    });
    window.addEventListener('focus', () => {
      this.#tellPlace(viewer.place);
    });
  }

  #panelMethods(): Record<string, Method> {
    const panel = this.#panel;
    return {
      isSoftphonePanelVisible: () => ({ visible: panel.visible }),
      notifyInitializationComplete: () => {
        panel.started();
      },
      setSoftphonePanelVisibility: ({ visible }) => {
        panel.show(visible === true);
      },
      setSoftphonePanelHeight: ({ heightPX }) => {
        panel.setHeight(Number(heightPX));
      },
      setSoftphonePanelWidth: ({ widthPX }) => {
        panel.setWidth(Number(widthPX));
      },
      setSoftphonePanelIcon: ({ key }) => {
        panel.setPanelIcon(String(key));
      },
      setSoftphonePanelLabel: ({ label }) => {
        panel.setPanelLabel(String(label));
      },
      setSoftphoneItemIcon: ({ key }) => {
        panel.setItemIcon(String(key));
      },
      setSoftphoneItemLabel: ({ label }) => {
        panel.setItemLabel(String(label));
      },
    };
  }

  #viewMethods(): Record<string, Method> {
    return {
      getAppViewInfo: () => appViewInfo(this.#viewer.place),
      refreshView: () => this.#viewer.refresh(),
      screenPop: async (args) => {
        await this.#pop(args as unknown as ScreenPop);
      },
      searchAndScreenPop: async (args) => {
        const { records, pop } = await askServer<{ records: object; pop?: ScreenPop }>(
          'searchAndScreenPop',
          args,
        );
        if (args.deferred === true) return pop ? { ...records, SCREEN_POP_DATA: pop } : records;
        if (pop) await this.#pop(pop);
        return records;
      },
      publish: ({ channelName, message }) => {
        this.#post({
          openCti: 'event',
          event: 'channel',
          channelName: String(channelName),
          payload: message,
        });
      },
    };
  }

  /**
   * Goes where the screen pop points. Marks `screenPop` on the performance timeline and dispatches a `screenpop` event
   * once the view stands, so that tools can measure how long a pop took.
   */
  async #pop(pop: ScreenPop): Promise<void> {
    const url = screenPopUrl(pop);
    await this.#viewer.go(url);
    if (this.#viewer.failed) throw new CtiRefusal([cannotShow(pop)]);
    const detail = { type: pop.type, url, ...this.#viewer.place.record };
    performance.mark('screenPop', { detail });
    window.dispatchEvent(new CustomEvent('screenpop', { detail }));
  }

  #receive(event: MessageEvent): void {
    if (event.source !== this.#panel.frame.contentWindow || event.origin !== this.#softphoneOrigin) return;
    const message = event.data as FrameMessage | undefined;
    if (message?.openCti === 'hello') this.#post({ openCti: 'ready' });
    if (message?.openCti === 'call') void this.#answer(message.id, message);
  }

  async #answer(id: number, { method, args }: { method: string; args: CtiArguments }): Promise<void> {
    this.#post({ openCti: 'answer', id, response: await this.#carryOut(method, args) });
  }

  async #carryOut(method: string, args: CtiArguments): Promise<CtiResponse> {
    const carryOut = this.#methods[method];
    if (!carryOut)
      return failure([{ code: 'GENERIC_ERROR', description: `Open CTI has no method ${method}.` }]);
    try {
      return { success: true, returnValue: (await carryOut(args)) ?? null, errors: null };
    } catch (error) {
      if (error instanceof CtiRefusal) return failure(error.errors);
      return failure([
        {
          code: 'SERVER_ERROR',
          description: 'A problem was encountered on the server.',
          details: String(error),
        },
      ]);
    }
  }

  /** Changes when the panel goes to the standby address. */
  get #softphoneOrigin(): string {
    return new URL(this.#panel.frame.src || location.href).origin;
  }

  #tellPlace(place: Place): void {
    this.#post({
      openCti: 'event',
      event: 'navigationChange',
      payload: { recordId: '', ...appViewInfo(place) },
    });
  }

  #post(message: ConsoleMessage): void {
    this.#panel.frame.contentWindow?.postMessage(message, this.#softphoneOrigin);
  }
}

/** The org's server refused with Open CTI errors. */
class CtiRefusal extends Error {
  readonly errors: readonly CtiError[];

  constructor(errors: readonly CtiError[]) {
    super(errors.map((error) => error.description).join(' '));
    this.errors = errors;
  }
}

function cannotShow({ type }: ScreenPop): CtiError {
  return {
    code: 'GENERIC_ERROR',
    description: `The screen pop of type ${type} leads to nothing that can be shown.`,
  };
}

const serverMethods: Readonly<Record<string, Method>> = Object.fromEntries(
  ['getCallCenterSettings', 'getSoftphoneLayout', 'runApex', 'saveLog'].map((name) => [
    name,
    (args: CtiArguments) => askServer(name, args),
  ]),
);

function clickToDialMethods(fields: ClickToDialFields): Record<string, Method> {
  return {
    enableClickToDial: () => {
      fields.enable(true);
    },
    disableClickToDial: () => {
      fields.enable(false);
    },
  };
}

async function askServer<Value>(method: string, args: CtiArguments): Promise<Value> {
  const response = await ask<CtiResponse>(`/lightning/openCti/${method}`, args);
  if (!response.success) throw new CtiRefusal(response.errors ?? []);
  return response.returnValue as Value;
}

function appViewInfo(place: Place): Record<string, unknown> {
  return { url: place.url, ...place.record };
}

function failure(errors: readonly CtiError[]): CtiResponse {
  return { success: false, returnValue: null, errors };
}
