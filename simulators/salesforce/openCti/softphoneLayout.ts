import type { OrgSettings } from './orgSettings.ts';

/** A softphone layout as getSoftphoneLayout() answers it: page "getSoftphoneLayout() for Lightning Experience". */
export type SoftphoneLayout = Readonly<Record<'Internal' | 'Inbound' | 'Outbound', LayoutSection>>;

export interface LayoutSection {
  readonly callRelatedFields: readonly string[];
  /** Fields shown of each object; an object without fields is not searched. */
  readonly objects: Readonly<Record<string, readonly LayoutField[]>>;
  readonly screenPopSettings: ScreenPopSettings;
}

export interface LayoutField {
  readonly displayName: string;
  readonly apiName: string;
}

export interface ScreenPopSettings {
  readonly screenPopsOpenWithin?: 'ExistingWindow' | 'NewWindow';
  readonly NoMatch?: PopRule;
  readonly SingleMatch?: PopRule;
  readonly MultipleMatches?: PopRule;
}

export interface PopRule {
  readonly screenPopType: string;
  readonly screenPopData?: string;
}

const people = {
  Account: [field('Account Name', 'Name'), field('Phone', 'Phone')],
  Contact: [
    field('Name', 'Name'),
    field('Account Name', 'Account.Name'),
    field('Phone', 'Phone'),
    field('Mobile', 'MobilePhone'),
  ],
  Lead: [field('Name', 'Name'), field('Company', 'Company'), field('Phone', 'Phone')],
  Case: [field('Case Number', 'CaseNumber'), field('Subject', 'Subject'), field('Status', 'Status')],
};

const defaultLayout: SoftphoneLayout = {
  Internal: {
    callRelatedFields: ['ANI', 'DNIS'],
    objects: { User: [field('Name', 'Name')] },
    screenPopSettings: {},
  },
  Inbound: {
    callRelatedFields: ['ANI', 'DNIS', 'SEGMENT', 'QUEUE'],
    objects: people,
    screenPopSettings: {
      screenPopsOpenWithin: 'ExistingWindow',
      NoMatch: { screenPopType: 'PopToEntity', screenPopData: 'Contact' },
      SingleMatch: { screenPopType: 'PopToDetail' },
      MultipleMatches: { screenPopType: 'PopToSearch' },
    },
  },
  Outbound: { callRelatedFields: ['DNIS'], objects: people, screenPopSettings: {} },
};

/** The layout of the org: the default one until `softphoneLayout` is set in the org's settings. */
export function softphoneLayout(settings: OrgSettings): SoftphoneLayout {
  return (settings.get('softphoneLayout') as SoftphoneLayout | undefined) ?? defaultLayout;
}

function field(displayName: string, apiName: string): LayoutField {
  return { displayName, apiName };
}
