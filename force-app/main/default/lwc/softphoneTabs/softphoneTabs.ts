import { LightningElement, api } from 'lwc';
import HISTORY from '@salesforce/label/c.Softphone_Tab_History';
import PARKED from '@salesforce/label/c.Softphone_Tab_Parked';
import PHONE from '@salesforce/label/c.Softphone_Tab_Phone';
import SETTINGS from '@salesforce/label/c.Softphone_Tab_Settings';
import TITLE from '@salesforce/label/c.Softphone_Title';

/** The softphone's pages. */
export type TabName = 'phone' | 'parked' | 'history' | 'settings';

const TAB_LIST: readonly { name: TabName; label: string }[] = [
  { name: 'phone', label: PHONE },
  { name: 'parked', label: PARKED },
  { name: 'history', label: HISTORY },
  { name: 'settings', label: SETTINGS },
];

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** The tab bar; raises `choose` with the tab's name. */
export default class SoftphoneTabs extends LightningElement {
  @api active: TabName = 'phone';
  /** How many calls wait in orbits. */
  @api parkedCount = 0;

  words = { title: TITLE };

  get tabs() {
    return TAB_LIST.map(({ name, label }) => {
      const chosen = name === this.active;
      const count = name === 'parked' && this.parkedCount > 0 ? this.parkedCount : undefined;
      return {
        name,
        label,
        count,
        chosen: String(chosen),
        tabIndex: chosen ? '0' : '-1',
        className: chosen ? 'slds-tabs_default__item slds-is-active' : 'slds-tabs_default__item',
      };
    });
  }

  chooseClicked(event: MouseEvent): void {
    this.choose((event.currentTarget as HTMLElement).dataset.name as TabName);
  }

  moveByKey(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const from = TAB_LIST.findIndex(({ name }) => name === this.active);
    const next = TAB_LIST[(from + step + TAB_LIST.length) % TAB_LIST.length];
    if (!next) return;
    this.choose(next.name);
    this.template?.querySelector<HTMLElement>(`[data-name="${next.name}"]`)?.focus();
  }

  choose(name: TabName): void {
    this.dispatchEvent(new CustomEvent<TabName>('choose', { detail: name }));
  }
}
