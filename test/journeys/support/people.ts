import type { LocalSystem } from '../../../scripts/local/startLocal.ts';
import { wellKnown } from '../../../simulators/salesforce/index.ts';

/** What the voice network calls an agent: the user's id in the org. */
export function identityOf(
  { salesforce }: LocalSystem,
  username: string = wellKnown.users.agents[0],
): string {
  const user = salesforce.org.users().find((each) => each.username === username);
  if (!user) throw new Error(`The org has no user ${username}`);
  return user.id;
}
