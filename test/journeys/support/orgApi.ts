import { randomUUID } from 'node:crypto';
import type { LocalSystem } from '../../../scripts/local/startLocal.ts';
import { wellKnown } from '../../../simulators/salesforce/index.ts';
import { eventually } from './eventually.ts';
import { signedByTheOrg } from './orgToken.ts';

/** The claims of a token for the org API that are not the same for everybody. */
export interface VisitorClaims {
  readonly permissions: readonly string[];
  readonly recording?: string;
}

/** A token for one request of the org API, as the org's Apex signs it for its first agent. */
export function orgApiToken(system: LocalSystem, claims: VisitorClaims): string {
  const { org } = system.salesforce;
  const user = org.users().find(({ username }) => username === wellKnown.users.agents[0]);
  const issuedAt = Math.floor(Date.now() / 1000);
  return signedByTheOrg(system, {
    iss: org.id,
    sub: user?.id,
    aud: `${system.url}/connector/org`,
    jti: randomUUID(),
    iat: issuedAt,
    exp: issuedAt + 90,
    ...claims,
  });
}

/** Asks the org API where a page of the org does, with a token of its own. */
export function askOrgApi(
  system: LocalSystem,
  path: string,
  { headers = {}, ...claims }: VisitorClaims & { readonly headers?: Readonly<Record<string, string>> },
): Promise<Response> {
  const authorization = `Bearer ${orgApiToken(system, claims)}`;
  return fetch(`${system.connector.url}/org${path}`, { headers: { authorization, ...headers } });
}

/** Waits until the connector has read the org's settings; the set-up page makes it read them. */
export async function settingsAreRead(system: LocalSystem): Promise<void> {
  await eventually('the connector knows the settings of the org', async () => {
    const answer = await askOrgApi(system, '/setup', { permissions: ['CTI_Admin'] });
    const { checks } = (await answer.json()) as { checks: readonly { name: string; state: string }[] };
    return checks.some(({ name, state }) => name === 'orgSettings' && state === 'ok');
  });
}
