import AGENT_DIRECTORY from '@salesforce/label/c.Setup_AgentDirectory';
import AGENTS from '@salesforce/label/c.Setup_Agents';
import AGENTS_REMEDY from '@salesforce/label/c.Setup_Agents_Remedy';
import CALL_CENTER from '@salesforce/label/c.Setup_CallCenter';
import CALL_CENTER_USERS from '@salesforce/label/c.Setup_CallCenterUsers';
import CALL_CENTER_USERS_REMEDY from '@salesforce/label/c.Setup_CallCenterUsers_Remedy';
import CALL_CENTER_REMEDY from '@salesforce/label/c.Setup_CallCenter_Remedy';
import CALLER_INDEX from '@salesforce/label/c.Setup_CallerIndex';
import CERTIFICATE from '@salesforce/label/c.Setup_Certificate';
import CERTIFICATE_REMEDY from '@salesforce/label/c.Setup_Certificate_Remedy';
import CLOCK from '@salesforce/label/c.Setup_Clock';
import CONNECTOR_REACHABLE from '@salesforce/label/c.Setup_ConnectorReachable';
import CONNECTOR_REACHABLE_REMEDY from '@salesforce/label/c.Setup_ConnectorReachable_Remedy';
import CONNECTOR_RECORD from '@salesforce/label/c.Setup_ConnectorRecord';
import CONNECTOR_RECORD_REMEDY from '@salesforce/label/c.Setup_ConnectorRecord_Remedy';
import DIALING_OPTIONS from '@salesforce/label/c.Setup_DialingOptions';
import DIALING_OPTIONS_REMEDY from '@salesforce/label/c.Setup_DialingOptions_Remedy';
import GROUP_CARRIER from '@salesforce/label/c.Setup_Group_Carrier';
import GROUP_CONNECTOR from '@salesforce/label/c.Setup_Group_Connector';
import GROUP_HAND from '@salesforce/label/c.Setup_Group_Hand';
import GROUP_PEOPLE from '@salesforce/label/c.Setup_Group_People';
import GROUP_TRUST from '@salesforce/label/c.Setup_Group_Trust';
import INTEGRATION from '@salesforce/label/c.Setup_Integration';
import INTEGRATION_REMEDY from '@salesforce/label/c.Setup_Integration_Remedy';
import MICROPHONE from '@salesforce/label/c.Setup_Microphone';
import MICROPHONE_REMEDY from '@salesforce/label/c.Setup_Microphone_Remedy';
import MY_DOMAIN from '@salesforce/label/c.Setup_MyDomain';
import MY_DOMAIN_REMEDY from '@salesforce/label/c.Setup_MyDomain_Remedy';
import ORG_CERTIFICATE from '@salesforce/label/c.Setup_OrgCertificate';
import ORG_SETTINGS from '@salesforce/label/c.Setup_OrgSettings';
import SALESFORCE_LOGIN from '@salesforce/label/c.Setup_SalesforceLogin';
import SOFTPHONE_LAYOUT from '@salesforce/label/c.Setup_SoftphoneLayout';
import SOFTPHONE_LAYOUT_REMEDY from '@salesforce/label/c.Setup_SoftphoneLayout_Remedy';
import STORAGE from '@salesforce/label/c.Setup_Storage';
import TASK_FIELDS from '@salesforce/label/c.Setup_TaskFields';
import TASK_FIELDS_REMEDY from '@salesforce/label/c.Setup_TaskFields_Remedy';
import TASK_LAYOUT from '@salesforce/label/c.Setup_TaskLayout';
import TASK_LAYOUT_REMEDY from '@salesforce/label/c.Setup_TaskLayout_Remedy';
import TRUSTED_SITES from '@salesforce/label/c.Setup_TrustedSites';
import TRUSTED_SITES_REMEDY from '@salesforce/label/c.Setup_TrustedSites_Remedy';
import TWILIO_ACCOUNT from '@salesforce/label/c.Setup_TwilioAccount';
import TWILIO_API_KEY from '@salesforce/label/c.Setup_TwilioApiKey';
import TWILIO_APPLICATION from '@salesforce/label/c.Setup_TwilioApplication';
import TWILIO_NUMBERS from '@salesforce/label/c.Setup_TwilioNumbers';
import TWILIO_WORKSPACE from '@salesforce/label/c.Setup_TwilioWorkspace';
import USERS from '@salesforce/label/c.Setup_Users';

/** Who can tell whether a step is done: the org, the connector, or nobody but the administrator. */
export type StepSource = 'org' | 'connector' | 'hand';

/** One step of the set-up. */
export interface SetupStep {
  /** As CtiSetup in Apex, or `GET /org/setup` of the connector, names the check. */
  readonly name: string;
  readonly title: string;
  readonly source: StepSource;
  /** What to do, with `{0}` for the fact behind the check; the connector brings its own. */
  readonly remedy?: string;
  /** How the fact behind the check is worded when it is done; as it is when not given. */
  readonly fact?: string;
  /** Where it is done: what follows `/lightning/setup/`. */
  readonly setupPage?: string;
}

