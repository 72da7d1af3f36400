import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import type { Problem } from './metadataFile.ts';

/** Syntax errors of the Apex classes and triggers below a folder. Whether what they name exists, only an org knows. */
export function checkApex(root: string, folder: string): readonly Problem[] {
  return globSync('**/*.{cls,trigger}', { cwd: join(root, folder) })
    .sort()
    .flatMap((path) => syntaxErrors(root, join(folder, path)));
}

function syntaxErrors(root: string, path: string): readonly Problem[] {
  const listener = new Listener(path);
  const source = readFileSync(join(root, path), 'utf8');
  const { parser } = ApexParserFactory.createLexerAndParser(source, listener);
  if (path.endsWith('.trigger')) parser.triggerUnit();
  else parser.compilationUnit();
  return listener.problems;
}

class Listener extends ApexErrorListener {
  readonly problems: Problem[] = [];
  readonly #path: string;

  constructor(path: string) {
    super();
    this.#path = path;
  }

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.problems.push({ path: this.#path, message: `line ${line}:${column}: ${message}` });
  }
}
