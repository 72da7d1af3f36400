import { basename } from 'node:path';
import {
  element,
  elements,
  isTrue,
  metadataFiles,
  readMetadata,
  textOf,
  type XmlElement,
} from '../org/metadata/xml.ts';

/** A flow of the project's metadata (Metadata API, type Flow), as far as its screens go. */
export interface ScreenFlow {
  readonly apiName: string;
  readonly label: string;
  /** Users run active flows of type Flow ("screen flow") alone. */
  readonly runs: boolean;
  readonly inputs: readonly string[];
  readonly screens: readonly FlowScreen[];
  /** Name of the first screen. */
  readonly first: string | undefined;
}

export interface FlowScreen {
  readonly name: string;
  readonly label: string;
  readonly fields: readonly FlowField[];
  /** Name of the screen after this one; the flow finishes without. */
  readonly next: string | undefined;
}

export interface FlowField {
  readonly name: string;
  /** `DisplayText`, `InputField`, `LargeTextArea`, ... */
  readonly type: string;
  /** Plain text with merge fields such as `{!ani}`. */
  readonly text: string;
  /** With merge fields. */
  readonly defaultValue: string;
}

/** The flows of metadata folders; one of a later folder takes the place of its namesake. */
export class ScreenFlows {
  readonly #folders: readonly string[];

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  all(): readonly ScreenFlow[] {
    return metadataFiles(this.#folders, suffix).map((path) =>
      readFlow(basename(path, suffix), readMetadata(path, 'Flow')),
    );
  }

  find(apiName: string): ScreenFlow | undefined {
    return this.all().find((flow) => flow.apiName === apiName);
  }
}

/** `text` with each `{!name}` replaced by that variable's value; a variable that was not given is empty. */
export function merged(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\{!\s*(\w+)\s*\}/g, (_field, name: string) => values.get(name) ?? '');
}

const suffix = '.flow-meta.xml';

function readFlow(apiName: string, xml: XmlElement): ScreenFlow {
  const screens = new Set(elements(xml, 'screens').flatMap((screen) => textOf(screen, 'name') ?? []));
  const targets = connections(xml);
  const screenFrom = (start: string | undefined): string | undefined =>
    firstScreen(start, { screens, targets });
  return {
    apiName,
    label: textOf(xml, 'label') ?? apiName,
    runs: textOf(xml, 'status') === 'Active' && textOf(xml, 'processType') === 'Flow',
    inputs: elements(xml, 'variables')
      .filter((variable) => isTrue(variable, 'isInput'))
      .map((variable) => textOf(variable, 'name') ?? ''),
    screens: elements(xml, 'screens').map((screen) => readScreen(screen, screenFrom)),
    first: screenFrom(targetOf(element(xml, 'start')) ?? textOf(xml, 'startElementReference')),
  };
}

/** Where each element of a flow leads. */
function connections(xml: XmlElement): ReadonlyMap<string, string | undefined> {
  const all = Object.keys(xml).flatMap((kind) => elements(xml, kind));
  return new Map(
    all.flatMap((each) => {
      const name = textOf(each, 'name');
      return name === undefined ? [] : [[name, targetOf(each)]];
    }),
  );
}

/** Elements that do something unseen are passed over: the console runs screens alone. */
function firstScreen(
  start: string | undefined,
  flow: { screens: ReadonlySet<string>; targets: ReadonlyMap<string, string | undefined> },
): string | undefined {
  const passed = new Set<string>();
  let at = start;
  while (at !== undefined && !flow.screens.has(at) && !passed.has(at)) {
    passed.add(at);
    at = flow.targets.get(at);
  }
  return at !== undefined && flow.screens.has(at) ? at : undefined;
}

function targetOf(from: XmlElement | undefined): string | undefined {
  return textOf(element(from, 'connector') ?? element(from, 'defaultConnector'), 'targetReference');
}

function readScreen(
  xml: XmlElement,
  screenFrom: (start: string | undefined) => string | undefined,
): FlowScreen {
  const name = textOf(xml, 'name') ?? '';
  return {
    name,
    label: textOf(xml, 'label') ?? name,
    fields: elements(xml, 'fields').map(readField),
    next: screenFrom(targetOf(xml)),
  };
}

function readField(xml: XmlElement): FlowField {
  const defaultValue = element(xml, 'defaultValue');
  const reference = textOf(defaultValue, 'elementReference');
  return {
    name: textOf(xml, 'name') ?? '',
    type: textOf(xml, 'fieldType') ?? 'DisplayText',
    text: plainText(textOf(xml, 'fieldText') ?? ''),
    defaultValue: reference === undefined ? (textOf(defaultValue, 'stringValue') ?? '') : `{!${reference}}`,
  };
}

/** Display texts are rich text; the console shows their words. */
function plainText(richText: string): string {
  return richText
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
