import { LightningElement, api } from 'lwc';
import type { Interaction } from '../../../../../softphone/core/index.ts';
import CHOOSE from '@salesforce/label/c.Softphone_Matches_Choose';
import NO_RECORD from '@salesforce/label/c.Softphone_Matches_NoRecord';
import NO_RECORD_DETAIL from '@salesforce/label/c.Softphone_Matches_NoRecord_Detail';
import { raise } from 'c/softphoneCommand';
import { objectIcon } from 'c/softphoneRecord';

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

/**
 * Which of several records the call is about, or none of them.
 *
 * Choosing pops the record on the desktop, so arrow keys only move and Space or Enter chooses.
 */
export default class SoftphoneMatches extends LightningElement {
  @api interaction!: Interaction;

  words = { choose: CHOOSE };
  /** The interaction for which the agent has chosen no record. */
  noneChosenFor?: string;

  get choices() {
    const { id, matches, relatedRecord } = this.interaction;
    const records = matches.map((match) => ({
      name: match.name,
      detail: match.detail ?? match.objectType,
      iconName: objectIcon(match.objectType),
      chosen: match.recordId === relatedRecord?.recordId,
      className: match.belongsTo ? 'choice choice_below' : 'choice',
    }));
    const none = {
      name: NO_RECORD,
      detail: NO_RECORD_DETAIL,
      iconName: 'utility:ban',
      chosen: !relatedRecord && this.noneChosenFor === id,
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
    const { id, matches } = this.interaction;
    const record = matches[position] ?? null;
    this.noneChosenFor = record ? undefined : id;
    raise(this, { type: 'chooseRecord', interactionId: id, record });
  }
}
