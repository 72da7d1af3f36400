import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Settings an administrator makes in Setup that no sObject holds; kept in one JSON file beside the org's data. */
export class OrgSettings {
  readonly #file: string | undefined;
  #values: Readonly<Record<string, unknown>>;

  /** `folder` undefined keeps them in memory. */
  constructor(folder: string | undefined) {
    this.#file = folder === undefined ? undefined : join(folder, 'consoleSettings.json');
    this.#values = this.#file === undefined ? {} : readJson(this.#file);
  }

  get(name: string): unknown {
    return this.#values[name];
  }

  set(name: string, value: unknown): void {
    this.#values = { ...this.#values, [name]: value };
    if (this.#file === undefined) return;
    mkdirSync(join(this.#file, '..'), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(this.#values, null, 2));
  }
}

function readJson(file: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`${file} cannot be read; repair or delete it, its settings then start anew.`, { cause });
  }
}
