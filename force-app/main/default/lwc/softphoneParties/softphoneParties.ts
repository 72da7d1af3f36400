import { LightningElement, api } from 'lwc';
import type {
  Interaction,
  Party,
  PartyId,
  RecordSights,
  SoftphoneCommand,
} from '../../../../../softphone/core/index.ts';
import CANCEL from '@salesforce/label/c.Softphone_Parties_Cancel';
import COMPLETE from '@salesforce/label/c.Softphone_Parties_Complete';
import END_CONSULT from '@salesforce/label/c.Softphone_Parties_EndConsult';
import HOLD from '@salesforce/label/c.Softphone_Parties_Hold';
import JOIN_ALL from '@salesforce/label/c.Softphone_Parties_JoinAll';
import LEAVE from '@salesforce/label/c.Softphone_Parties_Leave';
import LOST from '@salesforce/label/c.Softphone_Parties_Lost';
import ON_HOLD from '@salesforce/label/c.Softphone_Parties_OnHold';
import PARTIES from '@salesforce/label/c.Softphone_Parties';
import REMOVE from '@salesforce/label/c.Softphone_Parties_Remove';
import RESUME from '@salesforce/label/c.Softphone_Parties_Resume';
import RINGING from '@salesforce/label/c.Softphone_Parties_Ringing';
import SWAP from '@salesforce/label/c.Softphone_Parties_Swap';
import TALKING from '@salesforce/label/c.Softphone_Parties_Talking';
import { partyName } from 'c/softphoneCallWords';
import { isSecondClick, raise } from 'c/softphoneCommand';
import { fill } from 'c/softphoneFormat';
import { isPending } from 'c/softphonePending';

type PartyCommand = Extract<SoftphoneCommand, { type: 'hold' | 'resume' | 'removeParty' }>;
type TogetherCommand = Extract<SoftphoneCommand, { type: 'leave' | 'swap' | 'joinAll' }>;

const STATES: Readonly<Record<Party['state'], string>> = {
  ringing: RINGING,
  talking: TALKING,
  onHold: ON_HOLD,
  lost: LOST,
};

const ICONS: Readonly<Record<Party['role'], string>> = {
  customer: 'utility:user',
  agent: 'utility:people',
  outside: 'utility:call',
};

/** The parties of a consult or a conference, each with its own hold, and what the agent does with all of them. */
export default class SoftphoneParties extends LightningElement {
  @api interaction!: Interaction;
  @api records?: RecordSights;
  @api country = 'US';
  /** What the agent may do with this call. */
  @api may: readonly string[] = [];
  @api pending: readonly string[] = [];

  words = { parties: PARTIES };

  get rows() {
    const { parties } = this.interaction;
    return parties.map((party, place) => {
      const name = partyName(this.interaction, party, { records: this.records, country: this.country });
      const { id, state, since } = party;
      return {
        id,
        name,
        since,
        state: STATES[state],
        iconName: ICONS[party.role],
        className: `party party_${state}`,
        hold: this.holdOf(party, name),
        removable: place > 0,
        removeTitle: fill(REMOVE, name),
        removing: this.busy({ type: 'removeParty', interactionId: this.interaction.id, partyId: id }),
      };
    });
  }

  /** The one that has come last: who is called, consulted or brought in. */
  get third(): Party | undefined {
    return this.interaction.parties.slice(1).at(-1);
  }

  /** Some hear music while others talk, or are being called. */
  get consulting(): boolean {
    return this.interaction.parties.some(({ state }) => state === 'onHold' || state === 'ringing');
  }

  /** Whether this agent is the one who was asked: the call is another agent's to give away. */
  get asked(): boolean {
    return this.interaction.via === 'consult';
  }

  get actions() {
    const completes: readonly [TogetherCommand['type'], string, string][] = [
      ['leave', this.consulting && !this.asked ? COMPLETE : LEAVE, 'slds-button_brand'],
      ['swap', SWAP, 'slds-button_neutral'],
      ['joinAll', JOIN_ALL, 'slds-button_neutral'],
    ];
    return completes.map(([type, label, look]) => ({
      type,
      label,
      className: `action ${type} slds-button ${look}`,
      disabled: !this.may.includes(type),
      busy: this.busy({ type, interactionId: this.interaction.id }),
    }));
  }

  /** Hangs up on the third party; in a conference each row has its own way out. */
  get callOff() {
    const { third } = this;
    if (!third || !this.consulting || this.asked) return undefined;
    return {
      id: third.id,
      label: third.state === 'ringing' ? CANCEL : END_CONSULT,
      disabled: !this.may.includes('removeParty'),
      busy: this.busy({ type: 'removeParty', interactionId: this.interaction.id, partyId: third.id }),
    };
  }

  holdOf({ id: partyId, state }: Party, name: string) {
    const { id: interactionId } = this.interaction;
    const held = state === 'onHold';
    const type = held ? 'resume' : 'hold';
    return {
      type,
      title: fill(held ? RESUME : HOLD, name),
      iconName: held ? 'utility:play' : 'utility:pause',
      disabled: state === 'ringing' || state === 'lost' || !this.may.includes(type),
      busy: this.busy({ type, interactionId, partyId }),
    } as const;
  }

  busy(command: PartyCommand | TogetherCommand): 'true' | undefined {
    return isPending(this.pending, command) ? 'true' : undefined;
  }

  ofParty(event: MouseEvent): void {
    const { type, id } = (event.currentTarget as HTMLElement).dataset;
    this.ask(event, {
      type: type as PartyCommand['type'],
      interactionId: this.interaction.id,
      partyId: id as PartyId,
    });
  }

  ofAll(event: MouseEvent): void {
    const { type } = (event.currentTarget as HTMLElement).dataset;
    this.ask(event, { type: type as TogetherCommand['type'], interactionId: this.interaction.id });
  }

  ask(event: MouseEvent, command: PartyCommand | TogetherCommand): void {
    if (isSecondClick(event) || isPending(this.pending, command)) return;
    raise(this, command);
  }
}
