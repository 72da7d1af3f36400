import type { SalesforceStandIn } from '../../simulators/salesforce/index.ts';

/** Changes values of the call center, as an administrator does in Setup; keys are `section/item`. */
export async function setCallCenter(
  { org, url }: SalesforceStandIn,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const [administrator] = org.users();
  const { token } = org.sessionFor(administrator?.id ?? '');
  const answer = await fetch(`${url}/lightning/setup/CallCenters/CtiConnector/save`, {
    method: 'POST',
    redirect: 'manual',
    // A connection kept open would outlive this org, and the next one on this port would find it dead.
    headers: { cookie: `sid=${encodeURIComponent(token)}`, connection: 'close' },
    body: new URLSearchParams(values),
  });
  if (answer.status !== 303) throw new Error(`The call center could not be changed: ${await answer.text()}`);
}
