import { LightningElement, api } from 'lwc';
import type { Directory, DirectoryPurpose, Target } from '../../../../../softphone/core/index.ts';
import FORGET from '@salesforce/label/c.Softphone_Directory_Forget';
import FOUND from '@salesforce/label/c.Softphone_Directory_Found';
import LABEL from '@salesforce/label/c.Softphone_Directory_Label';
import NONE from '@salesforce/label/c.Softphone_Directory_None';
import PLACEHOLDER from '@salesforce/label/c.Softphone_Directory_Placeholder';
import SAVE from '@salesforce/label/c.Softphone_Directory_Save';
import SEARCHING from '@salesforce/label/c.Softphone_Directory_Searching';
import { raise } from 'c/softphoneCommand';
import { fill } from 'c/softphoneFormat';
import { groupsOf, type DirectoryGroup, type DirectoryRow } from './directoryRows';

/** A text that is a number, and long enough to be called. */
const NUMBER = /^\+?[\d\s()./*#-]{2,}$/;
const SHORTEST_SEARCH = 3;

/** Whom the agent has chosen, and how they were called in the list. */
export interface Chosen {
  readonly target: Target;
  readonly name: string;
}

/**
 * One field that finds agents, queues, numbers and records (the combobox of the ARIA Authoring Practices, with a list).
 * Raises `choose` with a `Chosen`; what it searches for goes to the softphone as commands.
 */
export default class SoftphoneDirectory extends LightningElement {
  @api directory: Directory = { text: '', purpose: 'dial', entries: [], searching: [] };
  @api purpose: DirectoryPurpose = 'dial';
  @api country = 'US';

  typed = '';
  open = false;
  /** Key of the row that Enter chooses; what is found later does not move it. */
  activeKey = '';
  words = { label: LABEL, placeholder: PLACEHOLDER };

  /** Puts the focus into the field. */
  @api focus(): void {
    this.template?.querySelector<HTMLElement>('.text')?.focus();
  }

  get groups(): readonly DirectoryGroup[] {
    const { purpose, entries } = this.directory;
    return groupsOf(purpose === this.purpose ? entries : [], this.typedNumber, this.country);
  }

  get shownGroups() {
    return this.groups.map(({ kind, heading, rows }) => ({
      key: kind,
      headingId: `heading-${kind}`,
      heading,
      rows: rows.map((row) => {
        const active = row.key === this.activeKey;
        return {
          ...row,
          selected: active ? 'true' : 'false',
          className: active ? 'row row_active' : 'row',
        };
      }),
    }));
  }

  get rows(): readonly DirectoryRow[] {
    return this.groups.flatMap(({ rows }) => rows);
  }

  get activeRow(): DirectoryRow | undefined {
    return this.open ? this.rows.find(({ key }) => key === this.activeKey) : undefined;
  }

  get activeId(): string | undefined {
    return this.activeRow?.key;
  }

  get expanded(): string {
    return this.showsList ? 'true' : 'false';
  }

  get showsList(): boolean {
    return this.open && this.rows.length > 0;
  }

  get isHidden(): boolean {
    return !this.showsList;
  }

  /** Said to who cannot see the list, and shown where there is none. */
  get status(): string {
    if (!this.open || this.typed.trim().length < SHORTEST_SEARCH) return '';
    if (this.rows.length > 0) return fill(FOUND, this.rows.length);
    const { text, searching } = this.directory;
    return text !== this.typed || searching.length > 0 ? SEARCHING : NONE;
  }

  get statusClass(): string {
    return this.rows.length > 0 ? 'slds-assistive-text' : 'status';
  }

  get typedNumber(): string | undefined {
    const text = this.typed.trim();
    return NUMBER.test(text) ? text : undefined;
  }

  /** What the star saves, or forgets: the row at hand, else what was typed. */
  get savable(): { number: string; name: string } | undefined {
    const { target, name } = this.activeRow ?? {};
    if (target && name !== undefined)
      return target.kind === 'number' ? { number: target.number, name } : undefined;
    return this.typedNumber === undefined ? undefined : { number: this.typedNumber, name: this.typedNumber };
  }

  get isSaved(): boolean {
    const digits = digitsOf(this.savable?.number ?? '');
    return this.directory.saved?.some(({ number }) => digitsOf(number) === digits) ?? false;
  }

  get pressed(): string {
    return this.isSaved ? 'true' : 'false';
  }

  get starTitle(): string {
    return fill(this.isSaved ? FORGET : SAVE, this.savable?.name ?? '');
  }

  get starIcon(): string {
    return this.isSaved ? 'utility:favorite' : 'utility:favorite_alt';
  }

  begin(): void {
    if (!this.open) this.search(this.typed);
  }

  typeText(event: Event): void {
    this.search((event.target as HTMLInputElement).value);
  }

  search(text: string): void {
    this.typed = text;
    this.open = true;
    this.activeKey = '';
    raise(this, { type: 'searchDirectory', text, purpose: this.purpose });
  }

  moveByKey(event: KeyboardEvent): void {
    switch (event.key) {
      case 'ArrowDown':
        this.move(1);
        break;
      case 'ArrowUp':
        this.move(-1);
        break;
      case 'Enter':
        this.choose(this.activeRow ?? this.onlyRow());
        break;
      case 'Escape':
        // With nothing left to close, the key is for the panel around.
        if (!this.showsList && this.typed === '') return;
        this.leave();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** From the last row to the first, and back. */
  move(step: number): void {
    if (!this.open) {
      this.begin();
      return;
    }
    const { rows } = this;
    const at = rows.findIndex(({ key }) => key === this.activeKey);
    const place = at < 0 ? Math.min(step, 0) : at + step;
    this.activeKey = (rows.at(place) ?? rows[0])?.key ?? '';
  }

  /** Without a choice by arrows, Enter takes what can only be meant: the number that was typed, or the only row. */
  onlyRow(): DirectoryRow | undefined {
    const [first, ...others] = this.open ? this.rows : [];
    return this.typedNumber !== undefined || others.length === 0 ? first : undefined;
  }

  /** The first time the list goes, the second time the text. */
  leave(): void {
    if (this.showsList) this.open = false;
    else this.clear();
  }

  clear(): void {
    this.search('');
    this.open = false;
  }

  /** The field keeps the focus, so that the list stays open for the click. */
  keepFocus(event: Event): void {
    event.preventDefault();
  }

  chooseByClick(event: MouseEvent): void {
    const { key } = (event.currentTarget as HTMLElement).dataset;
    this.choose(this.rows.find((row) => row.key === key));
  }

  choose(row: DirectoryRow | undefined): void {
    if (!row) return;
    const { target, name } = row;
    this.clear();
    this.dispatchEvent(new CustomEvent<Chosen>('choose', { detail: { target, name } }));
  }

  toggleSaved(): void {
    const { savable } = this;
    if (!savable) return;
    const { number, name } = savable;
    raise(this, this.isSaved ? { type: 'forgetNumber', number } : { type: 'saveNumber', number, name });
  }

  closeWhenLeft(event: FocusEvent): void {
    const directory = event.currentTarget as HTMLElement;
    if (!directory.contains(event.relatedTarget as Node | null)) this.open = false;
  }

  renderedCallback(): void {
    this.template?.querySelector('.row_active')?.scrollIntoView?.({ block: 'nearest' });
  }
}

function digitsOf(number: string): string {
  return number.replace(/\D/g, '');
}
