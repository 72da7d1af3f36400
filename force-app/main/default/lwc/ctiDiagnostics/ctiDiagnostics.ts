import { LightningElement } from 'lwc';
import LOADING from '@salesforce/label/c.Calls_Loading';
import BROWSER from '@salesforce/label/c.Diagnostics_Browser';
import CLOCK from '@salesforce/label/c.Diagnostics_Clock';
import CLOCK_OFF from '@salesforce/label/c.Diagnostics_Clock_Off';
import CLOCK_REMEDY from '@salesforce/label/c.Diagnostics_Clock_Remedy';
import COPIED from '@salesforce/label/c.Diagnostics_Copied';
import COPY from '@salesforce/label/c.Diagnostics_Copy';
import DOWNLOAD from '@salesforce/label/c.Diagnostics_Download';
import HTTPS from '@salesforce/label/c.Diagnostics_Https';
import INPUTS from '@salesforce/label/c.Diagnostics_Inputs';
import INPUTS_REMEDY from '@salesforce/label/c.Diagnostics_Inputs_Remedy';
import LANGUAGE from '@salesforce/label/c.Diagnostics_Language';
import MICROPHONE from '@salesforce/label/c.Diagnostics_Microphone';
import MICROPHONE_REMEDY from '@salesforce/label/c.Diagnostics_Microphone_Remedy';
import NETWORK_REMEDY from '@salesforce/label/c.Diagnostics_Network_Remedy';
import ONLINE from '@salesforce/label/c.Diagnostics_Online';
import ORG from '@salesforce/label/c.Diagnostics_Org';
import ORG_REMEDY from '@salesforce/label/c.Diagnostics_Org_Remedy';
import OUTPUTS from '@salesforce/label/c.Diagnostics_Outputs';
import PERMISSIONS from '@salesforce/label/c.Diagnostics_Permissions';
import AGAIN from '@salesforce/label/c.Diagnostics_Run';
import SCREEN from '@salesforce/label/c.Diagnostics_Screen';
import TEXT from '@salesforce/label/c.Diagnostics_Text';
import TITLE from '@salesforce/label/c.Diagnostics_Title';
import VERSION from '@salesforce/label/c.Diagnostics_Version';
import WEB_SOCKET from '@salesforce/label/c.Diagnostics_WebSocket';
import OK from '@salesforce/label/c.Diagnostics_Ok';
import UNKNOWN from '@salesforce/label/c.Diagnostics_Unknown';
import WRONG from '@salesforce/label/c.Diagnostics_Wrong';
import { wordsOf } from 'c/connectorApi';
import { type Probe, probeAll, type ProbeName } from 'c/ctiDiagnosticsProbes';
import { fill } from 'c/softphoneFormat';

/** Of the package; package.json has the same. */
const PACKAGE_VERSION = '0.1.0';

const TITLES: Readonly<Record<ProbeName, string>> = {
  browser: BROWSER,
  online: ONLINE,
  screen: SCREEN,
  language: LANGUAGE,
  microphone: MICROPHONE,
  inputs: INPUTS,
  outputs: OUTPUTS,
  org: ORG,
  permissions: PERMISSIONS,
  clock: CLOCK,
  https: HTTPS,
  webSocket: WEB_SOCKET,
};

const REMEDIES: Partial<Readonly<Record<ProbeName, string>>> = {
  microphone: MICROPHONE_REMEDY,
  inputs: INPUTS_REMEDY,
  org: ORG_REMEDY,
  permissions: ORG_REMEDY,
  clock: CLOCK_REMEDY,
  https: NETWORK_REMEDY,
  webSocket: NETWORK_REMEDY,
};

const STATES = { ok: OK, wrong: WRONG, unknown: UNKNOWN };
const ICONS = { ok: 'utility:success', wrong: 'utility:error', unknown: 'utility:question' };

/** What an agent's phone needs on this computer, and a report of it that says nothing about people. */
export default class CtiDiagnostics extends LightningElement {
  probes: readonly Probe[] = [];
  running = false;
  notice = '';
  words = {
    title: TITLE,
    text: TEXT,
    again: AGAIN,
    copy: COPY,
    download: DOWNLOAD,
    running: LOADING,
    version: VERSION,
  };

  connectedCallback(): void {
    this.run();
  }

  get rows() {
    return this.probes.map((probe) => ({
      name: probe.name,
      title: TITLES[probe.name],
      value: valueOf(probe),
      state: probe.state,
      stateWords: STATES[probe.state],
      iconName: ICONS[probe.state],
      className: `probe probe_${probe.state}`,
      remedy: probe.state === 'ok' ? '' : (REMEDIES[probe.name] ?? ''),
    }));
  }

  get version(): string {
    return PACKAGE_VERSION;
  }

  get hasNoReport(): boolean {
    return this.running || this.probes.length === 0;
  }

  get report(): string {
    const lines = this.probes.map(({ name, state, value }) => `${name}: ${state} ${value}`.trimEnd());
    return [`CTI Connector ${PACKAGE_VERSION}`, new Date().toISOString(), ...lines, ''].join('\n');
  }

  async run(): Promise<void> {
    this.running = true;
    this.notice = '';
    this.probes = await probeAll();
    this.running = false;
  }

  async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.report);
      this.notice = COPIED;
    } catch (failure) {
      this.notice = wordsOf(failure);
    }
  }

  download(): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([this.report], { type: 'text/plain' }));
    link.download = 'cti-diagnostics.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

function valueOf({ name, value }: Probe): string {
  if (name === 'clock' && value !== '') return fill(CLOCK_OFF, value);
  return name === 'online' ? '' : value;
}
