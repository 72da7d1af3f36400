import { LightningElement, api } from 'lwc';
import type {
  Interaction,
  RecordMatch,
  RecordPart,
  RecordSights,
} from '../../../../../softphone/core/index.ts';
import HIDDEN_COUNT from '@salesforce/label/c.Softphone_Matches_Hidden';
import NO_RECORD from '@salesforce/label/c.Softphone_Matches_NoRecord';
import NO_PERSON from '@salesforce/label/c.Softphone_Matches_NoPerson';
import NO_SUBJECT from '@salesforce/label/c.Softphone_Matches_NoSubject';
import PERSON from '@salesforce/label/c.Softphone_Matches_Person';
import SUBJECT from '@salesforce/label/c.Softphone_Matches_Subject';
import { raise } from 'c/softphoneCommand';
import { fill } from 'c/softphoneFormat';
import { isHidden, objectIcon, reasonWords, recordFace, recordName } from 'c/softphoneRecord';

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };
const NONE: Readonly<Record<RecordPart, string>> = { person: NO_PERSON, subject: NO_SUBJECT };
const TITLES: Readonly<Record<RecordPart, string>> = { person: PERSON, subject: SUBJECT };

/**
 * Who of several people the call is with, or which of several subjects it is about, or none of them.
 *
 * Choosing pops the record on the desktop, so arrow keys only move and Space or Enter chooses.
 */
export default class SoftphoneMatches extends LightningElement {
  @api interaction!: Interaction;
  @api records?: RecordSights;
  @api recordPart: RecordPart = 'person';

  /** The interaction for which the agent has chosen no record. */
  noneChosenFor?: string;

  get title(): string {
    return TITLES[this.recordPart];
  }

  get ofPart(): readonly RecordMatch[] {
    return this.interaction.matches.filter(({ part }) => part === this.recordPart);
  }

  get visible(): readonly RecordMatch[] {
    return this.ofPart.filter((match) => !isHidden(this.records, match));
  }

  /** Says that there is more than this agent may see. */
  get hiddenCount(): string {
    const count = this.ofPart.length - this.visible.length;
    return count > 0 ? fill(HIDDEN_COUNT, count) : '';
  }

  get choices() {
    const { id } = this.interaction;
    const related = this.interaction[this.recordPart];
    const records = this.visible.map((match) => ({
      name: recordName(this.records, match),
      detail: [recordFace(this.records, match)?.detail, reasonWords(match)].filter(Boolean).join(' · '),
      iconName: objectIcon(match.objectType),
      chosen: match.recordId === related?.recordId,
      className: this.isBelow(match) ? 'choice choice_below' : 'choice',
    }));
    const none = {
      name: NO_RECORD,
      detail: NONE[this.recordPart],
      iconName: 'utility:ban',
      chosen: !related && this.noneChosenFor === id,
      className: 'choice',
    };
    const all = [...records, none];
    const tabStop = Math.max(
      0,
      all.findIndex(({ chosen }) => chosen),
    );
    return all.map((choice, position) => ({
      ...choice,
      position,
      checked: String(choice.chosen),
      tabIndex: position === tabStop ? '0' : '-1',
    }));
  }

  /** Whether it was found through another of these choices. */
  isBelow({ belongsTo }: RecordMatch): boolean {
    return this.visible.some(({ recordId }) => recordId === belongsTo);
  }

  moveByKey(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const radios = [...(this.template?.querySelectorAll<HTMLElement>('[role="radio"]') ?? [])];
    const to = radios.indexOf(event.target as HTMLElement) + step;
    radios[(to + radios.length) % radios.length]?.focus();
  }

  choose(event: MouseEvent): void {
    const position = Number((event.currentTarget as HTMLElement).dataset.position);
    const { id: interactionId } = this.interaction;
    const record = this.visible[position];
    this.noneChosenFor = record ? undefined : interactionId;
    if (record) raise(this, { type: 'chooseRecord', interactionId, record });
    else raise(this, { type: 'removeRecord', interactionId, part: this.recordPart });
  }
}
