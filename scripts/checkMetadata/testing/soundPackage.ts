/** Where the package has its sources. */
export const main = 'force-app/main/default';

export const apexMeta = metadata('ApexClass', '<apiVersion>66.0</apiVersion><status>Active</status>');
export const pageMeta = metadata('ApexPage', '<apiVersion>66.0</apiVersion><label>Phone</label>');
const bundleMeta = metadata('LightningComponentBundle', '<apiVersion>66.0</apiVersion>');

/** A package without a problem: file and content. */
export const sound: Readonly<Record<string, string>> = {
  'sfdx-project.json': '{"packageDirectories":[{"path":"force-app"}],"sourceApiVersion":"66.0"}',
  [`${main}/classes/Auth.cls`]:
    'public with sharing class Auth { public static String token() { return null; } }',
  [`${main}/classes/Auth.cls-meta.xml`]: apexMeta,
  [`${main}/classes/AuthTest.cls`]: '@IsTest private class AuthTest {}',
  [`${main}/classes/AuthTest.cls-meta.xml`]: apexMeta,
  [`${main}/pages/Phone.page`]: '<apex:page>{!$Label.Greeting} {!$Resource.phone}</apex:page>',
  [`${main}/pages/Phone.page-meta.xml`]: pageMeta,
  [`${main}/staticresources/phone.resource-meta.xml`]: metadata(
    'StaticResource',
    '<cacheControl>Public</cacheControl><contentType>application/zip</contentType>',
  ),
  'softphone/entries/entry.ts': "import NAME from '@salesforce/label/c.Name';",
  [`${main}/lwc/phone/phone.ts`]: "import HELLO from '@salesforce/label/c.Hello';",
  [`${main}/lwc/phone/phone.html`]: '<template></template>',
  [`${main}/lwc/phone/phone.js-meta.xml`]: bundleMeta,
  [`${main}/labels/CustomLabels.labels-meta.xml`]: labels('Greeting', 'Name', 'Hello'),
  [`${main}/objects/Activity/fields/Ani__c.field-meta.xml`]: field('Ani__c'),
  [`${main}/objects/Service__mdt/Service__mdt.object-meta.xml`]: metadata(
    'CustomObject',
    '<label>Service</label>',
  ),
  [`${main}/objects/Service__mdt/fields/Url__c.field-meta.xml`]: field('Url__c'),
  [`${main}/customMetadata/Service.Default.md-meta.xml`]: record('Url__c'),
  [`${main}/permissionsets/Agent.permissionset-meta.xml`]: permissionSet({
    apexClass: 'Auth',
    field: 'Task.Ani__c',
  }),
  [`${main}/callCenters/Center.callCenter-meta.xml`]: callCenter({ adapterUrl: '/apex/Phone' }),
};

export function metadata(type: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
    <${type} xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${type}>`;
}

export function labels(...names: readonly string[]): string {
  const entries = names.map(
    (name) =>
      `<labels><fullName>${name}</fullName><language>en_US</language><protected>false</protected>
       <shortDescription>${name}</shortDescription><value>${name}</value></labels>`,
  );
  return metadata('CustomLabels', entries.join(''));
}

export function field(name: string, more = ''): string {
  return metadata(
    'CustomField',
    `<fullName>${name}</fullName><label>${name}</label><type>Text</type>${more}`,
  );
}

export function record(fieldName: string): string {
  return metadata(
    'CustomMetadata',
    `<label>Default</label><values><field>${fieldName}</field><value>x</value></values>`,
  );
}

export function permissionSet({ apexClass, field: fieldName }: { apexClass: string; field: string }): string {
  return metadata(
    'PermissionSet',
    `<label>Agent</label>
     <classAccesses><apexClass>${apexClass}</apexClass><enabled>true</enabled></classAccesses>
     <fieldPermissions><editable>false</editable><field>${fieldName}</field><readable>true</readable></fieldPermissions>
     <fieldPermissions><editable>false</editable><field>Contact.Phone</field><readable>true</readable></fieldPermissions>`,
  );
}

export function callCenter({
  adapterUrl,
  height = '600',
  extra = 'serviceUrl',
}: {
  adapterUrl: string;
  height?: string;
  extra?: string;
}): string {
  const item = (name: string, value: string) =>
    `<items><label>${name}</label><name>${name}</name><value>${value}</value></items>`;
  return metadata(
    'CallCenter',
    `<adapterUrl>${adapterUrl}</adapterUrl><customSettings>{"reqSoftphoneHeight":"600"}</customSettings>
     <displayName>Center</displayName><displayNameLabel>Name</displayNameLabel><internalNameLabel>Name</internalNameLabel>
     <sections>${item('reqAdapterUrl', adapterUrl)}${item('reqSoftphoneHeight', height)}${item(extra, 'x')}
     <label>General</label><name>reqGeneralInfo</name></sections>`,
  );
}
