import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the components and the words are. */
export interface ComponentSources {
  readonly components: string;
  readonly labels: ReadonlyMap<string, string>;
  /** Folder of what stands in for `lightning/*`, where the page is a whole Lightning page: it also runs Apex. */
  readonly lightning?: string;
}

/**
 * What stands in the bundle for an import that only an org knows: `c/*` and `@salesforce/*`, and the template and
 * styles that the LWC compiler imports whether they exist or not. `undefined` when the import is an ordinary one.
 * @throws Error when a component or a label does not exist.
 */
export function replaceImport(
  { request, context }: { request: string; context: string },
  sources: ComponentSources,
): string | undefined {
  if (request.startsWith('c/')) return componentFile(request, sources.components);
  if (sources.lightning !== undefined) {
    if (request.startsWith('lightning/')) return componentFile(request, sources.lightning);
    const [, apexClass, method] = /^@salesforce\/apex\/(\w+)\.(\w+)$/.exec(request) ?? [];
    if (apexClass !== undefined && method !== undefined) {
      return moduleOf(`(params) => window.lightningHost.runApex('${apexClass}', '${method}', params)`);
    }
    if (request === '@salesforce/resourceUrl/softphone') return moduleOf("'/resource/1/softphone'");
  }
  if (request.startsWith('@salesforce/')) return platformModule(request, sources.labels);
  const implicit = /^\.\/\S+\.(html|css)(\?scoped=true)?$/.exec(request);
  const inComponent = [sources.components, sources.lightning].some(
    (folder) => folder !== undefined && context.startsWith(folder),
  );
  if (implicit && inComponent && !existsSync(resolve(context, pathOf(request)))) {
    return moduleOf(implicit[1] === 'css' ? '[]' : 'undefined');
  }
  return undefined;
}

function componentFile(request: string, folder: string): string {
  const [, name = ''] = request.split('/');
  const file = ['ts', 'js'].map((ending) => join(folder, name, `${name}.${ending}`)).find(existsSync);
  if (!file) throw new Error(`There is no component ${request}: ${join(folder, name, `${name}.ts`)}`);
  return file;
}

function platformModule(request: string, labels: ReadonlyMap<string, string>): string {
  const [, kind = '', name = ''] = /^@salesforce\/(\w+)\/(.+)$/.exec(request) ?? [];
  if (kind === 'label') {
    const words = labels.get(name.replace(/^c\./, ''));
    if (words === undefined)
      throw new Error(`There is no label ${name}: add it to CustomLabels.labels-meta.xml`);
    return moduleOf(JSON.stringify(words));
  }
  // The bundle's own files are in the same static resource: their folder is webpack's public path.
  if (request === '@salesforce/resourceUrl/softphone')
    return moduleOf("__webpack_public_path__.replace(/\\/$/, '')");
  throw new Error(
    `${request} is not available in the softphone page: only labels and resourceUrl/softphone are`,
  );
}

function moduleOf(expression: string): string {
  return `data:text/javascript;charset=utf-8,${encodeURIComponent(`export default ${expression};`)}`;
}

function pathOf(request: string): string {
  return request.replace(/\?.*$/, '');
}
