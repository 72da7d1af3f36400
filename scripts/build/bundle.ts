import { fileURLToPath } from 'node:url';
import TerserPlugin from 'terser-webpack-plugin';
import webpack from 'webpack';
import { type ComponentSources, replaceImport } from './componentImports.ts';

export interface BundleRequest extends ComponentSources {
  /** The module that starts everything; a file. */
  readonly entry: string;
  /** What the script is called, without `.js`. */
  readonly name: string;
  /** The folder that gets the script and the chunks it loads later; emptied first. */
  readonly output: string;
}

/** Bundles LWC engine, components and softphone for a page. Rejects with all of webpack's complaints in one error. */
export async function bundle(request: BundleRequest): Promise<void> {
  const compiler = webpack(configuration(request));
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    compiler.run((failure, result) => {
      compiler.close((closing) => {
        const reason = failure ?? closing;
        if (reason) reject(reason);
        else resolve(result);
      });
    });
  });
  const { errors = [], warnings = [] } = stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
  const complaints = [...errors, ...warnings].map(
    ({ moduleName, message }) => `${moduleName ?? ''} ${message}`,
  );
  if (complaints.length > 0) throw new Error(`The bundle failed:\n${complaints.join('\n')}`);
}

function configuration({ entry, name, output, ...sources }: BundleRequest): webpack.Configuration {
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const components = [sources.components, ...(sources.lightning === undefined ? [] : [sources.lightning])];
  return {
    mode: 'production',
    target: ['web', 'es2022'],
    context: here('../..'),
    entry: { [name]: entry },
    // publicPath 'auto': a static resource's address holds a stamp that only the page knows.
    output: {
      path: output,
      filename: '[name].js',
      chunkFilename: '[name].js',
      publicPath: 'auto',
      clean: true,
    },
    resolve: { alias: { lwc$: '@lwc/engine-dom' }, extensions: ['.ts', '.js'] },
    module: {
      rules: [
        { test: /\.(ts|js|html|css)$/, include: components, loader: here('componentLoader.ts') },
        { test: /\.ts$/, exclude: components, loader: here('typeScriptLoader.ts') },
      ],
    },
    plugins: [
      new webpack.DefinePlugin({ 'import.meta.env.SSR': 'false' }),
      new webpack.NormalModuleReplacementPlugin(/./, (wanted: { request: string; context: string }) => {
        wanted.request = replaceImport(wanted, sources) ?? wanted.request;
      }),
    ],
    optimization: {
      // A package that is imported when needed is, with what it needs itself, one file of its own name.
      splitChunks: {
        chunks: 'async',
        cacheGroups: {
          twilioVoice: {
            test: /node_modules[\\/](@twilio|events|loglevel|tslib)[\\/]/,
            name: 'twilioVoice',
            enforce: true,
          },
          phoneNumbers: {
            test: /node_modules[\\/]libphonenumber-js[\\/]/,
            name: 'phoneNumbers',
            enforce: true,
          },
          default: false,
          defaultVendors: false,
        },
      },
      minimizer: [
        // ascii_only: a host page without a UTF-8 charset must still read it.
        new TerserPlugin({ extractComments: false, terserOptions: { format: { ascii_only: true } } }),
      ],
    },
    performance: { hints: false },
  };
}
