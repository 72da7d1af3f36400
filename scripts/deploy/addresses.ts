/** Where a package's softphone and connector are. */
export interface Addresses {
  /** The connector, as softphones reach it. */
  readonly serviceUrl: URL;
  /** Origin of the org's Visualforce pages; absent while no org is known. */
  readonly pageOrigin?: string;
}

/** What the sources say instead: addresses of the local system, and an org of nobody. */
const local = { service: 'https://localhost:8443/connector', pages: 'https://mydomain--c.vf.force.com' };

/** Sources may hold these addresses; nothing else is changed. */
export function holdsAddresses(path: string): boolean {
  return /\.(callCenter|md|cspTrustedSite)-meta\.xml$/.test(path);
}

/** Puts an installation's own addresses into a metadata file. */
export function withAddresses(xml: string, { serviceUrl, pageOrigin }: Addresses): string {
  const { origin } = new URL(local.service);
  const moved = xml
    .replaceAll(local.service, serviceUrl.href.replace(/\/$/, ''))
    .replaceAll(origin, serviceUrl.origin)
    .replaceAll(origin.replace('https', 'wss'), serviceUrl.origin.replace('https', 'wss'));
  if (pageOrigin === undefined) return moved;
  // Some orgs block a softphone whose address is relative: "Blocked a frame with origin".
  return moved.replaceAll(local.pages, pageOrigin).replace(/(?<=[>"])\/apex\//g, `${pageOrigin}/apex/`);
}

/**
 * The origin of an org's Visualforce pages, from its My Domain address.
 * Salesforce Help, "My Domain URL Formats": `acme.my.salesforce.com` -> `acme--c.vf.force.com`,
 * `acme--test.sandbox.my.salesforce.com` -> `acme--test--c.sandbox.vf.force.com`.
 * @throws Error when the address is no My Domain with enhanced domains.
 */
export function pageOriginOf(instanceUrl: string): string {
  const [, domain, partition = ''] =
    /^https:\/\/([\w-]+)((?:\.[\w-]+)?)\.my\.salesforce\.com\/?$/.exec(instanceUrl) ?? [];
  if (!domain) {
    throw new Error(
      `${instanceUrl} is no My Domain address with enhanced domains, so the address of its Visualforce pages is ` +
        'unknown. Switch enhanced domains on in Setup, My Domain; or stage only, and fill the addresses in by hand.',
    );
  }
  return `https://${domain}--c${partition}.vf.force.com`;
}
