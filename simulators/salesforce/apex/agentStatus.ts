import { textOf } from '../console/records.ts';
import type { FieldValue, Org, OrgUser } from '../org/org.ts';
import { SYSTEM } from '../org/people.ts';
import { type ApexClass, ApexFailure } from './apexRegistry.ts';

const longestReason = 80;

/**
 * Stands in for the Apex class AgentStatus: `keep(state, reasonCode, since, changedBy)` keeps the state in which the
 * signed-in agent is now and answers the record's id. What is kept already is not written again.
 */
export function agentStatus(org: Org): ApexClass {
  return {
    name: 'AgentStatus',
    methods: {
      keep: ({ user, params }) => {
        if (!user.customPermissions.includes('CTI_Agent')) {
          throw new ApexFailure('Only agents have a state: the permission set CTI Agent is missing.');
        }
        return keep(org, user, statusOf(params));
      },
    },
  };
}

type Status = Readonly<Record<string, FieldValue>>;

function statusOf(params: URLSearchParams): Status {
  const since = Number(given(params, 'since') ?? Number.NaN);
  if (!Number.isSafeInteger(since)) throw new ApexFailure('The time must be milliseconds since 1970.');
  return {
    State__c: params.get('state'),
    Reason_Code__c: given(params, 'reasonCode')?.slice(0, longestReason) ?? null,
    Since__c: new Date(Math.floor(since / 1_000) * 1_000).toISOString().replace('Z', '+0000'),
    Changed_By__c: given(params, 'changedBy'),
  };
}

/** A parameter that is not blank. */
function given(params: URLSearchParams, name: string): string | null {
  const value = params.get(name);
  return value === '' ? null : value;
}

function keep(org: Org, user: OrgUser, status: Status): string {
  const names = Object.keys(status);
  const soql = `SELECT Id, ${names.join(', ')} FROM Agent_Status__c WHERE Key__c = '${user.id}'`;
  const [kept] = org.query(soql, SYSTEM).records;
  if (kept && names.every((name) => kept[name] === status[name])) return textOf(kept['Id']);
  const owner = kept ? {} : { OwnerId: user.id };
  return org.upsert(
    {
      sObject: 'Agent_Status__c',
      externalIdField: 'Key__c',
      value: user.id,
      record: { ...status, ...owner, Agent__c: user.id },
    },
    SYSTEM,
  ).id;
}
