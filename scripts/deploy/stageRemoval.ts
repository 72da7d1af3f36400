import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPackage } from '../checkMetadata/metadataFile.ts';
import { destructiveChanges, emptyPackage, removalOf, type Removal } from './removal.ts';

/** Writes the manifests that take the package out of an org to `build/remove`. */
export function stageRemoval(
  root: string,
  choice: { fields: boolean },
): { folder: string; removal: Removal } {
  const folder = join(root, 'build/remove');
  const project = readFileSync(join(root, 'sfdx-project.json'), 'utf8');
  const { sourceApiVersion } = JSON.parse(project) as { sourceApiVersion: string };
  const removal = removalOf(readPackage(root, 'force-app').files, choice);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'force-app'), { recursive: true });
  writeFileSync(join(folder, 'sfdx-project.json'), project);
  writeFileSync(join(folder, 'package.xml'), emptyPackage(sourceApiVersion));
  const { pre, post } = destructiveChanges(removal);
  writeFileSync(join(folder, 'destructiveChangesPre.xml'), pre);
  writeFileSync(join(folder, 'destructiveChangesPost.xml'), post);
  return { folder, removal };
}
