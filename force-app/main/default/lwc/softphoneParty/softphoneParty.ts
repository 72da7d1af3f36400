import { LightningElement, api } from 'lwc';
import type { Interaction } from '../../../../../softphone/core/index.ts';
import OPEN_RECORD from '@salesforce/label/c.Softphone_Record_Open';
import { raise } from 'c/softphoneCommand';
import { fill } from 'c/softphoneFormat';
import { displayNumber } from 'c/softphoneNumber';
import { initials, isPerson, objectIcon } from 'c/softphoneRecord';

/** Who is on the other end: picture, name, number. */
export default class SoftphoneParty extends LightningElement {
  @api interaction!: Interaction;
  /** ISO 3166 country in whose form national numbers are shown. */
  @api country = 'US';
  /** Makes the name open the related record. */
  @api linked = false;
  /** Centred, the picture above the name. */
  @api stacked = false;

  brokenImageUrl?: string;

  get number(): string {
    const { direction, ani, dnis } = this.interaction;
    return displayNumber(direction === 'inbound' ? ani : dnis, this.country);
  }

  get name(): string {
    return this.interaction.relatedRecord?.name ?? this.number;
  }

  /** What stands below the name: the number unless it is the name, and what tells the record from its neighbours. */
  get details(): string {
    const { relatedRecord } = this.interaction;
    return relatedRecord ? [this.number, relatedRecord.detail].filter(Boolean).join(' · ') : '';
  }

  get imageUrl(): string | undefined {
    const url = this.interaction.relatedRecord?.imageUrl;
    return url === this.brokenImageUrl ? undefined : url;
  }

  get initials(): string {
    const { relatedRecord } = this.interaction;
    return relatedRecord && isPerson(relatedRecord.objectType) ? initials(relatedRecord.name) : '';
  }

  get iconName(): string {
    const { relatedRecord } = this.interaction;
    return relatedRecord ? objectIcon(relatedRecord.objectType) : 'utility:user';
  }

  get layoutClass(): string {
    return this.stacked ? 'party party_stacked' : 'party';
  }

  get tileClass(): string {
    return this.interaction.relatedRecord ? 'tile' : 'tile tile_unknown';
  }

  /** Object icons are tiles that fill the circle; the unknown party's icon stands inside it. */
  get iconSize(): string {
    return this.interaction.relatedRecord || this.stacked ? 'large' : 'medium';
  }

  get opensRecord(): boolean {
    return this.linked && this.interaction.relatedRecord !== undefined;
  }

  get openTitle(): string {
    return fill(OPEN_RECORD, this.name);
  }

  forgetImage(): void {
    this.brokenImageUrl = this.imageUrl;
  }

  openRecord(): void {
    const { relatedRecord } = this.interaction;
    if (relatedRecord) raise(this, { type: 'openRecord', record: relatedRecord });
  }
}
