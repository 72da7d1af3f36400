import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { transformSync } from '@lwc/compiler';
import { stripTypes } from '../build/stripTypes.ts';
import { readPackage } from '../checkMetadata/metadataFile.ts';
import { type Addresses, holdsAddresses, withAddresses } from './addresses.ts';
import { callCenterFile } from './callCenterFile.ts';

/** Where a project's package is put together for an org. */
export function stageFolder(root: string): string {
  return join(root, 'build/deploy');
}

export interface Staging {
  readonly addresses: Addresses;
  /** Folders of the package that stay behind, such as `settings`. */
  readonly leave?: readonly string[];
}

export interface StagedPackage {
  /** How many files there are. */
  readonly count: number;
  /** The names of its Apex tests. */
  readonly tests: readonly string[];
}

/**
 * Copies the package as an org takes it: components as JavaScript (an org need not know TypeScript), no tests of
 * components, the installation's addresses; and beside it each call center as Setup imports it.
 * @throws Error when a component does not compile as the org would compile it, or the static resource is not built.
 */
export function stagePackage(root: string, { addresses, leave = [] }: Staging): StagedPackage {
  const stage = stageFolder(root);
  rmSync(stage, { recursive: true, force: true });
  const paths = globSync('force-app/**/*', { cwd: root }).filter(
    (path) => statSync(join(root, path)).isFile() && belongsInOrg(path) && !isIn(path, leave),
  );
  if (!paths.some((path) => path.endsWith('staticresources/softphone/softphone.js'))) {
    throw new Error('The softphone is not built: npm run build');
  }
  for (const path of paths) stageFile({ from: join(root, path), to: join(stage, path) }, addresses);

  const project = JSON.parse(readFileSync(join(root, 'sfdx-project.json'), 'utf8')) as object;
  const staged = { ...project, defaultLwcLanguage: 'javascript' };
  writeFileSync(join(stage, 'sfdx-project.json'), `${JSON.stringify(staged, null, 2)}\n`);
  for (const file of readPackage(stage, 'force-app').files.filter(({ type }) => type === 'CallCenter')) {
    writeFileSync(join(stage, `${file.name}.callCenter.xml`), callCenterFile(file));
  }
  return { count: paths.length, tests: apexTests(root, paths) };
}

function isIn(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.includes(`/${folder}/`));
}

/** A test class has test methods; a class of test data has not. */
function apexTests(root: string, paths: readonly string[]): readonly string[] {
  return paths
    .filter(
      (path) => path.endsWith('.cls') && /@isTest[^]*@isTest/i.test(readFileSync(join(root, path), 'utf8')),
    )
    .map((path) => basename(path, '.cls'))
    .toSorted();
}

function belongsInOrg(path: string): boolean {
  return !/\/__tests__\/|\.d\.ts$|\/tsconfig\.json$/.test(path);
}

function stageFile({ from, to }: { from: string; to: string }, addresses: Addresses): void {
  mkdirSync(dirname(to), { recursive: true });
  if (from.endsWith('.ts')) {
    writeFileSync(to.replace(/\.ts$/, '.js'), componentScript(from));
  } else if (holdsAddresses(from)) {
    writeFileSync(to, withAddresses(readFileSync(from, 'utf8'), addresses));
  } else {
    copyFileSync(from, to);
  }
}

function componentScript(file: string): string {
  const script = stripTypes(readFileSync(file, 'utf8'), file);
  transformSync(script, file.replace(/\.ts$/, '.js'), { name: basename(dirname(file)), namespace: 'c' });
  return script;
}
