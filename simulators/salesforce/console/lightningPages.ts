import { basename } from 'node:path';
import {
  elements,
  metadataFiles,
  readMetadata,
  textOf,
  texts,
  type XmlElement,
} from '../org/metadata/xml.ts';
import type { OrgUser } from '../org/org.ts';

/** A tab of an app that is one component of the project. */
export interface ComponentTab {
  /** Developer name; its address is `/lightning/n/<name>`. */
  readonly name: string;
  readonly label: string;
  /** The component's name, such as `callHistory`. */
  readonly component: string;
}

/** What the app that holds the softphone shows of the project's components. */
export interface LightningPages {
  /** The tabs that a permission set of the user makes visible; an administrator sees all. */
  tabsOf(user: OrgUser): readonly ComponentTab[];
  /** The tabs of the app that Salesforce brings for reports. */
  readonly reportTabs: readonly { readonly label: string; readonly url: string }[];
  /** The components of an object's record page, from top to bottom. */
  onRecordPage(sObject: string): readonly string[];
}

const REPORT_TABS = {
  'standard-report': { label: 'Reports', url: '/lightning/o/Report/home' },
  'standard-Dashboard': { label: 'Dashboards', url: '/lightning/o/Dashboard/home' },
} as const;

/** Reads apps, tabs and pages of metadata folders (Metadata API: CustomApplication, CustomTab, FlexiPage). */
export function lightningPages(folders: readonly string[], utilityBar: string | undefined): LightningPages {
  const read = (type: string, suffix: string): ReadonlyMap<string, XmlElement> =>
    new Map(metadataFiles(folders, suffix).map((path) => [basename(path, suffix), readMetadata(path, type)]));
  const apps = [...read('CustomApplication', '.app-meta.xml').values()];
  const app = apps.find((each) => utilityBar !== undefined && textOf(each, 'utilityBar') === utilityBar);
  const tabs = read('CustomTab', '.tab-meta.xml');
  const pages = read('FlexiPage', '.flexipage-meta.xml');
  const permissionSets = read('PermissionSet', '.permissionset-meta.xml');

  const appTabs = texts(app, 'tabs').flatMap((name): readonly ComponentTab[] => {
    const component = textOf(tabs.get(name), 'lwcComponent');
    const label = textOf(tabs.get(name), 'label') ?? name;
    return component === undefined ? [] : [{ name, label, component }];
  });
  const reportTabs = Object.entries(REPORT_TABS).flatMap(([name, tab]) =>
    texts(app, 'tabs').includes(name) ? [tab] : [],
  );
  const visibleTo = (user: OrgUser): ReadonlySet<string> =>
    new Set(
      user.permissionSets
        .flatMap((name) => elements(permissionSets.get(name), 'tabSettings'))
        .filter((setting) => textOf(setting, 'visibility') === 'Visible')
        .map((setting) => textOf(setting, 'tab') ?? ''),
    );

  return {
    reportTabs,
    tabsOf: (user) => {
      if (user.profileName === 'System Administrator') return appTabs;
      const visible = visibleTo(user);
      return appTabs.filter(({ name }) => visible.has(name));
    },
    onRecordPage: (sObject) => {
      const override = elements(app, 'actionOverrides').find(
        (each) => textOf(each, 'actionName') === 'View' && textOf(each, 'pageOrSobjectType') === sObject,
      );
      return componentsOf(pages.get(textOf(override, 'content') ?? ''));
    },
  };
}

/** The project's own components on a page; those of the platform have a namespace. */
function componentsOf(page: XmlElement | undefined): readonly string[] {
  return elements(page, 'flexiPageRegions')
    .flatMap((region) => elements(region, 'itemInstances'))
    .flatMap((item) => elements(item, 'componentInstance'))
    .map((component) => textOf(component, 'componentName') ?? '')
    .filter((name) => name !== '' && !name.includes(':'));
}
