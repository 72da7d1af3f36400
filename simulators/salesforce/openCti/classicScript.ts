import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { type Asset, makeAsset } from '../console/assets.ts';

/**
 * One classic script from modules that import only each other: their code in the given order inside one function, then
 * `start`. Adapters load Open CTI by a plain script element before their own code, where a module would come too late.
 */
export function classicScript(files: readonly string[], start: string): Asset {
  const parts = files.map((file) => {
    const code = stripTypeScriptTypes(readFileSync(file, 'utf8'));
    return code.replace(/^import [^;]*;$/gm, '').replace(/^export (?=function|const|class)/gm, '');
  });
  const text = `(() => {\n'use strict';\n${parts.join('\n')}\n${start};\n})();\n`;
  return makeAsset({ file: 'opencti.js', body: Buffer.from(text), modifiedAt: text.length });
}
