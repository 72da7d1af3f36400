import { LightningElement, api } from 'lwc';
import type { DispositionChoice, Interaction, SoftphoneView } from '../../../../../softphone/core/index.ts';
import ELSEWHERE from '@salesforce/label/c.Softphone_Elsewhere';
import LOGGED_OUT from '@salesforce/label/c.Softphone_LoggedOut';
import LOGGED_OUT_ACTION from '@salesforce/label/c.Softphone_LoggedOut_Action';
import LOGGED_OUT_TEXT from '@salesforce/label/c.Softphone_LoggedOut_Text';
import PANEL from '@salesforce/label/c.Softphone_Panel';
import SIGNING_IN from '@salesforce/label/c.Softphone_SigningIn';
import SIGNING_IN_TEXT from '@salesforce/label/c.Softphone_SigningIn_Text';
import TAKE_PHONE from '@salesforce/label/c.Softphone_Elsewhere_Action';
import TITLE from '@salesforce/label/c.Softphone_Title';
import { raise } from 'c/softphoneCommand';
import type { TabName } from 'c/softphoneTabs';

type PanelName = 'none' | 'signingIn' | 'loggedOut' | 'dialer' | 'reservation' | 'interaction';

/** The softphone: draws a view and passes on, as `command` events, what the agent asks of it. */
export default class Softphone extends LightningElement {
  activeTab: TabName = 'phone';
  drawn?: SoftphoneView;
  panelHadFocus = false;
  words = {
    elsewhere: ELSEWHERE,
    loggedOut: LOGGED_OUT,
    loggedOutAction: LOGGED_OUT_ACTION,
    loggedOutText: LOGGED_OUT_TEXT,
    panel: PANEL,
    signingIn: SIGNING_IN,
    signingInText: SIGNING_IN_TEXT,
    takePhone: TAKE_PHONE,
    title: TITLE,
  };

  /** What to draw; a call that begins to ring or to run brings the phone's tab to the front. */
  @api get view(): SoftphoneView | undefined {
    return this.drawn;
  }
  set view(view: SoftphoneView | undefined) {
    const liveBefore = this.live?.id;
    this.drawn = view;
    if (this.live && this.live.id !== liveBefore) this.activeTab = 'phone';
    this.panelHadFocus = this.template?.activeElement?.closest('.panel') != null;
  }

  renderedCallback(): void {
    // What had the focus may be gone with its panel: without this, the keyboard would start over at the top.
    if (!this.panelHadFocus || this.template?.activeElement) return;
    this.panelHadFocus = false;
    this.template?.querySelector<HTMLElement>('.panel')?.focus();
  }

  get softphone() {
    return this.drawn?.softphone;
  }

  get problems() {
    return this.drawn?.problems ?? [];
  }

  get agentName(): string {
    return this.softphone?.desk?.agent.name ?? '';
  }

  get live(): Interaction | undefined {
    return this.softphone?.desk?.interactions.find(({ call }) => call.state !== 'ended');
  }

  /** The interaction in front: a call before a wrap-up. */
  get interaction(): Interaction | undefined {
    return this.live ?? this.softphone?.desk?.interactions[0];
  }

  get dispositions(): DispositionChoice | undefined {
    return this.interaction && this.drawn?.dispositions[this.interaction.id];
  }

  /** What the desktop can show for the interaction in front. */
  get screen(): SoftphoneView['screens'][string] | undefined {
    return this.interaction && this.drawn?.screens[this.interaction.id];
  }

  /** A record is opened from its name. */
  get showable(): boolean {
    return this.screen !== undefined && this.screen !== 'record';
  }

  /** While it rings, only where nothing pops by itself. */
  get showableByHand(): boolean {
    return this.screen !== undefined && this.softphone?.host.screenPopOn === 'byHand';
  }

  get reachable(): boolean {
    return this.softphone?.link === 'open';
  }

  get phoneElsewhere(): boolean {
    return this.softphone?.phone.owner === 'elsewhere';
  }

  get panel(): PanelName {
    if (!this.softphone || this.softphone.session.state === 'refused') return 'none';
    if (!this.softphone.desk) return 'signingIn';
    if (this.interaction) return this.interaction.call.state === 'offered' ? 'reservation' : 'interaction';
    return this.drawn?.agentState?.name === 'loggedOut' ? 'loggedOut' : 'dialer';
  }

  /** Whether the panel in front tells the time of a call or wrap-up. */
  get timeBelow(): boolean {
    return this.onPhone && this.interaction !== undefined;
  }

  get onPhone(): boolean {
    return this.activeTab === 'phone';
  }

  get onHistory(): boolean {
    return this.activeTab === 'history';
  }

  get onSettings(): boolean {
    return this.activeTab === 'settings';
  }

  get signingIn(): boolean {
    return this.panel === 'signingIn';
  }

  get loggedOut(): boolean {
    return this.panel === 'loggedOut';
  }

  get dialing(): boolean {
    return this.panel === 'dialer';
  }

  get reserved(): boolean {
    return this.panel === 'reservation';
  }

  get engaged(): boolean {
    return this.panel === 'interaction';
  }

  showTab(event: CustomEvent<TabName>): void {
    this.activeTab = event.detail;
  }

  becomeReady(): void {
    raise(this, { type: 'setAgentState', state: { name: 'ready' } });
  }

  takePhone(): void {
    raise(this, { type: 'takePhone' });
  }
}
