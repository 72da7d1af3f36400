/**
 * Jest transformer: strips types with the TypeScript compiler and keeps ES modules, as Node itself runs the sources.
 * Jest's modules lack `import.meta.dirname`; it is written in.
 */
const { createHash } = require('node:crypto');
const { dirname } = require('node:path');
const ts = require('typescript');

const compilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  inlineSourceMap: true,
  inlineSources: true,
};

module.exports = {
  process: (source, fileName) => ({
    code: ts
      .transpileModule(source, { fileName, compilerOptions })
      .outputText.replaceAll('import.meta.dirname', JSON.stringify(dirname(fileName))),
  }),
  getCacheKey: (source, fileName) =>
    createHash('sha256')
      .update(`2\0${ts.version}\0${fileName}\0${source}\0${JSON.stringify(compilerOptions)}`)
      .digest('hex'),
};
