import { LightningElement, api } from 'lwc';
import readChoices from '@salesforce/apex/CallHistory.choices';
import readCalls from '@salesforce/apex/CallHistory.read';
import EMPTY from '@salesforce/label/c.Calls_Empty';
import EMPTY_TEXT from '@salesforce/label/c.Calls_Empty_Text';
import AGENT from '@salesforce/label/c.Calls_Filter_Agent';
import ANY from '@salesforce/label/c.Calls_Filter_Any';
import DIRECTION from '@salesforce/label/c.Calls_Filter_Direction';
import OUTCOME from '@salesforce/label/c.Calls_Filter_Outcome';
import PERIOD from '@salesforce/label/c.Calls_Filter_Period';
import FILTERS from '@salesforce/label/c.Calls_Filters';
import CLEAR from '@salesforce/label/c.Calls_Filters_Clear';
import INBOUND from '@salesforce/label/c.Calls_Inbound';
import INTERNAL from '@salesforce/label/c.Calls_Internal';
import LOADING from '@salesforce/label/c.Calls_Loading';
import MORE from '@salesforce/label/c.Calls_More';
import NONE_FOUND from '@salesforce/label/c.Calls_NoneFound';
import OUTBOUND from '@salesforce/label/c.Calls_Outbound';
import MONTH from '@salesforce/label/c.Calls_Period_Month';
import WEEK from '@salesforce/label/c.Calls_Period_Week';
import YEAR from '@salesforce/label/c.Calls_Period_Year';
import REFRESH from '@salesforce/label/c.Calls_Refresh';
import TITLE from '@salesforce/label/c.Calls_Title';
import { wordsOf } from 'c/connectorApi';
import { NavigationMixin, type Navigates } from 'lightning/navigation';
import { callRow, type CallRow, type LoggedCall } from './callRow';

interface Choice {
  readonly value: string;
  readonly label: string;
}

type FilterName = 'direction' | 'outcome' | 'agentId' | 'days';

const NO_FILTERS: Readonly<Record<FilterName, string>> = {
  direction: '',
  outcome: '',
  agentId: '',
  days: '',
};

const DIRECTIONS: readonly Choice[] = [
  { value: 'Inbound', label: INBOUND },
  { value: 'Outbound', label: OUTBOUND },
  { value: 'Internal', label: INTERNAL },
];

const PERIODS: readonly Choice[] = [
  { value: '7', label: WEEK },
  { value: '30', label: MONTH },
  { value: '365', label: YEAR },
];

/** The calls of a record, newest first, as the user may see them. */
export default class CallHistory extends NavigationMixin(LightningElement) {
  @api recordId = '';

  calls: readonly LoggedCall[] = [];
  filters = NO_FILTERS;
  outcomes: readonly Choice[] = [];
  agents: readonly Choice[] = [];
  more = false;
  loading = true;
  filtersShown = false;
  problem = '';
  words = {
    title: TITLE,
    filters: FILTERS,
    clear: CLEAR,
    refresh: REFRESH,
    more: MORE,
    loading: LOADING,
    emptyText: EMPTY_TEXT,
  };

  connectedCallback(): void {
    this.refresh();
  }

  get rows(): readonly CallRow[] {
    return this.calls.map((call) => callRow(call));
  }

  get isEmpty(): boolean {
    return !this.loading && this.problem === '' && this.calls.length === 0;
  }

  get emptyTitle(): string {
    return this.isFiltered ? NONE_FOUND : EMPTY;
  }

  get isFiltered(): boolean {
    return Object.values(this.filters).some((value) => value !== '');
  }

  get showsEmptyText(): boolean {
    return !this.isFiltered;
  }

  get filterState(): string {
    return String(this.filtersShown);
  }

  get filterFields() {
    const fields: readonly [FilterName, string, readonly Choice[]][] = [
      ['direction', DIRECTION, DIRECTIONS],
      ['outcome', OUTCOME, this.outcomes],
      ['agentId', AGENT, this.agents],
      ['days', PERIOD, PERIODS],
    ];
    return fields.map(([name, label, choices]) => ({
      name,
      label,
      options: [{ value: '', label: ANY }, ...choices].map((choice) => ({
        ...choice,
        selected: choice.value === this.filters[name],
      })),
    }));
  }

  toggleFilters(): void {
    this.filtersShown = !this.filtersShown;
    if (this.filtersShown && this.agents.length === 0) this.loadChoices();
  }

  changeFilter(event: Event): void {
    const { name, value } = event.currentTarget as HTMLSelectElement;
    this.filters = { ...this.filters, [name]: value };
    this.refresh();
  }

  clearFilters(): void {
    this.filters = NO_FILTERS;
    this.refresh();
  }

  async refresh(): Promise<void> {
    await this.load([]);
  }

  async showMore(): Promise<void> {
    await this.load(this.calls);
  }

  /** Opens a call inside Lightning: another way would load the page anew and end a running call. */
  openCall(event: MouseEvent): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const { id = '' } = (event.currentTarget as HTMLElement).dataset;
    (this as unknown as Navigates)[NavigationMixin.Navigate]?.({
      type: 'standard__recordPage',
      attributes: { recordId: id, objectApiName: 'Task', actionName: 'view' },
    });
  }

  /** Reads the calls that follow `before`. What is answered for filters of before is dropped. */
  async load(before: readonly LoggedCall[]): Promise<void> {
    const { recordId, filters } = this;
    this.loading = true;
    this.problem = '';
    try {
      const { days, ...rest } = filters;
      const asked = { ...rest, days: days === '' ? null : Number(days) };
      const page = (await readCalls({ recordId, filters: asked, skip: before.length })) as {
        calls: readonly LoggedCall[];
        more: boolean;
      };
      if (filters !== this.filters) return;
      this.calls = [...before, ...page.calls];
      this.more = page.more;
    } catch (failure) {
      this.problem = wordsOf(failure);
    }
    this.loading = false;
  }

  async loadChoices(): Promise<void> {
    try {
      const { outcomes, agents } = (await readChoices({ recordId: this.recordId })) as {
        outcomes: readonly Choice[];
        agents: readonly Choice[];
      };
      this.outcomes = outcomes;
      this.agents = agents;
    } catch (failure) {
      this.problem = wordsOf(failure);
    }
  }
}
