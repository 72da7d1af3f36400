import type { LoaderContext } from 'webpack';
import { stripTypes } from './stripTypes.ts';

/** Loads a TypeScript module that is no component. */
export default function typeScriptLoader(this: LoaderContext<object>, source: string): string {
  return stripTypes(source, this.resourcePath);
}
