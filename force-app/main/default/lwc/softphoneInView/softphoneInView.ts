import { LightningElement, api } from 'lwc';
import type { Interaction, RecordMatch, RecordSights } from '../../../../../softphone/core/index.ts';
import RELATE from '@salesforce/label/c.Softphone_InView_Relate';
import RELATE_TITLE from '@salesforce/label/c.Softphone_InView_Relate_Title';
import { raise } from 'c/softphoneCommand';
import { fill } from 'c/softphoneFormat';
import { objectIcon, recordFace } from 'c/softphoneRecord';

/** The record that the desktop shows, offered for this interaction while it is not related to it. */
export default class SoftphoneInView extends LightningElement {
  @api interaction!: Interaction;
  @api records?: RecordSights;
  @api record?: RecordMatch;

  words = { relate: RELATE };

  get offered() {
    const { record } = this;
    const name = recordFace(this.records, record)?.name;
    if (!record || name === undefined) return undefined;
    if (this.interaction[record.part]?.recordId === record.recordId) return undefined;
    return { name, iconName: objectIcon(record.objectType), title: fill(RELATE_TITLE, name) };
  }

  relate(): void {
    if (!this.record) return;
    raise(this, { type: 'chooseRecord', interactionId: this.interaction.id, record: this.record });
  }
}
