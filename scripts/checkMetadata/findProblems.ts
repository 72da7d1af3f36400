import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkApex } from './checkApex.ts';
import { checkReferences } from './checkReferences.ts';
import { checkRules } from './checkRules.ts';
import { checkShape } from './checkShape.ts';
import { readPackage, type Problem } from './metadataFile.ts';
import type { MetadataTypes } from './metadataTypes.ts';

interface SalesforceProject {
  readonly packageDirectories: readonly { readonly path: string }[];
  readonly sourceApiVersion: string;
}

/**
 * What is wrong with the Salesforce packages of a project, as far as that shows without an org. Of a staged package,
 * only what staging may have done to it: the sources that name its labels and components are elsewhere.
 */
export function findProblems(
  root: string,
  types: MetadataTypes,
  { staged = false }: { staged?: boolean } = {},
): { checked: number; problems: readonly Problem[] } {
  const project = JSON.parse(readFileSync(join(root, 'sfdx-project.json'), 'utf8')) as SalesforceProject;
  const results = project.packageDirectories.map(({ path: folder }) => {
    const { files, problems } = readPackage(root, folder);
    const found = [
      ...problems,
      ...files.flatMap((file) => checkShape(file, types)),
      ...files.flatMap((file) => checkRules(file, { root, apiVersion: project.sourceApiVersion })),
      ...(staged ? [] : checkReferences({ root, folder, files })),
      ...checkApex(root, folder),
    ];
    return { checked: files.length, problems: found };
  });
  return {
    checked: results.reduce((sum, { checked }) => sum + checked, 0),
    problems: results.flatMap(({ problems }) => problems),
  };
}
