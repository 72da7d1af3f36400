import { LightningElement, api } from 'lwc';
import type {
  Interaction,
  RecordFace,
  RecordMatch,
  RecordSights,
} from '../../../../../softphone/core/index.ts';
import OPEN_RECORD from '@salesforce/label/c.Softphone_Record_Open';
import { callName } from 'c/softphoneCallWords';
import { raise } from 'c/softphoneCommand';
import { fill } from 'c/softphoneFormat';
import { displayNumber } from 'c/softphoneNumber';
import { initials, isHidden, objectIcon, recordFace, recordName } from 'c/softphoneRecord';

/** Who is on the other end: picture, name, number. */
export default class SoftphoneParty extends LightningElement {
  @api interaction!: Interaction;
  /** What the agent may see of the records. */
  @api records?: RecordSights;
  /** ISO 3166 country in whose form national numbers are shown. */
  @api country = 'US';
  /** Makes the name open the related record. */
  @api linked = false;
  /** Centred, the picture above the name. */
  @api stacked = false;

  brokenImageUrl?: string;

  /** Colleagues have none. */
  get number(): string {
    const { direction, ani, dnis } = this.interaction;
    if (direction === 'internal') return '';
    return displayNumber(direction === 'inbound' ? ani : dnis, this.country);
  }

  /** Who is spoken with, else what the call is about. */
  get record(): RecordMatch | undefined {
    return this.interaction.person ?? this.interaction.subject;
  }

  get face(): RecordFace | undefined {
    return recordFace(this.records, this.record);
  }

  get name(): string {
    return callName(this.interaction, { records: this.records, country: this.country });
  }

  /** What stands below the name: the number unless it is the name, and what tells the record from its neighbours. */
  get details(): string {
    if (this.record && isHidden(this.records, this.record)) return recordName(this.records, this.record);
    return this.face ? [this.number, this.face.detail].filter(Boolean).join(' · ') : '';
  }

  get imageUrl(): string | undefined {
    const url = this.face?.imageUrl;
    return url === this.brokenImageUrl ? undefined : url;
  }

  get initials(): string {
    const { person, direction } = this.interaction;
    return direction === 'internal' || (person && this.face) ? initials(this.name) : '';
  }

  get iconName(): string {
    return this.face && this.record ? objectIcon(this.record.objectType) : 'utility:user';
  }

  get layoutClass(): string {
    return this.stacked ? 'party party_stacked' : 'party';
  }

  get tileClass(): string {
    return this.face ? 'tile' : 'tile tile_unknown';
  }

  /** Object icons are tiles that fill the circle; the unknown party's icon stands inside it. */
  get iconSize(): string {
    return this.face || this.stacked ? 'large' : 'medium';
  }

  get opensRecord(): boolean {
    return this.linked && this.face !== undefined;
  }

  get openTitle(): string {
    return fill(OPEN_RECORD, this.name);
  }

  /** What the call is about, beside who it is with. */
  get about() {
    const { person, subject } = this.interaction;
    if (!person || !subject) return undefined;
    const name = recordName(this.records, subject);
    return {
      iconName: objectIcon(subject.objectType),
      text: [name, recordFace(this.records, subject)?.detail].filter(Boolean).join(' · '),
      title: fill(OPEN_RECORD, name),
      opens: this.linked && !isHidden(this.records, subject),
    };
  }

  forgetImage(): void {
    this.brokenImageUrl = this.imageUrl;
  }

  openRecord(): void {
    if (this.record) raise(this, { type: 'openRecord', record: this.record });
  }

  openSubject(): void {
    const { subject } = this.interaction;
    if (subject) raise(this, { type: 'openRecord', record: subject });
  }
}
