import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { childrenOf, textOf, type MetadataFile, type Problem } from './metadataFile.ts';
import { type Reference, referencesOf, referencesOfPage, referencesOfScript } from './references.ts';

interface Package {
  readonly root: string;
  readonly folder: string;
  readonly files: readonly MetadataFile[];
}

/** What the files of a package name and the package does not have; labels that nothing names. */
export function checkReferences(checked: Package): readonly Problem[] {
  const { root, folder, files } = checked;
  const sources = (pattern: string) =>
    globSync(pattern, { cwd: root })
      .filter((path) => !path.includes('__tests__'))
      .sort()
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  const made: readonly Named[] = [
    ...files.map((file) => ({ path: file.path, references: referencesOf(file) })),
    ...sources(`${folder}/**/pages/*.page`).map(({ path, text }) => ({
      path,
      references: referencesOfPage(text),
    })),
    ...[...sources(`${folder}/**/lwc/*/*.ts`), ...sources('softphone/**/*.ts')].map(({ path, text }) => ({
      path,
      references: referencesOfScript(text),
    })),
  ];
  const known = new Set(files.flatMap(componentsIn).map(keyOf));
  const missing = made.flatMap(({ path, references }) =>
    references
      .filter((reference) => !known.has(keyOf(reference)))
      .map(({ type, name }) => ({ path, message: `names the ${type} ${name}, which does not exist` })),
  );
  return [...missing, ...unusedLabels(files, made), ...missingHalves(checked)];
}

interface Named {
  readonly path: string;
  readonly references: readonly Reference[];
}

function unusedLabels(files: readonly MetadataFile[], made: readonly Named[]): readonly Problem[] {
  const used = new Set(made.flatMap(({ references }) => references).map(keyOf));
  return files.flatMap((file) =>
    labelsIn(file)
      .filter((label) => !used.has(keyOf(label)))
      .map(({ name }) => ({ path: file.path, message: `has the label ${name}, which nothing uses` })),
  );
}

/** A class or page is two files, a bundle a folder: one without the other cannot be deployed. */
function missingHalves({ root, folder, files }: Package): readonly Problem[] {
  const withoutMeta = globSync('**/*.{cls,page,trigger}', { cwd: join(root, folder) })
    .map((path) => join(folder, path))
    .filter((path) => !existsSync(join(root, `${path}-meta.xml`)))
    .map((path) => ({ path, message: `needs ${basename(path)}-meta.xml beside it` }));
  const withoutContent = files
    .filter(({ type }) => type === 'ApexClass' || type === 'ApexPage')
    .filter(({ path }) => !existsSync(join(root, path.replace(/-meta\.xml$/, ''))))
    .map(({ path }) => ({ path, message: `needs ${basename(path, '-meta.xml')} beside it` }));
  const bundles = new Set(
    files.filter(({ type }) => type === 'LightningComponentBundle').map(({ path }) => dirname(path)),
  );
  const withoutBundle = globSync('**/lwc/*/*.html', { cwd: join(root, folder) })
    .map((path) => dirname(join(folder, path)))
    .filter((path) => !bundles.has(path))
    .map((path) => ({ path, message: `needs ${basename(path)}.js-meta.xml` }));
  return [...withoutMeta, ...withoutContent, ...withoutBundle];
}

function componentsIn(file: MetadataFile): readonly Reference[] {
  return [{ type: file.type, name: file.name }, ...labelsIn(file)];
}

function labelsIn({ type, root }: MetadataFile): readonly Reference[] {
  if (type !== 'CustomLabels') return [];
  return childrenOf(root, 'labels').map((label) => ({
    type: 'CustomLabel',
    name: textOf(label, 'fullName') ?? '',
  }));
}

function keyOf({ type, name }: Reference): string {
  return `${type} ${name}`;
}
