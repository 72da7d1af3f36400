import { LightningElement } from 'lwc';
import readOrg from '@salesforce/apex/CtiSetup.read';
import AGAIN from '@salesforce/label/c.Setup_Again';
import CHECKING from '@salesforce/label/c.Setup_Checking';
import CONFIRM from '@salesforce/label/c.Setup_Confirm';
import NEEDS_CONNECTOR from '@salesforce/label/c.Setup_NeedsConnector';
import OK from '@salesforce/label/c.Setup_Ok';
import OPEN from '@salesforce/label/c.Setup_Open';
import PROGRESS from '@salesforce/label/c.Setup_Progress';
import TEXT from '@salesforce/label/c.Setup_Text';
import TITLE from '@salesforce/label/c.Setup_Title';
import UNCONFIRM from '@salesforce/label/c.Setup_Unconfirm';
import UNKNOWN from '@salesforce/label/c.Setup_Unknown';
import WRONG from '@salesforce/label/c.Setup_Wrong';
import { ask, wordsOf } from 'c/connectorApi';
import { setupUrl, type SetupStep, stepGroups } from 'c/ctiSetupSteps';
import { fill } from 'c/softphoneFormat';

/** As Apex and the connector answer it. */
interface Check {
  readonly name: string;
  readonly state: 'ok' | 'wrong' | 'unknown';
  readonly detail?: string | null;
  readonly remedy?: string | null;
}

type Checks = Readonly<Record<string, Check>>;

const STATES = { ok: OK, wrong: WRONG, unknown: UNKNOWN, checking: CHECKING };
const ICONS = {
  ok: 'utility:success',
  wrong: 'utility:error',
  unknown: 'utility:question',
  checking: 'utility:clock',
};

/** What the administrator has looked at by hand, kept in this browser. */
const CONFIRMED_KEY = 'ctiSetupConfirmed';

/** Walks an administrator through every step of the set-up, each checked now. */
export default class CtiSetupAssistant extends LightningElement {
  checks: Checks = {};
  confirmed: readonly string[] = readConfirmed();
  checking = false;
  problem = '';
  words = { title: TITLE, text: TEXT, again: AGAIN, open: OPEN, confirm: CONFIRM, unconfirm: UNCONFIRM };

  connectedCallback(): void {
    this.checkAll();
  }

  get groups() {
    let number = 0;
    return stepGroups.map(({ title, steps }) => ({
      title,
      steps: steps.map((step) => {
        number += 1;
        return this.shown(step, number);
      }),
    }));
  }

  get done(): number {
    return this.groups.flatMap(({ steps }) => steps).filter(({ state }) => state === 'ok').length;
  }

  get total(): number {
    return stepGroups.flatMap(({ steps }) => steps).length;
  }

  get progress(): string {
    return fill(PROGRESS, this.done, this.total);
  }

  get progressStyle(): string {
    return `width: ${Math.round((100 * this.done) / this.total)}%`;
  }

  async checkAll(): Promise<void> {
    this.checking = true;
    this.problem = '';
    this.checks = {};
    await Promise.all([this.checkOrg(), this.checkConnector()]);
    this.checking = false;
  }

  confirm(event: MouseEvent): void {
    const { name = '' } = (event.currentTarget as HTMLElement).dataset;
    this.confirmed = this.confirmed.includes(name)
      ? this.confirmed.filter((each) => each !== name)
      : [...this.confirmed, name];
    keepConfirmed(this.confirmed);
  }

  async checkOrg(): Promise<void> {
    try {
      this.add((await readOrg()) as readonly Check[]);
    } catch (failure) {
      this.problem = wordsOf(failure);
      this.add(checksOf('org', { state: 'unknown' }));
    }
  }

  async checkConnector(): Promise<void> {
    try {
      const { checks } = await ask<{ checks: readonly Check[] }>('/setup');
      this.add(checksOf('connector', { state: 'unknown' }));
      this.add([{ name: 'connectorReachable', state: 'ok' }, ...checks]);
    } catch (failure) {
      this.add(checksOf('connector', { state: 'unknown', remedy: NEEDS_CONNECTOR }));
      this.add([{ name: 'connectorReachable', state: 'wrong', detail: wordsOf(failure) }]);
    }
  }

  add(checks: readonly Check[]): void {
    this.checks = { ...this.checks, ...Object.fromEntries(checks.map((check) => [check.name, check])) };
  }

  shown(step: SetupStep, number: number) {
    const byHand = step.source === 'hand';
    const isConfirmed = byHand && this.confirmed.includes(step.name);
    const check = this.checks[step.name];
    const state = isConfirmed ? 'ok' : (check?.state ?? 'checking');
    const help = state === 'wrong' || state === 'unknown';
    return {
      name: step.name,
      title: step.title,
      number,
      state,
      stateWords: STATES[state],
      iconName: ICONS[state],
      className: `step step_${state}`,
      detail: factOf(step, check),
      remedy: help ? remedyOf(step, check) : '',
      url: help ? setupUrl(step) : '',
      canConfirm: byHand && check !== undefined,
      confirmWords: isConfirmed ? UNCONFIRM : CONFIRM,
    };
  }
}

/** What was found; not where the remedy says it already. */
function factOf(step: SetupStep, check: Check | undefined): string {
  const detail = check?.detail ?? '';
  if (detail === '' || (check?.state !== 'ok' && step.remedy?.includes('{0}'))) return '';
  return fill(step.fact ?? '{0}', detail);
}

function remedyOf(step: SetupStep, check: Check | undefined): string {
  return check?.remedy ?? fill(step.remedy ?? '', check?.detail ?? '');
}

function checksOf(source: SetupStep['source'], check: Omit<Check, 'name'>): readonly Check[] {
  return stepGroups
    .flatMap(({ steps }) => steps)
    .filter((step) => step.source === source)
    .map(({ name }) => ({ name, ...check }));
}

function readConfirmed(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(CONFIRMED_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

/** A browser that keeps nothing asks again the next time. */
function keepConfirmed(names: readonly string[]): void {
  try {
    localStorage.setItem(CONFIRMED_KEY, JSON.stringify(names));
  } catch {
    // Storage is switched off: the administrator looks again.
  }
}
