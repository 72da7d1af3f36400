import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findProblems } from './findProblems.ts';
import { readMetadataTypes } from './metadataTypes.ts';
import {
  main,
  sound,
  apexMeta,
  pageMeta,
  metadata,
  labels,
  field,
  record,
  permissionSet,
  callCenter,
} from './testing/soundPackage.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const types = readMetadataTypes(join(repository, 'node_modules/@salesforce/types/lib/metadata.d.ts'));

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'check-metadata-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('the check of Apex', () => {
  it.each([
    ['a class without sharing', 'public class Auth {}', 'with sharing'],
    [
      'a query in system mode',
      'public with sharing class Auth { static List<Task> all() { return [SELECT Id FROM Task]; } }',
      'without USER_MODE',
    ],
  ])('finds %s', (_what, source, message) => {
    expect(problemsOf({ 'classes/Auth.cls': source })).toEqual([expect.stringContaining(message)]);
  });

  it('finds a class without tests', () => {
    const other = {
      'classes/Other.cls': 'public with sharing class Other {}',
      'classes/Other.cls-meta.xml': apexMeta,
    };

    expect(problemsOf(other)).toEqual([expect.stringContaining('needs a test class')]);
  });
});

describe('the check of the Salesforce package', () => {
  it('finds nothing wrong with a sound package', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it.each([
    [
      'an element that does not exist',
      {
        'classes/Auth.cls-meta.xml': metadata(
          'ApexClass',
          '<apiVersion>66.0</apiVersion><status>Active</status><colour/>',
        ),
      },
      'ApexClass.colour is unknown',
    ],
    [
      'a missing element',
      { 'classes/Auth.cls-meta.xml': metadata('ApexClass', '<apiVersion>66.0</apiVersion>') },
      'ApexClass <status> is missing',
    ],
    [
      'a wrong value of a list',
      { 'classes/Auth.cls-meta.xml': apexMeta.replace('Active', 'Lazy') },
      '"Lazy" is not one of ApexCodeUnitStatus',
    ],
    [
      'a wrong number',
      { 'classes/Auth.cls-meta.xml': apexMeta.replace('66.0', 'new') },
      '"new" is not a number',
    ],
    [
      'a wrong yes or no',
      { 'objects/Activity/fields/Ani__c.field-meta.xml': field('Ani__c', '<unique>yes</unique>') },
      '"yes" is not true or false',
    ],
    [
      'an element that stands twice',
      { 'classes/Auth.cls-meta.xml': apexMeta.replace('<status>', '<status>Active</status><status>') },
      'ApexClass.status stands more than once',
    ],
    [
      'a type that does not exist',
      { 'classes/Auth.cls-meta.xml': metadata('ApexThing', '') },
      'ApexThing is no type of the Metadata API',
    ],
    [
      'a missing namespace',
      { 'classes/Auth.cls-meta.xml': apexMeta.replace(/ xmlns="[^"]*"/, '') },
      '<ApexClass> needs xmlns=',
    ],
    [
      'malformed XML',
      { 'classes/Auth.cls-meta.xml': apexMeta.replace('</status>', '') },
      "Expected closing tag 'status'",
    ],
    [
      'another API version',
      { 'pages/Phone.page-meta.xml': pageMeta.replace('66.0', '58.0') },
      "apiVersion 58.0 is not the project's 66.0",
    ],
    ['an Apex error', { 'classes/Auth.cls': 'public class Auth { String token( { } }' }, 'line 1:'],
    [
      'a text that Apex cannot read',
      { 'classes/Auth.cls': String.raw`public class Auth { String a = '\q'; }` },
      'line 1:',
    ],
    [
      'a label that does not exist',
      { 'labels/CustomLabels.labels-meta.xml': labels('Greeting', 'Name') },
      'phone.ts: names the CustomLabel Hello',
    ],
    [
      'a label that nothing uses',
      { 'labels/CustomLabels.labels-meta.xml': labels('Greeting', 'Name', 'Hello', 'Bye') },
      'has the label Bye, which nothing uses',
    ],
    [
      'a label that stands twice',
      { 'labels/CustomLabels.labels-meta.xml': labels('Greeting', 'Name', 'Hello', 'Hello') },
      'has the label Hello twice',
    ],
    [
      'a static resource that does not exist',
      { 'pages/Phone.page': '<apex:page>{!$Label.Greeting}{!$Resource.gone}</apex:page>' },
      'Phone.page: names the StaticResource gone',
    ],
    [
      'a component that does not exist',
      { 'lwc/phone/phone.ts': "import HELLO from '@salesforce/label/c.Hello'; import X from 'c/gone';" },
      'names the LightningComponentBundle gone',
    ],
    [
      'a class that does not exist',
      {
        'permissionsets/Agent.permissionset-meta.xml': permissionSet({
          apexClass: 'Gone',
          field: 'Task.Ani__c',
        }),
      },
      'names the ApexClass Gone',
    ],
    [
      'a field that does not exist',
      {
        'permissionsets/Agent.permissionset-meta.xml': permissionSet({
          apexClass: 'Auth',
          field: 'Task.Dnis__c',
        }),
      },
      'names the CustomField Activity.Dnis__c',
    ],
    [
      'a field of a record that does not exist',
      { 'customMetadata/Service.Default.md-meta.xml': record('Address__c') },
      'names the CustomField Service__mdt.Address__c',
    ],
    [
      'a page that does not exist',
      { 'callCenters/Center.callCenter-meta.xml': callCenter({ adapterUrl: '/apex/Gone' }) },
      'names the ApexPage Gone',
    ],
    [
      'settings that contradict each other',
      { 'callCenters/Center.callCenter-meta.xml': callCenter({ adapterUrl: '/apex/Phone', height: '999' }) },
      'reqSoftphoneHeight is "600" at the top and "999" in its section',
    ],
    [
      'a setting with a space',
      {
        'callCenters/Center.callCenter-meta.xml': callCenter({
          adapterUrl: '/apex/Phone',
          extra: 'service url',
        }),
      },
      'the name "service url" must have',
    ],
    [
      'a field in a file of another name',
      { 'objects/Activity/fields/Ani__c.field-meta.xml': field('Other__c') },
      "<fullName> Other__c is not the file's name",
    ],
    [
      'a class without its metadata',
      { 'classes/Lone.cls': 'public class Lone {}' },
      'needs Lone.cls-meta.xml beside it',
    ],
    ['metadata without its class', { 'classes/Lone.cls-meta.xml': apexMeta }, 'needs Lone.cls beside it'],
    [
      'a bundle without its metadata',
      { 'lwc/lone/lone.html': '<template></template>' },
      'needs lone.js-meta.xml',
    ],
    [
      'a field of a report that does not exist',
      { 'reports/Calls/Waits.report-meta.xml': report('Activity.Wait__c') },
      'names the CustomField Activity.Wait__c',
    ],
    [
      'a column by which a report is grouped',
      { 'reports/Calls/Waits.report-meta.xml': report('Activity.Ani__c') },
      'has the column Activity.Ani__c and is grouped by it',
    ],
    [
      'a report that does not exist',
      {
        'dashboards/Calls/Board.dashboard-meta.xml': metadata(
          'Dashboard',
          '<dashboardGridLayout><dashboardGridComponents><dashboardComponent><report>Calls/Gone</report></dashboardComponent></dashboardGridComponents></dashboardGridLayout>',
        ),
      },
      'names the Report Gone',
    ],
    [
      'a resource too large',
      { 'staticresources/phone/big.js': 'x'.repeat(5 * 1024 * 1024 + 1) },
      'has 5242881 bytes',
    ],
  ])('reports %s', (_what, changes, message) => {
    expect(problemsOf(changes).join('\n')).toContain(message);
  });
});

describe("the project's own package", () => {
  it('is sound', () => {
    expect(findProblems(repository, types).problems).toEqual([]);
  });
});

function report(field: string): string {
  const grouping = '<groupingsDown><field>Activity.Ani__c</field><sortOrder>Asc</sortOrder></groupingsDown>';
  return metadata(
    'Report',
    `<columns><field>${field}</field></columns><format>Summary</format>${grouping}<name>Waits</name><reportType>Activity</reportType>`,
  );
}

function problemsOf(changes: Readonly<Record<string, string>>): readonly string[] {
  const changed = Object.entries(changes).map(([file, content]) => [join(main, file), content]);
  for (const [file = '', content = ''] of [...Object.entries(sound), ...changed]) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return findProblems(root, types).problems.map(({ path, message }) => `${path}: ${message}`);
}
