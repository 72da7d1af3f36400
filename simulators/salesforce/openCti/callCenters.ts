import { basename } from 'node:path';
import { elements, metadataFiles, readMetadata, textOf, type XmlElement } from '../org/metadata/xml.ts';
import type { Org, OrgUser } from '../org/org.ts';
import type { OrgSettings } from './orgSettings.ts';

/** A call center's definition with its present values: page "Call Center Definition File". */
export interface CallCenter {
  readonly id: string;
  readonly internalName: string;
  readonly displayName: string;
  readonly displayNameLabel: string;
  readonly internalNameLabel: string;
  readonly sections: readonly CallCenterSection[];
}

export interface CallCenterSection {
  readonly name: string;
  readonly label: string;
  readonly items: readonly CallCenterItem[];
}

export interface CallCenterItem {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

/** The call centers of the project's metadata, with the values changed in Setup. */
export class CallCenters {
  readonly #org: Org;
  readonly #settings: OrgSettings;
  readonly #forceApp: string;

  constructor(org: Org, settings: OrgSettings, forceApp: string) {
    this.#org = org;
    this.#settings = settings;
    this.#forceApp = forceApp;
  }

  all(): readonly CallCenter[] {
    const administrator = this.#org.users()[0];
    if (!administrator) return [];
    const rows = this.#org.query(
      'SELECT Id, InternalName FROM CallCenter ORDER BY Name',
      administrator.id,
    ).records;
    const files = new Map(
      metadataFiles(this.#forceApp, '.callCenter-meta.xml').map((path) => [
        basename(path, '.callCenter-meta.xml'),
        path,
      ]),
    );
    return rows.flatMap((row) => {
      const file = files.get(String(row.InternalName));
      return file ? [this.#read(file, { id: String(row.Id), internalName: String(row.InternalName) })] : [];
    });
  }

  /** The call center with this internal name or id. */
  find(nameOrId: string): CallCenter | undefined {
    return this.all().find(({ id, internalName }) => id === nameOrId || internalName === nameOrId);
  }

  /** The call center a user is assigned to; without one there is no softphone. */
  of(user: OrgUser): CallCenter | undefined {
    return user.callCenterId === undefined ? undefined : this.find(user.callCenterId);
  }

  /** Changes values; the keys are `section/item`. Values as they are stay with the definition. */
  save(internalName: string, given: Readonly<Record<string, string>>): void {
    const present = this.find(internalName)?.sections ?? [];
    const valueOf = (key: string): string | undefined => {
      const [section, item] = key.split('/');
      return present.find(({ name }) => name === section)?.items.find(({ name }) => name === item)?.value;
    };
    const values = Object.fromEntries(Object.entries(given).filter(([key, value]) => valueOf(key) !== value));
    this.#settings.set(settingOf(internalName), { ...this.#changed(internalName), ...values });
  }

  #changed(internalName: string): Readonly<Record<string, string>> {
    return (this.#settings.get(settingOf(internalName)) as Record<string, string> | undefined) ?? {};
  }

  #read(file: string, row: { id: string; internalName: string }): CallCenter {
    const xml = readMetadata(file, 'CallCenter');
    const changed = this.#changed(row.internalName);
    const displayName = textOf(xml, 'displayName') ?? row.internalName;
    const names = {
      displayNameLabel: textOf(xml, 'displayNameLabel') ?? 'Display Name',
      internalNameLabel: textOf(xml, 'internalNameLabel') ?? 'Internal Name',
    };
    const sections = elements(xml, 'sections').map((section): CallCenterSection => {
      const name = textOf(section, 'name') ?? '';
      const items = elements(section, 'items').map((item) =>
        readItem(item, (key) => changed[`${name}/${key}`]),
      );
      return { name, label: textOf(section, 'label') ?? name, items };
    });
    return {
      ...row,
      displayName,
      ...names,
      sections: withPlatformItems(sections, { ...row, displayName, ...names, xml }),
    };
  }
}

