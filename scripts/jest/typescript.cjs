/**
 * Jest transformer: strips types with the TypeScript compiler and keeps ES modules, as Node itself runs the sources.
 */
const { createHash } = require('node:crypto');
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
    code: ts.transpileModule(source, { fileName, compilerOptions }).outputText,
  }),
  getCacheKey: (source, fileName) =>
    createHash('sha256')
      .update(`${ts.version}\0${fileName}\0${source}\0${JSON.stringify(compilerOptions)}`)
      .digest('hex'),
};
