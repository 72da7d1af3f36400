/**
 * The address a softphone's frame is loaded from: the adapter's own, with the query Salesforce adds to it
 * (as reported in issue 36 of developerforce/open-cti-demo-adapter).
 */
export function adapterAddress(adapterUrl: string, from: { origin: string; nonce: string }): string {
  const address = new URL(adapterUrl, from.origin);
  const added = {
    mode: 'Lightning',
    ltn_app_id: '06m000000000001AAA',
    isdtp: 'vw',
    sfdcIframeOrigin: from.origin,
    clc: '1',
    nonce: from.nonce,
  };
  for (const [name, value] of Object.entries(added)) address.searchParams.set(name, value);
  return address.href;
}
