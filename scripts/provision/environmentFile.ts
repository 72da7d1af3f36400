import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ProvisionError } from './provisionError.ts';

/** The variables of a file of `NAME=value` lines; none without a file. */
export function readEnvironmentFile(file: string): Readonly<Record<string, string | undefined>> {
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

/**
 * Sets variables in the file, or takes out those that are `undefined`; other lines stay. Only its owner may read it.
 * @throws ProvisionError when the file cannot be written.
 */
export function writeEnvironmentFile(
  file: string,
  variables: Readonly<Record<string, string | undefined>>,
): void {
  const names = Object.keys(variables);
  const before = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const kept = before.filter(
    (line) => line !== '' && !names.some((name) => line.replace(/^export /, '').startsWith(`${name}=`)),
  );
  const set = Object.entries(variables).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  );
  try {
    writeFileSync(file, [...kept, ...set, ''].join('\n'), { mode: 0o600 });
    chmodSync(file, 0o600);
  } catch (cause) {
    throw new ProvisionError(
      `${file} cannot be written. Name another file with --env-file, or print the variables with --print-env.`,
      { cause },
    );
  }
}