/**
 * The settings a softphone gets: one flat object whose keys are `/section/item`, all values texts.
 * Page "getCallCenterSettings() for Lightning Experience"; values that look like phone numbers come decorated.
 */
export function callCenterSettings(callCenter: CallCenter): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {
    '/displayNameLabel': callCenter.displayNameLabel,
    '/internalNameLabel': callCenter.internalNameLabel,
    '/label': callCenter.displayName,
  };
  callCenter.sections.forEach((section, sectionOrder) => {
    flat[`/${section.name}/label`] = section.label;
    flat[`/${section.name}/sortOrder`] = sectionOrder.toFixed(1);
    section.items.forEach((item, itemOrder) => {
      const key = `/${section.name}/${item.name}`;
      flat[key] = decoratePhone(item.value);
      flat[`${key}/label`] = item.label;
      flat[`${key}/sortOrder`] = itemOrder.toFixed(1);
    });
  });
  return flat;
}

/** A value of the section reqGeneralInfo. */
export function generalValue(callCenter: CallCenter, name: string): string | undefined {
  const general = callCenter.sections.find((section) => section.name === generalSection);
  return general?.items.find((item) => item.name === name)?.value;
}

const generalSection = 'reqGeneralInfo';

/** Labels of the sample definition file, for what a definition gives without one. */
const generalLabels: Readonly<Record<string, string>> = {
  reqAdapterUrl: 'CTI Adapter URL',
  reqUseApi: 'Use CTI API',
  reqSoftphoneHeight: 'Softphone Height',
  reqSoftphoneWidth: 'Softphone Width',
  reqSalesforceCompatibilityMode: 'Salesforce Compatibility Mode',
  reqStandbyUrl: 'Standby URL',
  reqTimeout: 'Timeout',
};

function settingOf(internalName: string): string {
  return `callCenter.${internalName}`;
}

function readItem(item: XmlElement, changed: (name: string) => string | undefined): CallCenterItem {
  const name = textOf(item, 'name') ?? '';
  return {
    name,
    label: textOf(item, 'label') ?? generalLabels[name] ?? name,
    value: changed(name) ?? textOf(item, 'value') ?? '',
  };
}

/** The names stand first in the general section, and what only `customSettings` gives is listed there as well. */
function withPlatformItems(
  sections: readonly CallCenterSection[],
  known: Pick<CallCenter, 'internalName' | 'displayName' | 'displayNameLabel' | 'internalNameLabel'> & {
    xml: XmlElement;
  },
): readonly CallCenterSection[] {
  const general = sections.find((section) => section.name === generalSection) ?? {
    name: generalSection,
    label: 'General Information',
    items: [],
  };
  const names: readonly CallCenterItem[] = [
    { name: 'reqInternalName', label: known.internalNameLabel, value: known.internalName },
    { name: 'reqDisplayName', label: known.displayNameLabel, value: known.displayName },
  ];
  const custom = Object.entries(
    JSON.parse(textOf(known.xml, 'customSettings') ?? '{}') as Record<string, string>,
  );
  const adapterUrl = textOf(known.xml, 'adapterUrl');
  const others = [...(adapterUrl ? [['reqAdapterUrl', adapterUrl] as const] : []), ...custom].map(
    ([name, value]) => ({ name, label: generalLabels[name] ?? name, value }),
  );
  const given = general.items.filter((item) => !names.some(({ name }) => name === item.name));
  const missing = others.filter(({ name }) => !given.some((item) => item.name === name));
  return [
    { ...general, items: [...names, ...given, ...missing] },
    ...sections.filter((section) => section !== general),
  ];
}

function decoratePhone(value: string): string {
  const digits = value.replace(/\D/g, '');
  const phone = /^\+?[\d\s().-]+$/.test(value) && digits.length >= 10 && digits.length <= 15;
  return phone ? `${value} (tel:${value.startsWith('+') ? '+' : ''}${digits})` : value;
}
