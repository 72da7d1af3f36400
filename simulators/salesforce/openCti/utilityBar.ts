import { basename } from 'node:path';
import {
  element,
  elements,
  metadataFiles,
  readMetadata,
  textOf,
  type XmlElement,
} from '../org/metadata/xml.ts';

/** The Open CTI Softphone item of the app's utility bar, and the app it belongs to. */
export interface UtilityBar {
  /** The name of the utility bar's page. */
  readonly utilityBar: string | undefined;
  readonly appLabel: string;
  readonly label: string;
  readonly icon: string;
  /** "Start automatically": loaded with the page, not when the panel is first opened. */
  readonly eager: boolean;
  readonly leftAligned: boolean;
}

/** What an administrator gets who adds the item and changes nothing but "Start automatically". */
const usual: UtilityBar = {
  utilityBar: undefined,
  appLabel: 'Service',
  label: 'Phone',
  icon: 'call',
  eager: true,
  leftAligned: true,
};

/** The utility bar of the project that holds the softphone (Metadata API, FlexiPage of type UtilityBar). */
export function utilityBar(forceApp: string): UtilityBar {
  for (const path of metadataFiles(forceApp, '.flexipage-meta.xml')) {
    const page = readMetadata(path, 'FlexiPage');
    const softphone = elements(page, 'flexiPageRegions')
      .flatMap((region) => elements(region, 'itemInstances'))
      .flatMap((item) => elements(item, 'componentInstance'))
      .find((component) => textOf(component, 'componentName') === 'opencti:softPhone');
    if (!softphone) continue;
    const item = properties(softphone, 'componentInstanceProperties');
    const bar = properties(element(page, 'template'), 'properties');
    return {
      utilityBar: basename(path, '.flexipage-meta.xml'),
      appLabel: appWith(forceApp, basename(path, '.flexipage-meta.xml')) ?? usual.appLabel,
      label: item.get('label') ?? usual.label,
      icon: item.get('icon') ?? usual.icon,
      eager: item.get('eager') === 'true',
      leftAligned: bar.get('isLeftAligned') !== 'false',
    };
  }
  return usual;
}

function properties(parent: XmlElement | undefined, name: string): ReadonlyMap<string, string> {
  return new Map(
    elements(parent, name).map((property) => [
      textOf(property, 'name') ?? '',
      textOf(property, 'value') ?? '',
    ]),
  );
}

function appWith(forceApp: string, utilityBarName: string): string | undefined {
  const apps = metadataFiles(forceApp, '.app-meta.xml').map((path) =>
    readMetadata(path, 'CustomApplication'),
  );
  const app = apps.find((each) => textOf(each, 'utilityBar') === utilityBarName);
  return app && textOf(app, 'label');
}
