import { LightningElement, api } from 'lwc';
import type {
  Desk,
  DispositionChoice,
  Interaction,
  InteractionId,
  SoftphoneCommand,
  SoftphoneView,
} from '../../../../../softphone/core/index.ts';
import BACK_TO_CALL from '@salesforce/label/c.Softphone_Call_New_Back';
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
import { Pending } from 'c/softphonePending';
import type { TabName } from 'c/softphoneTabs';
import { interactionInFront, isNewlyLive } from './inFront';

type PanelName = 'none' | 'signingIn' | 'loggedOut' | 'dialer' | 'reservation' | 'interaction';

/** The softphone: draws a view and passes on, as `command` events, what the agent asks of it. */
export default class Softphone extends LightningElement {
  activeTab: TabName = 'phone';
  drawn?: SoftphoneView;
  panelHadFocus = false;
  /** The interaction that the agent has chosen from the list. */
  chosen?: InteractionId;
  /** Whether the agent looks for somebody to call while interactions are at hand. */
  callsAnother = false;
  pending = new Pending(() => {
    this.pendingKeys = [];
  });
  pendingKeys: readonly string[] = [];
  words = {
    backToCall: BACK_TO_CALL,
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
    const before = this.desk;
    this.drawn = view;
    this.followDesk(before);
    this.pending.see(this.softphone);
    this.pendingKeys = this.pending.keys;
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

  get desk(): Desk | undefined {
    return this.softphone?.desk;
  }

  get problems() {
    return this.drawn?.problems ?? [];
  }

  /** The call to which the agent, a supervisor, listens. */
  get monitoring() {
    return this.desk?.monitoring;
  }

  get agentName(): string {
    return this.desk?.agent.name ?? '';
  }

  /** Who set the agent's state, where it was not the agent. */
  get setBy() {
    return this.desk?.agent.restingBy;
  }

  get interaction(): Interaction | undefined {
    return this.desk && interactionInFront(this.desk, this.chosen);
  }

  get shown(): InteractionId | undefined {
    return this.callsAnother ? undefined : this.interaction?.id;
  }

  /** A list is for a choice. */
  get several(): boolean {
    return (this.desk?.interactions.length ?? 0) > 1;
  }

  get may(): readonly string[] {
    return (this.interaction && this.drawn?.may[this.interaction.id]) ?? [];
  }

  get holdSince() {
    return this.interaction && this.drawn?.onHoldSince[this.interaction.id];
  }

  /** Whether answering the call in front holds another one. */
  get holdsAnother(): boolean {
    const active = this.desk?.active;
    return active !== undefined && active !== this.interaction?.id;
  }

  get dispositions(): DispositionChoice | undefined {
    return this.interaction && this.drawn?.dispositions[this.interaction.id];
  }

  /** How often the wrap-up in front can still be made longer; absent where that is never possible. */
  get extensions(): number | undefined {
    if (!this.interaction || !this.softphone?.settings.wrapUpExtensions) return undefined;
    return this.drawn?.extensions[this.interaction.id] ?? 0;
  }

  get extensionSeconds(): number {
    return this.softphone?.settings.wrapUpExtensionSeconds ?? 0;
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
    if (!this.desk) return 'signingIn';
    if (this.interaction && !this.callsAnother) {
      return this.interaction.call.state === 'offered' ? 'reservation' : 'interaction';
    }
    return this.drawn?.agentState?.name === 'loggedOut' ? 'loggedOut' : 'dialer';
  }

  get parkedCount(): number {
    return this.softphone?.parkedCalls.length ?? 0;
  }

  /** Whether the panel in front tells the time of a call or wrap-up. */
  get timeBelow(): boolean {
    return this.onPhone && this.interaction !== undefined;
  }

  get onPhone(): boolean {
    return this.activeTab === 'phone';
  }

  get onParked(): boolean {
    return this.activeTab === 'parked';
  }

  get onHistory(): boolean {
    return this.activeTab === 'history';
  }

  get onSettings(): boolean {
    return this.activeTab === 'settings';
  }

  get listed(): boolean {
    return this.onPhone && this.several;
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

  /** A call that came to the agent's ear, or the first that rings, is in front: what was chosen before gives way. */
  followDesk(before: Desk | undefined): void {
    const { desk } = this;
    const begins = desk !== undefined && isNewlyLive(before, desk);
    if (begins) this.activeTab = 'phone';
    const moves = desk?.active !== before?.active || desk?.interactions.length === 0;
    if (!moves && !(begins && desk.active === undefined)) return;
    this.chosen = undefined;
    this.callsAnother = false;
  }

  noteCommand(event: CustomEvent<SoftphoneCommand>): void {
    this.pending.ask(event.detail);
    this.pendingKeys = this.pending.keys;
  }

  showTab(event: CustomEvent<TabName>): void {
    this.activeTab = event.detail;
  }

  showInteraction(event: CustomEvent<InteractionId>): void {
    this.chosen = event.detail;
    this.callsAnother = false;
  }

  callAnother(): void {
    this.callsAnother = true;
  }

  backToCall(): void {
    this.callsAnother = false;
  }

  becomeReady(): void {
    raise(this, { type: 'setAgentState', state: { name: 'ready' } });
  }

  takePhone(): void {
    raise(this, { type: 'takePhone' });
  }
}
