import type { Clock } from '../../ports/clock.ts';
import type {
  Answered,
  ApexRequest,
  AppView,
  ClickToDialPayload,
  CtiError,
  CtiResponse,
  LogFields,
  ScreenPopRequest,
  ScreenPopType,
  SforceOpenCti,
  SoftphoneLayout,
} from './openCtiTypes.ts';

/** How long the desktop may take: a callback that never comes is the sign of a desktop that is not ready, or gone. */
const ANSWER_MS = 10_000;
const FIRST_RETRY_MS = 100;

/** Open CTI with promises. Each rejects with an `OpenCtiError`. */
export interface OpenCti {
  readonly screenPopTypes: Readonly<Record<ScreenPopType, string>>;
  enableClickToDial(): Promise<void>;
  onClickToDial(listener: (click: ClickToDialPayload) => void): void;
  onNavigationChange(listener: (view: AppView) => void): void;
  getCallCenterSettings(): Promise<Readonly<Record<string, string>>>;
  getSoftphoneLayout(): Promise<SoftphoneLayout>;
  screenPop(request: ScreenPopRequest): Promise<void>;
  /** Resolves with the text that the Apex method returns; rejects when it takes longer than `withinMs`. */
  runApex(request: ApexRequest, withinMs?: number): Promise<string>;
  /** Creates or changes a record; resolves with its id. */
  saveLog(value: LogFields): Promise<string>;
  refreshView(): Promise<void>;
  notifyInitializationComplete(): Promise<void>;
  setPanelVisible(visible: boolean): Promise<void>;
  setPanelHeight(heightPx: number): Promise<void>;
  setPanelWidth(widthPx: number): Promise<void>;
  setPanelIcon(icon: string): Promise<void>;
  setPanelLabel(label: string): Promise<void>;
  setItemIcon(icon: string): Promise<void>;
  setItemLabel(label: string): Promise<void>;
}

/** The desktop refused a request, or did not answer it in time. */
export class OpenCtiError extends Error {
  /** `silent`: no answer, or no container yet; `refused`: an answer with errors. */
  readonly kind: 'silent' | 'refused';
  readonly errors: readonly CtiError[];

  constructor(method: string, kind: OpenCtiError['kind'], errors: readonly CtiError[] = []) {
    const [first] = errors;
    super(`${method}: ${first ? `${first.code}: ${first.description}` : 'the desktop does not answer'}`);
    this.name = 'OpenCtiError';
    this.kind = kind;
    this.errors = errors;
  }
}

type Method = Exclude<
  keyof SforceOpenCti,
  'SCREENPOP_TYPE' | 'CALL_TYPE' | 'onClickToDial' | 'onNavigationChange'
>;
type RequestOf<Name extends Method> = Omit<Parameters<SforceOpenCti[Name]>[0], 'callback'>;
type AnswerTo<Name extends Method> =
  Parameters<SforceOpenCti[Name]>[0] extends Answered<infer Value> ? Value : never;

/** Wraps `window.sforce.opencti`. A container that is still loading is asked again until the time is over. */
export function promisifyOpenCti(sforce: SforceOpenCti, clock: Clock): OpenCti {
  function ask<Name extends Method>(
    method: Name,
    request: RequestOf<Name>,
    withinMs = ANSWER_MS,
  ): Promise<AnswerTo<Name> | null | undefined> {
    return new Promise((resolve, reject) => {
      let forgetRetry: () => void = () => undefined;
      let retryMs = FIRST_RETRY_MS;
      let lastErrors: readonly CtiError[] = [];

      const forgetTimeOut = clock.schedule(withinMs, () => {
        forgetRetry();
        reject(new OpenCtiError(method, 'silent', lastErrors));
      });
      const attempt = (): void => {
        (sforce[method] as (request: object) => void)({ ...request, callback: hear });
      };
      const hear = ({ success, returnValue, errors }: CtiResponse<AnswerTo<Name>>): void => {
        lastErrors = errors ?? [];
        if (!success && lastErrors.some(({ code }) => code === 'SOFTPHONE_CONTAINER_ERROR')) {
          forgetRetry = clock.schedule(retryMs, attempt);
          retryMs *= 2;
          return;
        }
        forgetTimeOut();
        if (success) resolve(returnValue);
        else reject(new OpenCtiError(method, 'refused', lastErrors));
      };
      attempt();
    });
  }

  async function tell<Name extends Method>(method: Name, request: RequestOf<Name>): Promise<void> {
    await ask(method, request);
  }

  return {
    screenPopTypes: sforce.SCREENPOP_TYPE,
    enableClickToDial: () => tell('enableClickToDial', {}),
    onClickToDial(listener) {
      sforce.onClickToDial({ listener });
    },
    onNavigationChange(listener) {
      sforce.onNavigationChange({ listener });
    },
    getCallCenterSettings: async () => (await ask('getCallCenterSettings', {})) ?? {},
    getSoftphoneLayout: async () => (await ask('getSoftphoneLayout', {})) ?? {},
    screenPop: (request) => tell('screenPop', request),
    runApex: async (request, withinMs) => (await ask('runApex', request, withinMs))?.runApex ?? '',
    async saveLog(value) {
      const saved = await ask('saveLog', { value });
      return typeof saved === 'string' ? saved : (saved?.recordId ?? saved?.id ?? '');
    },
    refreshView: () => tell('refreshView', {}),
    notifyInitializationComplete: () => tell('notifyInitializationComplete', {}),
    setPanelVisible: (visible) => tell('setSoftphonePanelVisibility', { visible }),
    setPanelHeight: (heightPX) => tell('setSoftphonePanelHeight', { heightPX }),
    setPanelWidth: (widthPX) => tell('setSoftphonePanelWidth', { widthPX }),
    setPanelIcon: (key) => tell('setSoftphonePanelIcon', { key }),
    setPanelLabel: (label) => tell('setSoftphonePanelLabel', { label }),
    setItemIcon: (key) => tell('setSoftphoneItemIcon', { key }),
    setItemLabel: (label) => tell('setSoftphoneItemLabel', { label }),
  };
}
