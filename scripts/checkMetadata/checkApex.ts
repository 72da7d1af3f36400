import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import type { Problem } from './metadataFile.ts';

/** Classes that see more than their user may, and why. */
const seesMore: Readonly<Record<string, string>> = {
  AgentStatus:
    'an agent writes the own state only, and needs no right to the object in which supervisors see all',
  DirectoryListing:
    'the connector’s user reads who may take calls, and needs no permission to read the set-up for it',
  PresenceMappings:
    'agents read which presence goes with which agent state, and need no permission to read the set-up for it',
};

/** What is wrong with the Apex classes and triggers below a folder: syntax, and care for the user's rights. Whether what they name exists, only an org knows. */
export function checkApex(root: string, folder: string): readonly Problem[] {
  return globSync('**/*.{cls,trigger}', { cwd: join(root, folder) })
    .sort()
    .flatMap((path) => [...syntaxErrors(root, join(folder, path)), ...missingCare(root, join(folder, path))]);
}

/** A class obeys sharing, asks Salesforce for data as its user, and has a test class beside it. */
function missingCare(root: string, path: string): readonly Problem[] {
  const source = readFileSync(join(root, path), 'utf8');
  if (!path.endsWith('.cls') || /@IsTest/i.test(source)) return [];
  const excepted = basename(path, '.cls') in seesMore;
  const queries = [...source.matchAll(/\[\s*SELECT[^\]]*\]|Database\.query\w*\([^;]*;/g)].map(
    ([query]) => query,
  );
  const messages = [
    ...(/\bclass \w/.test(source) && !source.includes('with sharing class') && !excepted
      ? ['needs "with sharing"']
      : []),
    ...(excepted || queries.every((query) => query.includes('USER_MODE'))
      ? []
      : ['has a query without USER_MODE']),
    ...(existsSync(join(root, path.replace(/\.cls$/, 'Test.cls'))) ? [] : ['needs a test class beside it']),
  ];
  return messages.map((message) => ({ path, message }));
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
