import ts from 'typescript';

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  // Decorators and class fields stay as written: the LWC compiler, here or in the org, reads them.
  experimentalDecorators: false,
  useDefineForClassFields: true,
  erasableSyntaxOnly: true,
};

/**
 * The JavaScript of one TypeScript module: its types erased, everything else as written.
 * @throws Error that names the file and the place when the syntax is wrong.
 */
export function stripTypes(source: string, fileName: string): string {
  const { outputText, diagnostics = [] } = ts.transpileModule(source, {
    fileName,
    compilerOptions: options,
    reportDiagnostics: true,
  });
  if (diagnostics.length > 0) {
    throw new Error(
      ts.formatDiagnostics(diagnostics, {
        getCanonicalFileName: (name) => name,
        getCurrentDirectory: () => process.cwd(),
        getNewLine: () => '\n',
      }),
    );
  }
  return outputText;
}
