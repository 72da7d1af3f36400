import type { ScreenPop } from '../../core/index.ts';
import type { Clock } from '../../ports/clock.ts';
import { CrmHostError, type CrmHost, type CrmHostErrorCode, type CrmHostEvent } from '../../ports/crmHost.ts';
import { readAgentRecords } from './agentRecords.ts';
import { connectorUrlOf, hostSettings, type CallCenterSettings } from './callCenterSettings.ts';
import { clickedNumber } from './clickedNumber.ts';
import type { SforceConsole } from './consoleToolkit.ts';
import { createOmniPresence } from './omniPresence.ts';
import { keepAgentStatus } from './keepAgentStatus.ts';
import { OpenCtiError, promisifyOpenCti, type OpenCti } from './openCti.ts';
import { createOpenCtiBar, type BarLabels } from './openCtiBar.ts';
import type { SforceOpenCti, SoftphoneLayout } from './openCtiTypes.ts';
import { screenPopRequest } from './screenPopRequest.ts';
import { searchRecords } from './searchRecords.ts';
import { createViewWatch } from './viewWatch.ts';

export interface OpenCtiHostParts {
  readonly opencti: SforceOpenCti;
  /** The console toolkit, where the page has it: it brings Omni-Channel's presence. */
  readonly toolkit?: SforceConsole | undefined;
  readonly labels: BarLabels;
  readonly clock: Clock;
  /** What to search the CRM for, of a number in E.164: Salesforce finds a `+1` nowhere that people type numbers. */
  readonly searchText: (number: string) => Promise<string>;
  /** Is told what the desktop did not show, for the page's log. */
  readonly report: (cause: unknown) => void;
}

/** The CRM desktop as Open CTI for Lightning Experience offers it. */
export function createOpenCtiHost(parts: OpenCtiHostParts): CrmHost {
  const { opencti, toolkit, labels, clock, searchText, report } = parts;
  const openCti = promisifyOpenCti(opencti, clock);
  const bar = createOpenCtiBar(openCti, labels, { clock, report });
  const listeners = new Set<(event: CrmHostEvent) => void>();
  const tell = (event: CrmHostEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const watchView = createViewWatch(clock, tell);
  let listens = false;
  let layout: SoftphoneLayout = {};
  let settings: Promise<CallCenterSettings> | undefined;

  /** Asked for once; a question that failed is asked again. */
  function callCenterSettings(): Promise<CallCenterSettings> {
    settings ??= openCti.getCallCenterSettings().catch((cause: unknown) => {
      settings = undefined;
      throw cause;
    });
    return settings;
  }

  /** A user without a layout can take calls all the same. */
  async function softphoneLayout(): Promise<SoftphoneLayout> {
    try {
      return await openCti.getSoftphoneLayout();
    } catch (cause) {
      if (!refused(cause)) throw cause;
      report(cause);
      return {};
    }
  }

  function listenToUser(): void {
    if (listens) return;
    listens = true;
    openCti.onClickToDial((click) => {
      tell(clickedNumber(click));
    });
    openCti.onNavigationChange(watchView);
  }

  async function show(pop: ScreenPop): Promise<void> {
    const spelled = pop.kind === 'search' ? { ...pop, text: await searchText(pop.text) } : pop;
    const request = screenPopRequest(spelled, { types: openCti.screenPopTypes, layout });
    if (request) await openCti.screenPop(request);
  }

  return {
    async start() {
      listenToUser();
      bar.start();
      const [callCenter, given] = await failingWith('HOST_UNAVAILABLE', () =>
        Promise.all([
          callCenterSettings(),
          softphoneLayout(),
          openCti.notifyInitializationComplete(),
          openCti.enableClickToDial(),
        ]),
      );
      layout = given;
      return hostSettings({ callCenter, layout }, report);
    },
    async vouch(request) {
      const token = await vouchedToken(openCti, request);
      if (token) return token;
      throw new CrmHostError('AGENT_NOT_VOUCHED', {
        detail: 'ConnectorAuth.issueAgentToken returned nothing',
      });
    },
    connectorUrl: async () => connectorUrlOf(await failingWith('HOST_UNAVAILABLE', callCenterSettings)),
    popScreen: (pop) => failingWith('SCREEN_POP_FAILED', () => show(pop)),
    readRecords: (records) => failingWith('HOST_UNAVAILABLE', () => readAgentRecords(openCti, records)),
    searchRecords: (text) => failingWith('HOST_UNAVAILABLE', () => searchRecords(openCti, text)),
    showPanel: () => openCti.setPanelVisible(true),
    showBarItem: (item) => {
      bar.show(item);
    },
    keepStatus: (status) => failingWith('HOST_UNAVAILABLE', () => keepAgentStatus(openCti, status)),
    refreshView: () => openCti.refreshView(),
    ...(toolkit?.presence && { presence: createOmniPresence({ toolkit, openCti, clock, tell }) }),
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** An org that answers with errors does not vouch: the class is not granted to this user, or signing failed. */
async function vouchedToken(openCti: OpenCti, { nonce, audience }: { nonce: string; audience: string }) {
  try {
    return await openCti.runApex({
      apexClass: 'ConnectorAuth',
      methodName: 'issueAgentToken',
      methodParams: `nonce=${encodeURIComponent(nonce)}&audience=${encodeURIComponent(audience)}`,
    });
  } catch (cause) {
    throw new CrmHostError(refused(cause) ? 'AGENT_NOT_VOUCHED' : 'HOST_UNAVAILABLE', { cause });
  }
}

function refused(cause: unknown): boolean {
  return cause instanceof OpenCtiError && cause.kind === 'refused';
}

async function failingWith<Value>(code: CrmHostErrorCode, action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (cause) {
    throw new CrmHostError(code, { cause });
  }
}
