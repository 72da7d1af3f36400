import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A small Salesforce project on disk, for tests of the console. */
export interface SampleProject {
  readonly forceApp: string;
  write(path: string, text: string): void;
  remove(): void;
}

/** Makes a project with one call center, one softphone page with its static resource, and the agents' permission set. */
export function sampleProject(
  options: { callCenterItems?: Readonly<Record<string, string>>; eager?: boolean } = {},
): SampleProject {
  const forceApp = mkdtempSync(join(tmpdir(), 'sampleProject-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(forceApp, path)), { recursive: true });
    writeFileSync(join(forceApp, path), text);
  };
  write('callCenters/SampleCenter.callCenter-meta.xml', callCenter(options.callCenterItems ?? {}));
  write('permissionsets/CTI_Agent.permissionset-meta.xml', permissionSet('CTI_Agent'));
  write('permissionsets/CTI_Supervisor.permissionset-meta.xml', permissionSet('CTI_Supervisor'));
  write('pages/SamplePhone.page', phonePage);
  write('staticresources/samplePhone/phone.js', phoneScript);
  write('flexipages/Sample_Bar.flexipage-meta.xml', flexiPage(options.eager ?? true));
  write(
    'applications/Sample.app-meta.xml',
    `<CustomApplication ${metadata}><label>Sample App</label><utilityBar>Sample_Bar</utilityBar></CustomApplication>`,
  );
  write('labels/CustomLabels.labels-meta.xml', labels);
  return {
    forceApp,
    write,
    remove: () => {
      rmSync(forceApp, { recursive: true });
    },
  };
}

const pages = ['SamplePhone', 'Caller_Page', 'Wrong'];

const metadata = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

function callCenter(items: Readonly<Record<string, string>>): string {
  const general = {
    reqAdapterUrl: '/apex/SamplePhone',
    reqUseApi: 'true',
    reqSoftphoneHeight: '520',
    reqSoftphoneWidth: '340',
    reqSalesforceCompatibilityMode: 'Lightning',
    ...items,
  };
  const written = Object.entries(general).map(
    ([name, value]) => `<items><label>${name}</label><name>${name}</name><value>${value}</value></items>`,
  );
  return `<CallCenter ${metadata}>
    <displayName>Sample Center</displayName><displayNameLabel>Display Name</displayNameLabel><internalNameLabel>Internal Name</internalNameLabel>
    <sections>${written.join('')}<label>General Information</label><name>reqGeneralInfo</name></sections>
    <sections><items><label>Main Number</label><name>mainNumber</name><value>(415) 555-1212</value></items>
    <items><label>Outside Prefix</label><name>reqOutsidePrefix</name><value>9</value></items>
    <label>Dialing Options</label><name>reqDialingOptions</name></sections>
  </CallCenter>`;
}

function permissionSet(name: string): string {
  return `<PermissionSet ${metadata}><label>${name}</label>
    <classAccesses><apexClass>ConnectorAuth</apexClass><enabled>true</enabled></classAccesses>
    <customPermissions><enabled>true</enabled><name>${name}</name></customPermissions>
    ${pages.map((page) => `<pageAccesses><apexPage>${page}</apexPage><enabled>true</enabled></pageAccesses>`).join('')}
  </PermissionSet>`;
}

function flexiPage(eager: boolean): string {
  const values = { label: 'Phone', icon: 'call', eager: String(eager) };
  const properties = Object.entries(values).map(
    ([name, value]) =>
      `<componentInstanceProperties><name>${name}</name><value>${value}</value></componentInstanceProperties>`,
  );
  return `<FlexiPage ${metadata}><flexiPageRegions><itemInstances><componentInstance>${properties.join('')}
    <componentName>opencti:softPhone</componentName></componentInstance></itemInstances></flexiPageRegions>
    <template><properties><name>isLeftAligned</name><value>false</value></properties></template></FlexiPage>`;
}

const phonePage = `<apex:page showHeader="false" standardStylesheets="false" applyHtmlTag="false" docType="html-5.0">
<html><head><title>{!$Label.Phone_Title}</title>
<script src="/support/api/66.0/lightning/opencti_min.js"></script>
<script src="{!URLFOR($Resource.samplePhone, 'phone.js')}"></script>
</head><body>Sample phone</body></html>
</apex:page>`;

/** Promises for callbacks, and a record of what was heard. */
const phoneScript = `window.cti = (method, args = {}) => new Promise((resolve) => sforce.opencti[method]({ ...args, callback: resolve }));
window.early = cti('getAppViewInfo');
window.heard = [];
sforce.opencti.onClickToDial({ listener: (payload) => heard.push({ clickToDial: payload }) });
sforce.opencti.onNavigationChange({ listener: (payload) => heard.push({ navigationChange: payload }) });`;

const labels = `<CustomLabels ${metadata}><labels><fullName>Phone_Title</fullName><value>Phone &amp; more</value></labels></CustomLabels>`;
