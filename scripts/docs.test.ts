import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

function sources(...patterns: string[]): string {
  return globSync(patterns, { cwd: root })
    .filter((file) => !/\.test\.ts$|\/testing\//.test(file))
    .map(read)
    .join('\n');
}

const found = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1])),
];

describe('the documentation', () => {
  it('explains every variable that the connector reads', () => {
    const variables = found(read('connector/src/config.ts'), /'((?:CONNECTOR|TWILIO|SALESFORCE)_[A-Z_]+)'/g);
    const page = read('docs/configuration.md');

    expect(variables.length).toBeGreaterThan(20);
    expect(variables.filter((variable) => !page.includes(`\`${variable}\``))).toEqual([]);
  });

  it('explains every code that an agent, a client or an operator may see', () => {
    const codes = found(
      sources('softphone/{core,ports}/**/*.ts', 'connector/src/**/*.ts'),
      /'([A-Z]+(?:_[A-Z]+)+)'/g,
    ).filter(
      (code) =>
        !/^(CONNECTOR|TWILIO|SALESFORCE|INVALID_|ERROR_HTTP|UNABLE_|REQUEST_|SERVER_|NO_RESULT)/.test(
          code ?? '',
        ),
    );
    const page = read('docs/errors.md');

    expect(codes.length).toBeGreaterThan(25);
    expect(codes.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });

  it('says why each package is there', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      string,
      Record<string, string>
    >;
    const page = read('docs/decisions/0012-dependencies.md');
    const names = Object.keys({ ...dependencies, ...devDependencies });

    const unexplained = names.filter((name) => {
      const family = [name, `${name.split('/')[0] ?? ''}/*`];
      return !family.some((each) => page.includes(`\`${each}\``)) && !/^@types\/|eslint/.test(name);
    });
    expect(unexplained).toEqual([]);
  });

  it('opens with the two lines that a newcomer needs, and a picture', () => {
    expect(read('README.md').split('\n').slice(0, 2)).toEqual([
      '    npm ci && npm start',
      '    npm ci && npm test',
    ]);
    for (const picture of found(read('README.md'), /!\[[^\]]*\]\(([^)]+)\)/g))
      expect(() => read(picture ?? '')).not.toThrow();
  });

  it('has no link within the repository that leads nowhere', () => {
    const broken = globSync(['*.md', 'docs/**/*.md'], { cwd: root }).flatMap((file) =>
      found(read(file), /\]\((?!https?:)([^)#]+)/g).filter(
        (link) => globSync(join(file, '..', link ?? ''), { cwd: root }).length === 0,
      ),
    );

    expect(broken).toEqual([]);
  });
});
