import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { childrenOf, textOf, type MetadataFile, type Problem } from './metadataFile.ts';

interface Project {
  readonly root: string;
  /** Of sfdx-project.json; everything in the package has it. */
  readonly apiVersion: string;
}

const LARGEST_RESOURCE = 5 * 1024 * 1024;
const LARGEST_NAME = 40;
const LARGEST_REPORT_DESCRIPTION = 255;

/** What the types allow and Salesforce still refuses, or would quietly do wrong. */
export function checkRules(file: MetadataFile, project: Project): readonly Problem[] {
  const found = [...checkApiVersion(file, project), ...(rules[file.type]?.(file, project) ?? [])];
  return found.map((message) => ({ path: file.path, message }));
}

type Rule = (file: MetadataFile, project: Project) => readonly string[];

const rules: Readonly<Record<string, Rule>> = {
  CallCenter: checkCallCenter,
  StaticResource: checkStaticResource,
  CustomField: checkField,
  CustomLabels: checkLabels,
  Report: checkReport,
};

function checkApiVersion({ root }: MetadataFile, { apiVersion }: Project): readonly string[] {
  const own = textOf(root, 'apiVersion');
  return own === undefined || own === apiVersion
    ? []
    : [`apiVersion ${own} is not the project's ${apiVersion}`];
}

/** The same settings stand in `customSettings` and in the sections; names as "Call Center Definition File Format" has them. */
function checkCallCenter({ root }: MetadataFile): readonly string[] {
  const sections = childrenOf(root, 'sections');
  const names = sections
    .flatMap((section) => [section, ...childrenOf(section, 'items')])
    .map((element) => textOf(element, 'name') ?? '');
  const badNames = names.filter((name) => !/^[a-zA-Z0-9]+$/.test(name) || name.length > LARGEST_NAME);
  const items = new Map(
    sections
      .flatMap((section) => childrenOf(section, 'items'))
      .map((item) => [textOf(item, 'name'), textOf(item, 'value')]),
  );
  const said = [
    ...Object.entries(settingsOf(root)),
    ['reqAdapterUrl', textOf(root, 'adapterUrl') ?? ''] as const,
  ].filter(([name, value]) => items.get(name) !== value);
  return [
    ...badNames.map((name) => `the name "${name}" must have 1 to ${LARGEST_NAME} letters and digits`),
    ...said.map(
      ([name, value]) => `${name} is "${value}" at the top and "${items.get(name) ?? ''}" in its section`,
    ),
  ];
}

function settingsOf(root: MetadataFile['root']): Readonly<Record<string, string>> {
  return JSON.parse(textOf(root, 'customSettings') ?? '{}') as Readonly<Record<string, string>>;
}

/** A folder of a static resource is built, so it may not be there yet. */
function checkStaticResource({ path }: MetadataFile, { root }: Project): readonly string[] {
  const content = join(root, path.replace(/\.resource-meta\.xml$/, ''));
  const size = globSync('**/*', { cwd: content })
    .map((file) => statSync(join(content, file)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
  return size > LARGEST_RESOURCE ? [`has ${size} bytes; a static resource may have ${LARGEST_RESOURCE}`] : [];
}

function checkField({ name, root }: MetadataFile): readonly string[] {
  const own = textOf(root, 'fullName') ?? '';
  return name.endsWith(`.${own}`) ? [] : [`<fullName> ${own} is not the file's name`];
}

function checkLabels({ root }: MetadataFile): readonly string[] {
  const names = childrenOf(root, 'labels').map((label) => textOf(label, 'fullName') ?? '');
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => `has the label ${name} twice`);
}

/** A column that the rows are grouped by must not be shown beside it. */
function checkReport({ root }: MetadataFile): readonly string[] {
  const fieldsIn = (name: string) => childrenOf(root, name).map((element) => textOf(element, 'field') ?? '');
  const grouped = new Set(fieldsIn('groupingsDown'));
  const name = textOf(root, 'name') ?? '';
  const description = textOf(root, 'description') ?? '';
  return [
    ...(name.length > LARGEST_NAME ? [`has a name of more than ${LARGEST_NAME} characters`] : []),
    ...(description.length > LARGEST_REPORT_DESCRIPTION
      ? [`has a description of more than ${LARGEST_REPORT_DESCRIPTION} characters`]
      : []),
    ...fieldsIn('columns')
      .filter((field) => grouped.has(field))
      .map((field) => `has the column ${field} and is grouped by it`),
  ];
}
