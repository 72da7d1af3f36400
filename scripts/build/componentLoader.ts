import { basename, dirname, extname } from 'node:path';
import { transformSync } from '@lwc/compiler';
import type { LoaderContext } from 'webpack';
import { stripTypes } from './stripTypes.ts';

/** Compiles one file of a Lightning web component: its TypeScript, its template or its styles. */
export default function componentLoader(this: LoaderContext<object>, source: string): string {
  const file = this.resourcePath;
  const script = extname(file) === '.ts' ? stripTypes(source, file) : source;
  const { code, warnings = [] } = transformSync(script, file, {
    name: basename(dirname(file)),
    namespace: 'c',
    scopedStyles: this.resourceQuery === '?scoped=true',
    enableStaticContentOptimization: true,
  });
  for (const { message } of warnings) this.emitWarning(new Error(`${file}: ${message}`));
  return code;
}
