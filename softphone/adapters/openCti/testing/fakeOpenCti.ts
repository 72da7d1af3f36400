import type {
  CtiError,
  CtiResponse,
  ScreenPopType,
  SforceOpenCti,
  SoftphoneLayout,
} from '../openCtiTypes.ts';

type Request = Readonly<Record<string, unknown>>;
type Behaviour = (request: Request) => unknown;

const screenPopTypes: Record<ScreenPopType, string> = {
  SOBJECT: 'sobject',
  URL: 'url',
  OBJECTHOME: 'objecthome',
  LIST: 'list',
  SEARCH: 'search',
  NEW_RECORD_MODAL: 'newrecordmodal',
  FLOW: 'flow',
};

const settings = {
  '/reqGeneralInfo/reqInternalName': 'CtiConnector',
  '/reqDialingOptions/reqOutsidePrefix': '9',
  '/reqDialingOptions/reqLongDistPrefix': '1',
  '/reqDialingOptions/reqInternationalPrefix': '011 (tel:011)',
  '/connector/serviceUrl': 'https://connector.example',
  '/connector/screenPopOn': 'answered',
};

/** An answer with errors. */
export class Refused {
  readonly errors: readonly CtiError[];

  constructor(code: string, description = '') {
    this.errors = [{ code, description }];
  }
}

/** A request that is never answered. */
export const silence = Symbol('silence');

/** A desktop that behaves as Open CTI is documented to: it answers later, with `errors` or without. */
export function createFakeOpenCti(layout: SoftphoneLayout = {}) {
  const asked: [method: string, request: Request][] = [];
  const listeners: Record<string, ((payload: never) => void)[]> = {};
  let containerMissing = 0;
  const behaviours: Record<string, Behaviour> = {
    getCallCenterSettings: () => settings,
    getSoftphoneLayout: () => ({
      Internal: { callRelatedFields: ['ANI', 'DNIS'], objects: {}, screenPopSettings: {} },
      ...layout,
    }),
    runApex: () => ({ runApex: 'token' }),
    setSoftphonePanelHeight: ({ heightPX }) => inRange('heightPX', Number(heightPX), [240, 2560]),
    setSoftphonePanelWidth: ({ widthPX }) => inRange('widthPX', Number(widthPX), [200, 1920]),
  };

  const respond = (method: string, request: Request): CtiResponse<unknown> | typeof silence => {
    if (containerMissing > 0) {
      containerMissing -= 1;
      return failed(
        new Refused('SOFTPHONE_CONTAINER_ERROR', 'the softphone container has not initialized yet'),
      );
    }
    const value = behaviours[method]?.(request) ?? null;
    if (value === silence) return silence;
    return value instanceof Refused ? failed(value) : { success: true, returnValue: value, errors: null };
  };

  const opencti = new Proxy(
    {
      SCREENPOP_TYPE: screenPopTypes,
      CALL_TYPE: { INBOUND: 'inbound', OUTBOUND: 'outbound', INTERNAL: 'internal' },
    },
    {
      get(target, method: string) {
        if (Object.hasOwn(target, method)) return target[method as keyof typeof target];
        return (request: Request & { callback?: (response: unknown) => void; listener?: () => void }) => {
          const { callback, listener, ...rest } = request;
          asked.push([method, rest]);
          if (listener) (listeners[method] ??= []).push(listener);
          if (!callback) return;
          const response = respond(method, rest);
          if (response !== silence) setImmediate(callback, response);
        };
      },
    },
  ) as unknown as SforceOpenCti;

  return {
    opencti,
    asked,
    behaviours,
    /** What a method was asked with, in order. */
    requests: (method: string) => asked.filter(([each]) => each === method).map(([, request]) => request),
    /** The next `times` requests come too early. */
    loadFor: (times: number) => {
      containerMissing = times;
    },
    /** Calls what was registered with `onClickToDial` or `onNavigationChange`. */
    tell: (method: 'onClickToDial' | 'onNavigationChange', payload: object) => {
      for (const listener of listeners[method] ?? []) listener(payload as never);
    },
  };
}

function failed({ errors }: Refused): CtiResponse {
  return { success: false, returnValue: null, errors };
}

function inRange(name: string, value: number, [least, most]: readonly [number, number]): Refused | null {
  return value >= least && value <= most
    ? null
    : new Refused('INVALID_PARAM', `An invalid value was passed to the parameter ${name}.`);
}

export const labels = {
  softphone: 'Softphone',
  signingIn: 'Signing in',
  problem: 'Problem',
  loggedOut: 'Logged out',
  ready: 'Ready',
  notReady: 'Not ready',
  ringing: 'Call',
  dialing: 'Calling',
  onCall: 'On a call',
  wrapUp: 'Wrap-up',
};
