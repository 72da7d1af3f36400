import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { customLabels } from './customLabels.ts';
import { buildStamp, fingerprint } from './fingerprint.ts';
import { iconSprite, iconsIn, symbolId } from './iconSprite.ts';
import { trimStylesheet, wordsOf } from './stylesheet.ts';

/** A project's folders, as far as the softphone's static resource comes from them. */
export interface SoftphoneSources {
  /** The repository: its `softphone/`, `force-app/main/default/` and `node_modules/` are read. */
  readonly root: string;
  /** Below `root`. */
  readonly entry: string;
}

const forceApp = 'force-app/main/default';
const designSystem = 'node_modules/@salesforce-ux/design-system/assets';

/**
 * Builds the static resource `softphone`: script, styles, icons. Answers whether there was anything to do.
 * Rejects when a component, label or icon is missing or does not compile.
 */
export async function buildSoftphone({ root, entry }: SoftphoneSources): Promise<'built' | 'unchanged'> {
  const output = outputFolder(root);
  const stamp = buildStamp(join(root, 'build/softphone.stamp'), () => filesBelow(output));
  const inputs = fingerprint(inputFiles(root));
  if (stamp.fresh(inputs)) return 'unchanged';

  await bundle({
    entry: join(root, entry),
    name: 'softphone',
    output,
    components: join(root, forceApp, 'lwc'),
    labels: customLabels(join(root, forceApp, 'labels/CustomLabels.labels-meta.xml')),
  });
  writeLook(root, output);
  stamp.write(inputs);
  return 'built';
}

/** Where the static resource is built. */
export function outputFolder(root: string): string {
  return join(root, forceApp, 'staticresources/softphone');
}

/** The files below a folder, sorted; none when it does not exist. */
export function filesBelow(folder: string): readonly string[] {
  return globSync('**/*', { cwd: folder })
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile())
    .sort();
}

function inputFiles(root: string): readonly string[] {
  const folders = ['softphone', join(forceApp, 'lwc'), join(forceApp, 'labels'), 'scripts/build'];
  return [
    ...folders.flatMap((folder) => filesBelow(join(root, folder))),
    join(root, 'package-lock.json'),
  ].filter((file) => !/\.test\.ts$|__tests__/.test(file));
}

/** Components of Lightning pages: they have the whole design system, and take only icons from the resource. */
const ofOrgPages = /lwc[\\/](call|cti|unlogged)/;

/** Styles and icons: what the templates name of the design system. */
function writeLook(root: string, output: string): void {
  const sources = filesBelow(join(root, forceApp, 'lwc'))
    .filter((file) => /\.(html|ts)$/.test(file) && !/__tests__|\.d\.ts$/.test(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  const inPhone = sources.filter(({ file }) => !ofOrgPages.test(file));
  const asset = (path: string) => readFileSync(join(root, designSystem, path), 'utf8');
  const icons = iconsIn(sources.map(({ text }) => text));
  const css = trimStylesheet(asset('styles/salesforce-lightning-design-system.min.css'), {
    words: wordsOf(inPhone.map(({ text }) => text)),
    symbols: new Set(icons.map((icon) => symbolId(icon).replaceAll('_', '-'))),
  });
  writeFileSync(join(output, 'softphone.css'), css);
  const sprite = iconSprite(icons, (category) => asset(`icons/${category}-sprite/svg/symbols.svg`));
  writeFileSync(join(output, 'symbols.svg'), sprite);
  writeFileSync(join(output, 'symbols.LICENSE.txt'), asset('icons/License-for-icons.txt'));
}
