import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { filesBelow } from './buildSoftphone.ts';
import { customLabels } from './customLabels.ts';
import { buildStamp, fingerprint } from './fingerprint.ts';

const forceApp = 'force-app/main/default';
const lightning = 'simulators/salesforce/lightning';

/**
 * Builds the project's components for Lightning pages, with what stands in for the platform's own, as one script for the
 * local console; an org takes them as they are. Answers whether there was anything to do.
 */
export async function buildOrgPages(root: string): Promise<'built' | 'unchanged'> {
  const output = orgPagesFolder(root);
  const stamp = buildStamp(join(root, 'build/orgPages.stamp'), () => filesBelow(output));
  const inputs = fingerprint(inputFiles(root));
  if (stamp.fresh(inputs)) return 'unchanged';
  await bundle({
    entry: join(root, 'scripts/build/orgPagesEntry.ts'),
    name: 'orgPages',
    output,
    components: join(root, forceApp, 'lwc'),
    labels: customLabels(join(root, forceApp, 'labels/CustomLabels.labels-meta.xml')),
    lightning: join(root, lightning),
  });
  stamp.write(inputs);
  return 'built';
}

/** Where the script is built. */
export function orgPagesFolder(root: string): string {
  return join(root, 'build/orgPages');
}

function inputFiles(root: string): readonly string[] {
  const folders = [join(forceApp, 'lwc'), join(forceApp, 'labels'), lightning, 'scripts/build'];
  return [
    ...folders.flatMap((folder) => filesBelow(join(root, folder))),
    join(root, 'package-lock.json'),
  ].filter((file) => !/\.test\.ts$|__tests__/.test(file));
}
