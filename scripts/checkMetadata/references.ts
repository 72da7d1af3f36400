import { childrenOf, textOf, type MetadataFile, type XmlElement } from './metadataFile.ts';

/** A component that another one names. */
export interface Reference {
  readonly type: string;
  readonly name: string;
}

/** What a metadata file refers to in the same package; what the platform itself brings is left out. */
export function referencesOf(file: MetadataFile): readonly Reference[] {
  return (finders[file.type]?.(file) ?? []).filter(isOurs);
}

/** What a Visualforce page refers to in the same package. */
export function referencesOfPage(markup: string): readonly Reference[] {
  return [
    ...named(markup, /\$Resource\.(\w+)/g, 'StaticResource'),
    ...named(markup, /\$Label\.(?:c\.)?(\w+)/g, 'CustomLabel'),
    ...named(markup, /<apex:page[^>]*\s(?:controller|extensions)="(\w+)"/g, 'ApexClass'),
  ];
}

/** What a script, of a component or of the page's bundle, refers to in the same package. */
export function referencesOfScript(source: string): readonly Reference[] {
  return [
    ...named(source, /@salesforce\/label\/c\.(\w+)/g, 'CustomLabel'),
    ...named(source, /@salesforce\/resourceUrl\/(\w+)/g, 'StaticResource'),
    ...named(source, /@salesforce\/apex\/(\w+)/g, 'ApexClass'),
    ...named(source, /from 'c\/(\w+)'/g, 'LightningComponentBundle'),
  ];
}

type Finder = (file: MetadataFile) => readonly Reference[];

const finders: Readonly<Record<string, Finder>> = {
  PermissionSet: ({ root }) => [
    ...each(root, ['classAccesses', 'apexClass'], 'ApexClass'),
    ...each(root, ['pageAccesses', 'apexPage'], 'ApexPage'),
    ...each(root, ['customPermissions', 'name'], 'CustomPermission'),
    ...each(root, ['applicationVisibilities', 'application'], 'CustomApplication'),
    ...each(root, ['tabSettings', 'tab'], 'CustomTab'),
    ...each(root, ['objectPermissions', 'object'], 'CustomObject'),
    ...each(root, ['customMetadataTypeAccesses', 'name'], 'CustomObject'),
    ...each(root, ['fieldPermissions', 'field'], 'CustomField').map(ofActivity),
  ],
  CustomApplication: ({ root }) => [
    ...reference('FlexiPage', textOf(root, 'utilityBar')),
    ...childrenOf(root, 'tabs').flatMap(({ text }) => reference('CustomTab', text)),
    ...each(root, ['actionOverrides', 'content'], 'FlexiPage'),
  ],
  CustomTab: ({ root }) => [
    ...reference('LightningComponentBundle', textOf(root, 'lwcComponent')),
    ...reference('FlexiPage', textOf(root, 'flexiPage')),
  ],
  FlexiPage: ({ root }) =>
    childrenOf(root, 'flexiPageRegions')
      .flatMap((region) => childrenOf(region, 'itemInstances'))
      .flatMap((item) => each(item, ['componentInstance', 'componentName'], 'LightningComponentBundle'))
      .filter(({ name }) => !name.includes(':')),
  CustomMetadata: ({ name, root }) => {
    const object = `${name.split('.')[0] ?? ''}__mdt`;
    const fields = each(root, ['values', 'field'], 'CustomField');
    return [
      { type: 'CustomObject', name: object },
      ...fields.map((field) => ({ ...field, name: `${object}.${field.name}` })),
    ];
  },
  ReportType: ({ root }) => {
    const columns = childrenOf(root, 'sections').flatMap((section) => childrenOf(section, 'columns'));
    const fieldOf = (column: XmlElement) =>
      `${textOf(column, 'table') ?? ''}.${textOf(column, 'field') ?? ''}`;
    return [
      ...reference('CustomObject', textOf(root, 'baseObject')),
      ...columns.flatMap((column) => reference('CustomField', fieldOf(column))),
    ];
  },
  Report: ({ root }) => [
    ...named(textOf(root, 'reportType') ?? '', /^(\w+)__c$/g, 'ReportType'),
    ...reportFields(root).flatMap((field) => reference('CustomField', field)),
  ],
  Dashboard: ({ root }) =>
    childrenOf(root, 'dashboardGridLayout')
      .flatMap((layout) => childrenOf(layout, 'dashboardGridComponents'))
      .flatMap((cell) => each(cell, ['dashboardComponent', 'report'], 'Report'))
      .map(({ type, name }) => ({ type, name: name.split('/')[1] ?? name })),
  CallCenter: ({ root }) => {
    const page = /^\/apex\/(\w+)/.exec(textOf(root, 'adapterUrl') ?? '');
    return reference('ApexPage', page?.[1]);
  },
};

/** What a report shows, groups and filters by and computes with: `Queue_Interval__c.Offered__c`. */
function reportFields(root: XmlElement): readonly string[] {
  const inside = (outer: string, inner: string) =>
    childrenOf(root, outer).flatMap((element) => textOf(element, inner) ?? []);
  const filters = childrenOf(root, 'filter').flatMap((filter) => childrenOf(filter, 'criteriaItems'));
  const names = [
    ...inside('columns', 'field'),
    ...inside('groupingsDown', 'field'),
    ...inside('timeFrameFilter', 'dateColumn'),
    ...inside('chart', 'groupingColumn'),
    ...filters.flatMap((filter) => textOf(filter, 'column') ?? []),
    ...inside('aggregates', 'calculatedFormula').flatMap((formula) =>
      [...formula.matchAll(/([\w.]+):[A-Z]+/g)].map(([, name]) => name ?? ''),
    ),
  ];
  return names.map((name) => name.replace('$', '.')).filter((name) => name.includes('.'));
}

/** Fields of Task and Event that a package adds are defined on Activity. */
function ofActivity({ type, name }: Reference): Reference {
  return { type, name: name.replace(/^(Task|Event)\./, 'Activity.') };
}

/** Standard objects, fields, applications and tabs are the platform's. */
function isOurs({ type, name }: Reference): boolean {
  if (type === 'CustomField' || type === 'CustomObject') return /__(c|mdt|e)$/.test(name);
  if (type === 'CustomApplication') return !name.startsWith('standard__');
  if (type === 'CustomTab') return !name.startsWith('standard-') && !name.endsWith('__c');
  return true;
}

function each(
  root: XmlElement,
  [outer, inner]: readonly [string, string],
  type: string,
): readonly Reference[] {
  return childrenOf(root, outer).flatMap((element) => reference(type, textOf(element, inner)));
}

function reference(type: string, name: string | undefined): readonly Reference[] {
  return name === undefined || name === '' ? [] : [{ type, name }];
}

function named(text: string, pattern: RegExp, type: string): readonly Reference[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => reference(type, name));
}
