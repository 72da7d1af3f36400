import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** `[file](../path): *a test*; *another test*` */
const CITED = /\]\(\.\.\/([^)]+\.ts)\): ((?:\*[^*]+\*(?:; )?)+)/g;

const cited = [...read('docs/faults.md').matchAll(CITED)].flatMap(([, file = '', names = '']) =>
  [...names.matchAll(/\*([^*]+)\*/g)].map(([, name = '']) => ({ file, name })),
);

describe('the page about faults', () => {
  it('names tests that are there', () => {
    const missing = cited.filter(
      ({ file, name }) => !existsSync(join(root, file)) || !read(file).includes(name),
    );

    expect(cited.length).toBeGreaterThan(40);
    expect(missing).toEqual([]);
  });

  it('says of each line by which test it is shown', () => {
    const lines = read('docs/faults.md')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| what holds'));

    expect(lines.filter((line) => !line.includes('.test.ts') && !line.includes('Contract.ts'))).toEqual([]);
  });
});
