import type { Org, OrgUser } from '../org/org.ts';
import type { OrgSettings } from './orgSettings.ts';
import type { CallSection, LayoutField, ScreenPopSettings, SoftphoneLayout } from './softphoneLayout.ts';

/** A softphone layout as Setup keeps it: Setup, Softphone Layouts. */
export interface KeptLayout {
  readonly id: string;
  readonly name: string;
  /** Holds for every profile that is assigned no other; exactly one layout is the default. */
  readonly isDefault: boolean;
  readonly sections: Readonly<Record<CallSection, KeptSection>>;
}

export interface KeptSection {
  readonly callRelatedFields: readonly string[];
  /** API names of the fields shown of each object, such as `Name` or `Account.Name`. */
  readonly objects: Readonly<Record<string, readonly string[]>>;
  readonly screenPopSettings: ScreenPopSettings;
}

/** The call types of a layout, in Setup's order. */
export const sections: readonly CallSection[] = ['Inbound', 'Outbound', 'Internal'];

const layoutsKey = 'softphoneLayouts';
const assignmentsKey = 'softphoneLayoutAssignments';

/** The softphone layouts of the org and which profile uses which. */
export class SoftphoneLayouts {
  readonly #org: Org;
  readonly #settings: OrgSettings;

  constructor(org: Org, settings: OrgSettings) {
    this.#org = org;
    this.#settings = settings;
  }

  all(): readonly KeptLayout[] {
    return (this.#settings.get(layoutsKey) as readonly KeptLayout[] | undefined) ?? [standardLayout];
  }

  find(id: string): KeptLayout | undefined {
    return this.all().find((layout) => layout.id === id);
  }

  /** Keeps a layout under its id; a new default takes the place of the old one, and the only layout stays the default. */
  save(layout: KeptLayout): void {
    const others = this.all().filter(({ id }) => id !== layout.id);
    const defaultElsewhere = others.some(({ isDefault }) => isDefault);
    const isDefault = layout.isDefault || !defaultElsewhere;
    const rest = isDefault ? others.map((each) => ({ ...each, isDefault: false })) : others;
    this.#keep([...rest, { ...layout, isDefault }]);
  }

  /** The default layout stays. */
  remove(id: string): void {
    this.#keep(this.all().filter((layout) => layout.id !== id || layout.isDefault));
  }

  /** Layout ids by profile name; a profile that is not named uses the default layout. */
  assignments(): Readonly<Record<string, string>> {
    return (this.#settings.get(assignmentsKey) as Readonly<Record<string, string>> | undefined) ?? {};
  }

  assign(layoutIdOfProfile: Readonly<Record<string, string>>): void {
    const known = Object.entries(layoutIdOfProfile).filter(([, id]) => this.find(id));
    this.#settings.set(assignmentsKey, Object.fromEntries(known));
  }

  keptFor(profileName: string): KeptLayout {
    const all = this.all();
    const assigned = this.find(this.assignments()[profileName] ?? '');
    return assigned ?? all.find(({ isDefault }) => isDefault) ?? standardLayout;
  }

  /** What getSoftphoneLayout() answers to a user: the labels are those the user sees. */
  of(user: OrgUser): SoftphoneLayout {
    const { Inbound, Outbound, Internal } = this.keptFor(user.profileName).sections;
    return {
      Internal: this.#shown(Internal, user),
      Inbound: this.#shown(Inbound, user),
      Outbound: this.#shown(Outbound, user),
    };
  }

  #shown(section: KeptSection, user: OrgUser): SoftphoneLayout[CallSection] {
    const objects = Object.entries(section.objects).map(
      ([sObject, fields]) =>
        [sObject, fields.map((apiName) => this.#field({ sObject, apiName }, user))] as const,
    );
    return { ...section, objects: Object.fromEntries(objects) };
  }

  /** The parent of a lookup is headed by the lookup's label: `Account.Name` is "Account". */
  #field({ sObject, apiName }: { sObject: string; apiName: string }, user: OrgUser): LayoutField {
    const [parent, ofParent] = apiName.split('.');
    const fields = this.#org.describe(sObject, user.id)?.fields ?? [];
    const found = ofParent
      ? fields.find((field) => field.relationshipName === parent)?.label.replace(/ ID$/, '')
      : fields.find((field) => field.name === apiName)?.label;
    return { displayName: found ?? apiName, apiName };
  }

  #keep(layouts: readonly KeptLayout[]): void {
    this.#settings.set(
      layoutsKey,
      [...layouts].sort((one, other) => one.name.localeCompare(other.name)),
    );
  }
}

/** What a layout starts with in an org: the record of a single match, and nothing else. */
export const unsetPops: ScreenPopSettings = {
  screenPopsOpenWithin: 'ExistingWindow',
  NoMatch: { screenPopType: 'DoNotPop' },
  SingleMatch: { screenPopType: 'PopToEntity' },
  MultipleMatches: { screenPopType: 'DoNotPop' },
};

const customers = {
  Account: ['Name', 'Phone'],
  Contact: ['Name', 'Account.Name', 'Phone', 'MobilePhone'],
  Lead: ['Name', 'Company', 'Phone'],
  Case: ['CaseNumber', 'Subject', 'Status'],
};

/** The layout the org comes with. */
const standardLayout: KeptLayout = {
  id: 'standard',
  name: 'Standard Softphone Layout',
  isDefault: true,
  sections: {
    Inbound: {
      callRelatedFields: ['ANI', 'DNIS', 'SEGMENT', 'QUEUE'],
      objects: customers,
      screenPopSettings: {
        ...unsetPops,
        NoMatch: { screenPopType: 'PopToEntity', screenPopData: 'Contact' },
      },
    },
    Outbound: { callRelatedFields: ['DNIS'], objects: customers, screenPopSettings: {} },
    Internal: { callRelatedFields: ['ANI', 'DNIS'], objects: { User: ['Name'] }, screenPopSettings: {} },
  },
};
