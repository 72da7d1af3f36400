import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Asset, AssetFolder } from '../console/assets.ts';

/** The static resources of a project: folders (zip archives in an org) and single files. */
export class StaticResources {
  readonly #folder: string;
  readonly #files: AssetFolder;

  constructor(forceApp: string) {
    this.#folder = join(forceApp, 'staticresources');
    this.#files = new AssetFolder(this.#folder);
  }

  /** `/resource/<stamp>/<name>`; the stamp changes with the content. `undefined` when there is no such resource. */
  url(name: string): string | undefined {
    const path = this.#pathOf(name);
    return path === undefined
      ? undefined
      : `/resource/${Math.floor(newest(join(this.#folder, path)))}000/${name}`;
  }

  /** The file of a resource; `path` is empty for a resource that is a single file. */
  read(name: string, path: string): Asset | undefined {
    const resource = this.#pathOf(name);
    return resource === undefined
      ? undefined
      : this.#files.read(path === '' ? resource : join(resource, path));
  }

  /** A resource's folder or file: `Chime` may be kept as `Chime.mp3`. */
  #pathOf(name: string): string | undefined {
    if (!/^\w+$/.test(name) || !statSync(this.#folder, { throwIfNoEntry: false })) return undefined;
    const entries = readdirSync(this.#folder).filter((entry) => !entry.endsWith('-meta.xml'));
    return entries.find((entry) => entry === name) ?? entries.find((entry) => entry.startsWith(`${name}.`));
  }
}

/** When the newest file below was changed, epoch seconds. */
function newest(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs / 1000;
  return Math.max(found.mtimeMs / 1000, ...readdirSync(path).map((entry) => newest(join(path, entry))));
}