export interface StepGroup {
  readonly title: string;
  readonly steps: readonly SetupStep[];
}

/** Every step, in the order in which they are done. */
export const stepGroups: readonly StepGroup[] = [
  {
    title: GROUP_TRUST,
    steps: [
      { name: 'myDomain', title: MY_DOMAIN, source: 'org', remedy: MY_DOMAIN_REMEDY, setupPage: 'OrgDomain' },
      {
        name: 'connectorRecord',
        title: CONNECTOR_RECORD,
        source: 'org',
        remedy: CONNECTOR_RECORD_REMEDY,
        setupPage: 'CustomMetadata',
      },
      {
        name: 'certificate',
        title: CERTIFICATE,
        source: 'org',
        remedy: CERTIFICATE_REMEDY,
        setupPage: 'CertificatesAndKeysManagement',
      },
      {
        name: 'trustedSites',
        title: TRUSTED_SITES,
        source: 'org',
        remedy: TRUSTED_SITES_REMEDY,
        setupPage: 'SecurityCspTrustedSite',
      },
      {
        name: 'microphone',
        title: MICROPHONE,
        source: 'org',
        remedy: MICROPHONE_REMEDY,
        setupPage: 'SecurityCspTrustedSite',
      },
    ],
  },
  {
    title: GROUP_CONNECTOR,
    steps: [
      {
        name: 'connectorReachable',
        title: CONNECTOR_REACHABLE,
        source: 'connector',
        remedy: CONNECTOR_REACHABLE_REMEDY,
      },
      { name: 'storage', title: STORAGE, source: 'connector' },
      { name: 'salesforceLogin', title: SALESFORCE_LOGIN, source: 'connector' },
      {
        name: 'orgCertificate',
        title: ORG_CERTIFICATE,
        source: 'connector',
        setupPage: 'CertificatesAndKeysManagement',
      },
      { name: 'clock', title: CLOCK, source: 'connector' },
      { name: 'orgSettings', title: ORG_SETTINGS, source: 'connector', setupPage: 'CustomMetadata' },
      { name: 'callerIndex', title: CALLER_INDEX, source: 'connector', setupPage: 'CustomMetadata' },
      { name: 'agentDirectory', title: AGENT_DIRECTORY, source: 'connector', setupPage: 'ManageUsers' },
    ],
  },
  {
    title: GROUP_CARRIER,
    steps: [
      { name: 'twilioAccount', title: TWILIO_ACCOUNT, source: 'connector' },
      { name: 'twilioApiKey', title: TWILIO_API_KEY, source: 'connector' },
      { name: 'twilioApplication', title: TWILIO_APPLICATION, source: 'connector' },
      { name: 'twilioWorkspace', title: TWILIO_WORKSPACE, source: 'connector' },
      { name: 'twilioNumbers', title: TWILIO_NUMBERS, source: 'connector' },
    ],
  },
  {
    title: GROUP_PEOPLE,
    steps: [
      {
        name: 'callCenter',
        title: CALL_CENTER,
        source: 'org',
        remedy: CALL_CENTER_REMEDY,
        setupPage: 'CallCenters',
      },
      {
        name: 'callCenterUsers',
        title: CALL_CENTER_USERS,
        source: 'org',
        remedy: CALL_CENTER_USERS_REMEDY,
        fact: USERS,
        setupPage: 'CallCenters',
      },
      { name: 'agents', title: AGENTS, source: 'org', remedy: AGENTS_REMEDY, setupPage: 'PermSets' },
      {
        name: 'integration',
        title: INTEGRATION,
        source: 'org',
        remedy: INTEGRATION_REMEDY,
        fact: USERS,
        setupPage: 'PermSets',
      },
      {
        name: 'taskFields',
        title: TASK_FIELDS,
        source: 'org',
        remedy: TASK_FIELDS_REMEDY,
        setupPage: 'ObjectManager/Task/FieldsAndRelationships/view',
      },
    ],
  },
  {
    title: GROUP_HAND,
    steps: [
      {
        name: 'softphoneLayout',
        title: SOFTPHONE_LAYOUT,
        source: 'hand',
        remedy: SOFTPHONE_LAYOUT_REMEDY,
        setupPage: 'SoftphoneLayouts',
      },
      {
        name: 'taskLayout',
        title: TASK_LAYOUT,
        source: 'hand',
        remedy: TASK_LAYOUT_REMEDY,
        setupPage: 'ObjectManager/Task/PageLayouts/view',
      },
      {
        name: 'dialingOptions',
        title: DIALING_OPTIONS,
        source: 'hand',
        remedy: DIALING_OPTIONS_REMEDY,
        setupPage: 'CallCenters',
      },
    ],
  },
];

/** The page of Setup where a step is done; empty when that is elsewhere. */
export function setupUrl({ setupPage }: SetupStep): string {
  if (setupPage === undefined) return '';
  return `/lightning/setup/${setupPage.includes('/') ? setupPage : `${setupPage}/home`}`;
}
