import type { EndReason, Interaction, Party, RecordSights } from '../../../../../softphone/core/index.ts';
import UNKNOWN from '@salesforce/label/c.Softphone_Calls_Unknown';
import END_ABANDONED from '@salesforce/label/c.Softphone_End_Abandoned';
import END_BUSY from '@salesforce/label/c.Softphone_End_Busy';
import END_CANCELED from '@salesforce/label/c.Softphone_End_Canceled';
import END_CONNECTION_LOST from '@salesforce/label/c.Softphone_End_ConnectionLost';
import END_CUSTOMER from '@salesforce/label/c.Softphone_End_CustomerHungUp';
import END_DECLINED from '@salesforce/label/c.Softphone_End_Declined';
import END_FAILED from '@salesforce/label/c.Softphone_End_Failed';
import END_HUNG_UP from '@salesforce/label/c.Softphone_End_HungUp';
import END_LEFT from '@salesforce/label/c.Softphone_End_Left';
import END_MISSED from '@salesforce/label/c.Softphone_End_Missed';
import END_NO_ANSWER from '@salesforce/label/c.Softphone_End_NoAnswer';
import END_PARKED from '@salesforce/label/c.Softphone_End_Parked';
import END_TRANSFERRED from '@salesforce/label/c.Softphone_End_Transferred';
import INCOMING from '@salesforce/label/c.Softphone_Incoming';
import BARGE from '@salesforce/label/c.Softphone_Via_Barge';
import CONSULT from '@salesforce/label/c.Softphone_Via_Consult';
import DIALED from '@salesforce/label/c.Softphone_Via_Dialed';
import DIRECT from '@salesforce/label/c.Softphone_Via_Direct';
import INTERNAL from '@salesforce/label/c.Softphone_Via_Internal';
import INTERNAL_DIALED from '@salesforce/label/c.Softphone_Via_InternalDialed';
import PICK_UP from '@salesforce/label/c.Softphone_Via_PickUp';
import QUEUE from '@salesforce/label/c.Softphone_Via_Queue';
import RECALL from '@salesforce/label/c.Softphone_Via_Recall';
import RETURNED from '@salesforce/label/c.Softphone_Via_Returned';
import TRANSFER from '@salesforce/label/c.Softphone_Via_Transfer';
import { fill } from 'c/softphoneFormat';
import { displayNumber } from 'c/softphoneNumber';
import { recordFace } from 'c/softphoneRecord';

const ENDINGS: Readonly<Record<EndReason, string>> = {
  abandoned: END_ABANDONED,
  busy: END_BUSY,
  canceled: END_CANCELED,
  connectionLost: END_CONNECTION_LOST,
  customerHungUp: END_CUSTOMER,
  declined: END_DECLINED,
  failed: END_FAILED,
  hungUp: END_HUNG_UP,
  left: END_LEFT,
  missed: END_MISSED,
  noAnswer: END_NO_ANSWER,
  parked: END_PARKED,
  transferred: END_TRANSFERRED,
};

/** What names are read from: the records that the agent may see, and the country whose numbers are short. */
export interface NameSources {
  readonly records?: RecordSights | undefined;
  readonly country: string;
}

/** How a call ended. */
export function endWords(reason: EndReason): string {
  return ENDINGS[reason];
}

/** Whom a call is with: the person's record, else the subject's, else the colleague, else the number. */
export function callName(interaction: Interaction, { records, country }: NameSources): string {
  const { person, subject, direction, ani, dnis } = interaction;
  if (direction === 'internal') return colleagueOf(interaction) ?? UNKNOWN;
  const face = recordFace(records, person) ?? recordFace(records, subject);
  return face?.name ?? displayNumber(direction === 'inbound' ? ani : dnis, country);
}

/** What one of the other parties is called. */
export function partyName(interaction: Interaction, party: Party, sources: NameSources): string {
  if (party.role === 'customer') return callName(interaction, sources);
  return party.name ?? (party.number === undefined ? UNKNOWN : displayNumber(party.number, sources.country));
}

/** How a call came to this agent. */
export function viaWords({ via, queue, from = UNKNOWN, direction }: Interaction): string {
  switch (via) {
    case 'queue':
      return queue ? fill(QUEUE, queue) : INCOMING;
    case 'direct':
      return DIRECT;
    case 'transfer':
      return fill(TRANSFER, from);
    case 'barge':
      return fill(BARGE, from);
    case 'consult':
      return fill(CONSULT, from);
    case 'recall':
      return RECALL;
    case 'returned':
      return RETURNED;
    case 'pickUp':
      return PICK_UP;
    case 'internal':
      return fill(INTERNAL, from);
    case 'dialed':
      return direction === 'internal' ? INTERNAL_DIALED : DIALED;
  }
}

function colleagueOf({ parties, from }: Interaction): string | undefined {
  return parties.find(({ role, name }) => role === 'agent' && name)?.name ?? from;
}
