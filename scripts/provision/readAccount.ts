import type Twilio from 'twilio/lib/rest/Twilio.js';
import { accountReader } from '../../connector/src/outbound/twilio/account/foundAccount.ts';
import type { FoundResource } from '../../connector/src/outbound/twilio/account/resource.ts';
import type { Choices, FoundAccount } from './plan.ts';

/** Reads what a plan compares with. Keys are read only when one is wanted: a standard API key may not see them. */
export async function readAccount(
  client: Twilio,
  { name, choices }: { name: string; choices: Choices },
): Promise<FoundAccount> {
  const reader = accountReader(client);
  const workspaces = await reader.workspaces();
  const { workspace: sid } = choices.sids;
  const [own, second] = workspaces.filter((each) =>
    sid === undefined ? each.name === name : each.sid === sid,
  );
  const inside = own && !second ? await insideOf(reader, own.sid) : [];
  const applications = await reader.applications();
  const numbers = await reader.numbers();
  const keys = choices.key ? await client.keys.list() : [];
  return {
    resources: [...workspaces, ...inside, ...applications, ...numbers],
    keys: keys.map((key) => ({ sid: key.sid, name: key.friendlyName })),
  };
}

async function insideOf(
  reader: ReturnType<typeof accountReader>,
  workspaceSid: string,
): Promise<readonly FoundResource[]> {
  const activities = await reader.activities(workspaceSid);
  const queues = await reader.queues(workspaceSid);
  return [...activities, ...queues, ...(await reader.workflows(workspaceSid, queues))];
}
