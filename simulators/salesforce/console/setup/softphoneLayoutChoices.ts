import type { CallSection, MatchKind } from '../../openCti/softphoneLayout.ts';
import { fieldLabel } from '../fieldMarkup.ts';
import type { Viewing } from '../view.ts';

export interface Named {
  readonly name: string;
  readonly label: string;
}

/** An object that a softphone layout may show, with its fields. */
export interface LayoutObject extends Named {
  readonly fields: readonly Named[];
}

/** One way to pop; `targets` are what it may pop to, where that is to be chosen. */
export interface PopChoice {
  /** `screenPopType` of getSoftphoneLayout(). */
  readonly type: string;
  readonly label: string;
  readonly targets?: readonly Named[];
}

/** Internal calls are with users; all others with whoever the org has records of. */
export function layoutObjects({ org, user }: Viewing, section: CallSection): readonly LayoutObject[] {
  const offered = org
    .describeGlobal(user.id)
    .filter((object) => (section === 'Internal' ? object.name === 'User' : isSearchable(object)));
  return offered.map(({ name, label }) => ({ name, label, fields: fieldsOf({ org, user }, name) }));
}

/** What Setup offers for calls without, with one and with several matching records. */
export function popChoices(viewing: Viewing, kind: MatchKind): readonly PopChoice[] {
  const own: Readonly<Record<MatchKind, PopChoice>> = {
    NoMatch: { type: 'PopToEntity', label: 'Pop to new', targets: newRecordObjects(viewing) },
    SingleMatch: { type: 'PopToEntity', label: 'Pop to detail page' },
    MultipleMatches: { type: 'PopToSearch', label: 'Pop to search page' },
  };
  return [
    { type: 'DoNotPop', label: "Don't pop any screen" },
    own[kind],
    ...withTargets({ type: 'PopToVisualforce', label: 'Pop to Visualforce page', targets: pages(viewing) }),
    ...withTargets({ type: 'PopToFlow', label: 'Pop to flow', targets: flows(viewing) }),
  ];
}

type Offered = ReturnType<Viewing['org']['describeGlobal']>[number];

function isSearchable({ name, searchable, layoutable }: Offered): boolean {
  return searchable && layoutable && name !== 'Task';
}

function fieldsOf({ org, user }: Pick<Viewing, 'org' | 'user'>, sObject: string): readonly Named[] {
  const fields = org.describe(sObject, user.id)?.fields ?? [];
  return fields.map((field) => ({
    name:
      field.type === 'reference' && field.relationshipName ? `${field.relationshipName}.Name` : field.name,
    label: fieldLabel(field),
  }));
}

function newRecordObjects({ org, user }: Viewing): readonly Named[] {
  return org.describeGlobal(user.id).filter((object) => isSearchable(object) && object.createable);
}

function pages({ pageNames }: Viewing): readonly Named[] {
  return pageNames().map((name) => ({ name, label: name }));
}

function flows(viewing: Viewing): readonly Named[] {
  const running = viewing.flows.all().filter(({ runs }) => runs);
  return running.map(({ apiName, label }) => ({ name: apiName, label }));
}

/** A choice without anything to choose is not offered. */
function withTargets(choice: PopChoice): readonly PopChoice[] {
  return choice.targets?.length ? [choice] : [];
}
