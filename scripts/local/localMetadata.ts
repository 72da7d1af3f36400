import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withAddresses } from '../deploy/addresses.ts';

/**
 * Writes to `folder` the metadata of `forceApp` that names the connector's address, with `serviceUrl` in its place: what
 * a deployment does. Answers the folder, an overlay for the org.
 */
export function localMetadata({
  forceApp,
  folder,
  serviceUrl,
}: {
  forceApp: string;
  folder: string;
  serviceUrl: string;
}): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const path of globSync(['customMetadata/*.md-meta.xml', 'cspTrustedSites/*-meta.xml'], {
    cwd: forceApp,
  })) {
    const source = readFileSync(join(forceApp, path), 'utf8');
    const moved = withAddresses(source, { serviceUrl: new URL(serviceUrl) });
    if (moved === source) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), moved);
  }
  return folder;
}
