import type { AgentState, DirectoryEntry, Target } from '../../../../../softphone/core/index.ts';
import EXTENSION from '@salesforce/label/c.Softphone_Directory_Extension';
import AGENTS from '@salesforce/label/c.Softphone_Directory_Agents';
import FIGURES from '@salesforce/label/c.Softphone_Directory_Figures';
import NOBODY_WAITS from '@salesforce/label/c.Softphone_Directory_NobodyWaits';
import QUEUES from '@salesforce/label/c.Softphone_Directory_Queues';
import RECENT from '@salesforce/label/c.Softphone_Directory_Recent';
import RECORDS from '@salesforce/label/c.Softphone_Directory_Records';
import SAVED from '@salesforce/label/c.Softphone_Directory_Saved';
import SHARED from '@salesforce/label/c.Softphone_Directory_Shared';
import TYPED from '@salesforce/label/c.Softphone_Directory_Typed';
import { stateName } from 'c/softphoneAgentState';
import { clockTime, fill } from 'c/softphoneFormat';
import { displayNumber } from 'c/softphoneNumber';

type Kind = DirectoryEntry['kind'] | 'typed';

/** One line that can be chosen. */
export interface DirectoryRow {
  /** The same for the same target, whatever else is found; fit for an id on the page. */
  readonly key: string;
  readonly target: Target;
  readonly name: string;
  readonly detail: string;
  readonly iconName: string;
  /** Colour of the agent's state. */
  readonly dotClass: string | undefined;
}

export interface DirectoryGroup {
  readonly kind: Kind;
  readonly heading: string;
  readonly rows: readonly DirectoryRow[];
}

const HEADINGS: Readonly<Record<Kind, string>> = {
  typed: TYPED,
  agent: AGENTS,
  queue: QUEUES,
  shared: SHARED,
  saved: SAVED,
  record: RECORDS,
  recent: RECENT,
};

const ICONS: Readonly<Record<Kind, string>> = {
  typed: 'utility:call',
  agent: 'utility:user',
  queue: 'utility:queue',
  shared: 'utility:groups',
  saved: 'utility:favorite',
  record: 'utility:contact',
  recent: 'utility:recent',
};

/** The entries under their headings; first of all, the number itself when one was typed. */
export function groupsOf(
  entries: readonly DirectoryEntry[],
  typed: string | undefined,
  country: string,
): readonly DirectoryGroup[] {
  const groups: { kind: Kind; heading: string; rows: DirectoryRow[] }[] = [];
  const add = (kind: Kind, row: Omit<DirectoryRow, 'key' | 'iconName'>) => {
    const last = groups.at(-1);
    const group = last?.kind === kind ? last : { kind, heading: HEADINGS[kind], rows: [] };
    if (group !== last) groups.push(group);
    group.rows.push({ key: keyOf(kind, row), iconName: ICONS[kind], ...row });
  };
  if (typed !== undefined) {
    add('typed', { target: { kind: 'number', number: typed }, name: typed, detail: '', dotClass: undefined });
  }
  for (const entry of entries) {
    const { kind, target, name } = entry;
    const dotClass = kind === 'agent' ? `dot dot_${entry.agentState}` : undefined;
    add(kind, { target, name: nameOf(entry, country), detail: detailOf(entry, country, name), dotClass });
  }
  return groups;
}

/** The same number stays the same row, once it is saved for example; the list has each number once. */
function keyOf(kind: Kind, { target }: Pick<DirectoryRow, 'target'>): string {
  const prefix = kind === 'typed' ? kind : target.kind;
  switch (target.kind) {
    case 'agent':
      return `${prefix}-${target.agentId}`;
    case 'queue':
      return `${prefix}-${target.queue.replace(/[^\p{L}\p{N}]+/gu, '-')}`;
    case 'extension':
      return `${prefix}-${target.extension}`;
    case 'number':
      return `${prefix}-${target.number.replace(/\D/g, '')}`;
  }
}

/** A number that stands for itself is shown as people write it. */
function nameOf({ target, name }: DirectoryEntry, country: string): string {
  return target.kind === 'number' && target.number === name ? shown(name, country) : name;
}

function detailOf(entry: DirectoryEntry, country: string, name: string): string {
  switch (entry.kind) {
    case 'agent':
      return joined(stateOf(entry), entry.extension === undefined ? '' : fill(EXTENSION, entry.extension));
    case 'queue':
      return figuresOf(entry);
    case 'record':
      return joined(entry.detail ?? '', shown(entry.target.number, country));
    case 'shared':
    case 'saved':
    case 'recent':
      return entry.target.number === name ? '' : shown(entry.target.number, country);
  }
}

function stateOf({ agentState, reasonCode }: Extract<DirectoryEntry, { kind: 'agent' }>): string {
  if (agentState === 'notReady') return stateName({ name: agentState, reasonCode: reasonCode ?? '' });
  return stateName({ name: agentState } as Exclude<AgentState, { name: 'notReady' }>);
}

function figuresOf({ figures }: Extract<DirectoryEntry, { kind: 'queue' }>): string {
  if (!figures) return '';
  const { waiting, longestWaitSeconds, ready } = figures;
  return waiting === 0
    ? fill(NOBODY_WAITS, ready)
    : fill(FIGURES, waiting, clockTime(longestWaitSeconds), ready);
}

/** Administrators and records write numbers in many ways; with a country's code they are shown alike. */
function shown(number: string, country: string): string {
  return displayNumber(number.startsWith('+') ? `+${number.replace(/\D/g, '')}` : number, country);
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
