import { soqlText } from '../console/records.ts';
import type { Org } from '../org/org.ts';
import { type ApexClass, ApexFailure, type AuraCall } from './apexRegistry.ts';

const page = 10;
const furthest = 2000;
const mostAgents = 200;
const dayMs = 86_400_000;

const fields =
  'Id, Subject, CallType, Call_Outcome__c, CallDurationInSeconds, CallDisposition, Queue__c, Description, ' +
  'Interaction_Key__c, Recording_Link__c, OwnerId, Owner.Name, CreatedDate';

/** Which lookup of a call log points to a record; a Task's AccountId is also that of its contact or case. */
const lookups: Readonly<Record<string, string>> = { Account: 'AccountId', Contact: 'WhoId', Lead: 'WhoId' };

/** Stands in for the Apex class CallHistory: the calls of a record, as the user may see them. */
export function callHistory(org: Org): ApexClass {
  return {
    name: 'CallHistory',
    auraMethods: { read: (call) => read(org, call), choices: (call) => choices(org, call) },
  };
}

function read(org: Org, { user, params }: AuraCall): unknown {
  const skip = Math.min(Number(params['skip'] ?? 0), furthest);
  const where = conditionsOf(org, params);
  const { records } = org.query(
    `SELECT ${fields} FROM Task WHERE ${where} ORDER BY CreatedDate DESC, Id DESC LIMIT ${page + 1} OFFSET ${skip}`,
    user.id,
  );
  return { calls: records.slice(0, page), more: records.length > page && skip + page <= furthest };
}

function choices(org: Org, { user, params }: AuraCall): unknown {
  const where = conditionsOf(org, { recordId: params['recordId'] });
  const owners = org
    .query(`SELECT OwnerId FROM Task WHERE ${where} GROUP BY OwnerId LIMIT ${mostAgents}`, user.id)
    .records.map((row) => soqlText(String(row['OwnerId'])));
  const outcome = org.describe('Task', user.id)?.fields.find(({ name }) => name === 'Call_Outcome__c');
  const agents =
    owners.length === 0
      ? []
      : org.query(`SELECT Id, Name FROM User WHERE Id IN (${owners.join(', ')}) ORDER BY Name`, user.id)
          .records;
  return {
    outcomes: outcome?.picklistValues.map(({ value, label }) => ({ value, label })) ?? [],
    agents: agents.map((agent) => ({ value: agent['Id'], label: agent['Name'] })),
  };
}

function conditionsOf(org: Org, params: AuraCall['params']): string {
  const recordId = idOf(params['recordId']);
  const filters = (params['filters'] ?? {}) as Readonly<Record<string, unknown>>;
  const equals = (field: string, value: unknown): readonly string[] =>
    typeof value === 'string' && value.trim() !== '' ? [`${field} = ${soqlText(value)}`] : [];
  const lookup = lookups[org.schema.objectOf(recordId)?.name ?? ''] ?? 'WhatId';
  return [
    "TaskSubtype = 'Call'",
    `${lookup} = '${recordId}'`,
    ...equals('CallType', filters['direction']),
    ...equals('Call_Outcome__c', filters['outcome']),
    ...equals('OwnerId', filters['agentId']),
    ...(typeof filters['days'] === 'number'
      ? [`CreatedDate >= ${new Date(org.now() - filters['days'] * dayMs).toISOString()}`]
      : []),
  ].join(' AND ');
}

/** @throws ApexFailure, as Apex does when a text is no Id */
export function idOf(value: unknown): string {
  if (typeof value === 'string' && /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(value)) return value;
  throw new ApexFailure(`Invalid id: ${String(value)}`);
}
