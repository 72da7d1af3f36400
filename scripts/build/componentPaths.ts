import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';

interface TypeScriptConfiguration {
  readonly compilerOptions: Readonly<Record<string, unknown>>;
}

/**
 * Names every component in the `paths` of the components' `tsconfig.json`: TypeScript cannot derive `c/x` -> `x/x.ts`
 * by itself. Answers whether the file had to change.
 */
export async function updateComponentPaths(components: string): Promise<'updated' | 'unchanged'> {
  const file = join(components, 'tsconfig.json');
  const before = readFileSync(file, 'utf8');
  const configuration = JSON.parse(before) as TypeScriptConfiguration;
  const compilerOptions = { ...configuration.compilerOptions, paths: componentPaths(components) };
  const style = await resolveConfig(file);
  const after = await format(JSON.stringify({ ...configuration, compilerOptions }, null, 2), {
    ...style,
    parser: 'json',
  });
  if (after === before) return 'unchanged';
  writeFileSync(file, after);
  return 'updated';
}

function componentPaths(components: string): Readonly<Record<string, readonly string[]>> {
  const files = globSync('*/*.ts', { cwd: components }).filter(
    (file) => basename(file, '.ts') === dirname(file) && !file.endsWith('.d.ts'),
  );
  return Object.fromEntries(files.sort().map((file) => [`c/${dirname(file)}`, [`./${file}`]]));
}
