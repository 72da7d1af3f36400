import { LightningElement, api } from 'lwc';
import type {
  AgentState,
  ReasonCode,
  RestingState,
  StateSetter,
} from '../../../../../softphone/core/index.ts';
import LOG_OUT from '@salesforce/label/c.Softphone_State_LogOut';
import MENU from '@salesforce/label/c.Softphone_State_Menu';
import NEXT from '@salesforce/label/c.Softphone_State_Next';
import NEXT_HEADING from '@salesforce/label/c.Softphone_State_NextHeading';
import NEXT_MENU from '@salesforce/label/c.Softphone_State_NextMenu';
import READY from '@salesforce/label/c.Softphone_State_Ready';
import SIGNED_OUT from '@salesforce/label/c.Softphone_State_SignedOut';
import { setterWords, stateName, stateStyle } from 'c/softphoneAgentState';
import { raise } from 'c/softphoneCommand';
import { fill } from 'c/softphoneFormat';

interface Choice {
  readonly label: string;
  readonly state: RestingState;
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** Who works here and in which state; the menu that changes the state, or the next one while a call is at hand. */
export default class SoftphoneHeader extends LightningElement {
  @api agentName = '';
  /** Absent until the agent is signed in. */
  @api agentState?: AgentState;
  @api nextAgentState?: RestingState;
  @api reasonCodes: readonly ReasonCode[] = [];
  /** Whether Not Ready needs a reason. */
  @api reasonRequired = false;
  /** Who set the state, or the next one, where it was not the agent. */
  @api setBy?: Exclude<StateSetter, 'agent'>;
  /** Leaves the time out where the panel below shows its own. */
  @api timeless = false;

  open = false;
  focusDue = false;
  words = { heading: NEXT_HEADING };

  get stateLabel(): string {
    return this.agentState ? stateName(this.agentState) : SIGNED_OUT;
  }

  get dotClass(): string {
    return `dot dot_${this.agentState?.name ?? 'signedOut'}`;
  }

  get dotStyle(): string {
    return stateStyle(this.agentState, this.reasonCodes);
  }

  /** What follows the call at hand, and who says so where it is not the agent. */
  get news(): string {
    const next = this.nextAgentState ? fill(NEXT, stateName(this.nextAgentState)) : '';
    const setter = this.setBy ? setterWords(this.setBy) : '';
    return [next, setter].filter((words) => words !== '').join(' · ');
  }

  get menuName(): string {
    return this.nextAgentState ? NEXT_MENU : MENU;
  }

  get since() {
    return this.timeless ? undefined : this.agentState?.since;
  }

  get expanded(): string {
    return String(this.open);
  }

  get menuClass(): string {
    return `menu slds-dropdown-trigger slds-dropdown-trigger_click ${this.open ? 'slds-is-open' : ''}`;
  }

  get signedOut(): boolean {
    return this.agentState === undefined;
  }

  get choices() {
    const current = this.nextAgentState ?? this.agentState;
    return this.offered().map((choice, position) => ({
      ...choice,
      position,
      chosen: String(sameState(choice.state, current)),
      dotClass: `dot dot_${choice.state.name}`,
      dotStyle: stateStyle(choice.state, this.reasonCodes),
    }));
  }

  renderedCallback(): void {
    if (!this.focusDue) return;
    this.focusDue = false;
    const entries = this.entries();
    (entries.find((entry) => entry.ariaChecked === 'true') ?? entries[0])?.focus();
  }

  toggle(): void {
    this.open = !this.open;
    this.focusDue = this.open;
  }

  openByKey(event: KeyboardEvent): void {
    if (this.open || !(event.key in STEPS)) return;
    event.preventDefault();
    this.toggle();
  }

  moveByKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      this.close();
      return;
    }
    const entries = this.entries();
    const at = entries.indexOf(event.target as HTMLElement);
    const to = { Home: 0, End: entries.length - 1 }[event.key] ?? at + (STEPS[event.key] ?? 0);
    if (to === at) return;
    event.preventDefault();
    entries[(to + entries.length) % entries.length]?.focus();
  }

  closeWhenLeft(event: FocusEvent): void {
    const inside = (event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null);
    if (!inside) this.open = false;
  }

  choose(event: MouseEvent): void {
    const position = Number((event.currentTarget as HTMLElement).dataset.position);
    const choice = this.offered()[position];
    this.close();
    if (choice) raise(this, { type: 'setAgentState', state: choice.state });
  }

  /** Nobody is logged out in the middle of a call. */
  offered(): readonly Choice[] {
    const inCall = this.agentState?.name === 'reserved' || this.agentState?.name === 'onCall';
    const reasons = this.reasonCodes.filter(({ choosable }) => choosable);
    const plain = this.reasonRequired && reasons.length > 0 ? [] : [''];
    return [
      { label: READY, state: { name: 'ready' } },
      ...[...plain, ...reasons.map(({ name }) => name)].map(notReadyFor),
      ...(inCall ? [] : [{ label: LOG_OUT, state: { name: 'loggedOut' } } as const]),
    ];
  }

  close(): void {
    this.open = false;
    this.template?.querySelector<HTMLElement>('.state')?.focus();
  }

  entries(): HTMLElement[] {
    return [...(this.template?.querySelectorAll<HTMLElement>('[role="menuitemradio"]') ?? [])];
  }
}

function notReadyFor(reasonCode: string): Choice {
  const state: RestingState = { name: 'notReady', reasonCode };
  return { label: stateName(state), state };
}

function sameState(one: RestingState, other: AgentState | RestingState | undefined): boolean {
  if (one.name !== other?.name) return false;
  return one.name !== 'notReady' || (other.name === 'notReady' && one.reasonCode === other.reasonCode);
}
