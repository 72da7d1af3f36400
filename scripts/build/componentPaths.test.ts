import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { updateComponentPaths } from './componentPaths.ts';

describe('the type configuration of the components', () => {
  it('names each component once it is there, and keeps the rest', async () => {
    const components = mkdtempSync(join(tmpdir(), 'component-paths-'));
    const file = join(components, 'tsconfig.json');
    writeFileSync(file, '{"compilerOptions":{"strict":true,"paths":{"c/gone":["./gone/gone.ts"]}}}');
    for (const name of ['picture', 'greeting']) {
      mkdirSync(join(components, name));
      writeFileSync(join(components, name, `${name}.ts`), '');
      writeFileSync(join(components, name, 'helper.ts'), '');
    }

    await expect(updateComponentPaths(components)).resolves.toBe('updated');

    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      compilerOptions: {
        strict: true,
        paths: { 'c/greeting': ['./greeting/greeting.ts'], 'c/picture': ['./picture/picture.ts'] },
      },
    });
    await expect(updateComponentPaths(components)).resolves.toBe('unchanged');
    rmSync(components, { recursive: true });
  });
});
