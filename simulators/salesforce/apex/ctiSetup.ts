import { soqlText } from '../console/records.ts';
import { type CallCenters, generalValue } from '../openCti/callCenters.ts';
import { isTrue, metadataFiles, readMetadata, textOf, type XmlElement } from '../org/metadata/xml.ts';
import type { Org, OrgUser } from '../org/org.ts';
import type { ApexClass } from './apexRegistry.ts';
import { connectorsOf } from './connectorToken.ts';
import type { OrgCertificate } from './orgCertificate.ts';

/** Where the org's set-up is kept. */
export interface SetupSeat {
  readonly org: Org;
  readonly callCenters: CallCenters;
  readonly certificate: OrgCertificate;
  /** Folders of metadata. */
  readonly folders: readonly string[];
}

interface Check {
  readonly name: string;
  readonly state: 'ok' | 'wrong' | 'unknown';
  readonly detail: string | null;
}

/** My Domain and Visualforce host of the stand-in, as the project's metadata has them before it is deployed. */
const orgHost = 'mydomain.my.salesforce.com';
const pageOrigin = 'https://mydomain--c.vf.force.com';

const adapterUrl = /^(https:\/\/[^/]+)?\/apex\/(\w+__)?Softphone(\?.*)?$/;

const carrierSites = [
  'https://eventgw.twilio.com',
  'wss://voice-js.roaming.twilio.com',
  'https://media.twiliocdn.com',
  'https://sdk.twilio.com',
];

const taskFieldNames = [
  'CallType',
  'CallDurationInSeconds',
  'CallDisposition',
  'Ani__c',
  'Dnis__c',
  'Queue__c',
  'Call_Outcome__c',
  'Interaction_Key__c',
];

/** Stands in for the Apex class CtiSetup: what the org itself can say about its set-up. */
export function ctiSetup(seat: SetupSeat): ApexClass {
  return {
    name: 'CtiSetup',
    auraMethods: {
      read: ({ user }) => [
        check('myDomain', true, orgHost),
        connectorRecord(seat),
        certificateCheck(seat),
        trustedSites(seat),
        microphone(seat),
        callCenter(seat),
        callCenterUsers(seat, user),
        agents(seat, user),
        integration(seat, user),
        taskFields(seat, user),
        ...['softphoneLayout', 'taskLayout', 'dialingOptions'].map((name): Check => ({
          name,
          state: 'unknown',
          detail: null,
        })),
      ],
    },
  };
}

function check(name: string, right: boolean, detail: string | null): Check {
  return { name, state: right ? 'ok' : 'wrong', detail };
}

function connectorRecord({ org }: SetupSeat): Check {
  const ready = connectorsOf(org).find(({ audience }) => audience.startsWith('https://'));
  return check('connectorRecord', ready !== undefined, ready?.audience ?? null);
}

function certificateCheck({ org, certificate }: SetupSeat): Check {
  const [own] = connectorsOf(org);
  return check('certificate', own?.certificate === certificate.name, own?.certificate ?? null);
}

function trustedSites(seat: SetupSeat): Check {
  const trusted = activeSites(seat)
    .filter((site) => isTrue(site, 'isApplicableToConnectSrc'))
    .map((site) => textOf(site, 'endpointUrl'));
  const connectorSites = connectorsOf(seat.org).flatMap(({ audience }) => {
    const { host } = new URL(audience);
    return [`https://${host}`, `wss://${host}`];
  });
  const missing = [...carrierSites, ...connectorSites].filter((needed) => !trusted.includes(needed));
  return check('trustedSites', missing.length === 0, missing.join(', '));
}

function microphone(seat: SetupSeat): Check {
  const granted = activeSites(seat).some(
    (site) => isTrue(site, 'canAccessMicrophone') && textOf(site, 'endpointUrl') === pageOrigin,
  );
  return check('microphone', granted, pageOrigin);
}

function activeSites({ folders }: SetupSeat): readonly XmlElement[] {
  return metadataFiles(folders, '.cspTrustedSite-meta.xml')
    .map((path) => readMetadata(path, 'CspTrustedSite'))
    .filter((site) => isTrue(site, 'isActive'));
}

function callCenter({ callCenters }: SetupSeat): Check {
  const addresses = callCenters.all().map((center) => generalValue(center, 'reqAdapterUrl') ?? '');
  const ours = addresses.find((address) => adapterUrl.test(address));
  return check('callCenter', ours !== undefined, ours ?? addresses.join(', '));
}

/** Ids of the call centers whose softphone is ours, as a SOQL list; one that no record has when there are none. */
function ourCallCenters({ callCenters }: SetupSeat): string {
  const ids = callCenters
    .all()
    .filter((center) => adapterUrl.test(generalValue(center, 'reqAdapterUrl') ?? ''))
    .map(({ id }) => soqlText(id));
  return `(${[...ids, "'04v000000000000AAA'"].join(', ')})`;
}

function callCenterUsers(seat: SetupSeat, user: OrgUser): Check {
  const users = seat.org.query(
    `SELECT COUNT() FROM User WHERE CallCenterId IN ${ourCallCenters(seat)} AND IsActive = TRUE`,
    user.id,
  ).totalSize;
  return check('callCenterUsers', users > 0, String(users));
}

function agents(seat: SetupSeat, user: OrgUser): Check {
  const lacking = seat.org.query(
    `SELECT Name FROM User WHERE CallCenterId IN ${ourCallCenters(seat)} AND IsActive = TRUE AND Id NOT IN ` +
      `(SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.Name IN ('CTI_Agent', 'CTI_Supervisor')) ` +
      'ORDER BY Name LIMIT 10',
    user.id,
  ).records;
  return check('agents', lacking.length === 0, lacking.map(({ Name }) => String(Name)).join(', '));
}

function integration({ org }: SetupSeat, user: OrgUser): Check {
  const users = org.query(
    "SELECT COUNT() FROM PermissionSetAssignment WHERE PermissionSet.Name = 'CTI_Integration' AND Assignee.IsActive = TRUE",
    user.id,
  ).totalSize;
  return check('integration', users > 0, String(users));
}

function taskFields({ org }: SetupSeat, user: OrgUser): Check {
  const known = new Set(org.describe('Task', user.id)?.fields.map(({ name }) => name));
  const missing = taskFieldNames.filter((name) => !known.has(name));
  return check('taskFields', missing.length === 0, missing.join(', '));
}
