import { eventually } from './eventually.ts';
import type { World } from './world.ts';

/** A call log as the org has it. */
export interface LoggedCall {
  readonly id: string;
  readonly subject: string;
  readonly outcome: string;
  readonly callType: string;
  readonly seconds: number;
  readonly notes: string | null;
  readonly disposition: string | null;
  readonly who: string | undefined;
  readonly what: string | undefined;
  readonly owner: string | undefined;
}

interface Row {
  readonly Id: string;
  readonly Subject: string;
  readonly Call_Outcome__c: string;
  readonly CallType: string;
  readonly CallDurationInSeconds: number;
  readonly Description: string | null;
  readonly CallDisposition: string | null;
  readonly Who: { readonly Name: string } | null;
  readonly What: { readonly Name: string } | null;
  readonly Owner: { readonly Name: string } | null;
}

/** All call logs with this number at either end, oldest first. */
export function callsWith(world: World, number: string): LoggedCall[] {
  return callsWhere(world, `(Ani__c = '${number}' OR Dnis__c = '${number}')`);
}

/** All call logs of calls between agents, in the order of the agents' names. */
export function internalCalls(world: World): LoggedCall[] {
  const logs = callsWhere(world, `CallType = 'Internal'`);
  return logs.toSorted((one, other) => (one.owner ?? '').localeCompare(other.owner ?? ''));
}

function callsWhere({ system }: World, condition: string): LoggedCall[] {
  const { org } = system.salesforce;
  const soql =
    'SELECT Id, Subject, Call_Outcome__c, CallType, CallDurationInSeconds, Description, CallDisposition, ' +
    'Who.Name, What.Name, Owner.Name FROM Task ' +
    `WHERE ${condition} AND Interaction_Key__c != null ORDER BY CreatedDate`;
  const rows = org.query(soql, org.users()[0]?.id ?? '').records as unknown as Row[];
  return rows.map((row) => ({
    id: row.Id,
    subject: row.Subject,
    outcome: row.Call_Outcome__c,
    callType: row.CallType,
    seconds: row.CallDurationInSeconds,
    notes: row.Description,
    disposition: row.CallDisposition,
    who: row.Who?.Name,
    what: row.What?.Name,
    owner: row.Owner?.Name,
  }));
}

/** The only call log with this number, once it is as expected. */
export async function theCallWith(
  world: World,
  number: string,
  expected: (call: LoggedCall) => boolean,
): Promise<LoggedCall> {
  await eventually(`the call with ${number} is logged`, async () => callsWith(world, number).some(expected));
  const calls = callsWith(world, number);
  const [only] = calls;
  if (calls.length !== 1 || !only) throw new Error(`There are ${calls.length} logs of one call`);
  return only;
}

/** The logs with this number: once there is one for each of these agents, and no other; in the order of the names. */
export async function oneLogEach(
  world: World,
  number: string,
  owners: readonly string[],
): Promise<readonly LoggedCall[]> {
  const written = () => callsWith(world, number).map(({ owner }) => owner ?? '');
  await eventually(`the call with ${number} is logged by ${owners.join(' and ')}`, () =>
    Promise.resolve(owners.every((owner) => written().includes(owner))),
  );
  if (written().length !== owners.length) throw new Error(`Logged by ${written().join(', ')}`);
  return owners.flatMap((name) => callsWith(world, number).filter(({ owner }) => owner === name));
}
