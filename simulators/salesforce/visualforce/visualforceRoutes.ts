import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FastifyPluginAsync } from 'fastify';
import { sendAsset } from '../console/assets.ts';
import type { CodeAccess } from '../apex/codeAccess.ts';
import { refuseStranger, signedInUser } from '../console/session.ts';
import { metadataFiles } from '../org/metadata/xml.ts';
import type { Org } from '../org/org.ts';
import { htmlEncode } from './expression.ts';
import { mergeScope } from './mergeScope.ts';
import { PageError, renderPage } from './renderPage.ts';
import { StaticResources } from './staticResources.ts';

/** A page may be framed by the org alone and may use the microphone, as with Session Settings, Permissions-Policy. */
const pageHeaders = {
  'content-security-policy': "frame-ancestors 'self'",
  'permissions-policy': 'microphone=(self), autoplay=(self)',
  'cache-control': 'no-cache, must-revalidate, max-age=0, no-store, private',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'origin-when-cross-origin',
};

/** How long an org lets browsers keep a static resource, in seconds; a change gives it another address. */
const resourceCache = 'public, max-age=3888000, immutable';

/** `/apex/<Page>` and `/resource/<stamp>/<Name>/<path>`, for signed-in users. */
export function visualforceRoutes(
  org: Org,
  { forceApp, folders, access }: { forceApp: string; folders: readonly string[]; access: CodeAccess },
): FastifyPluginAsync {
  const resources = new StaticResources(forceApp);
  return (app) => {
    app.get<{ Params: { page: string } }>('/apex/:page', (request, reply) => {
      const user = signedInUser(org, request);
      if (!user) return refuseStranger(request, reply);
      void reply.headers(pageHeaders).type('text/html; charset=utf-8');

      const source = readPage(folders, request.params.page);
      if (source === undefined)
        return reply.code(404).send(errorPage(`Page ${request.params.page} does not exist`));
      if (!access.mayUse(user, 'apexPage', request.params.page)) {
        return reply
          .code(403)
          .send(errorPage('Insufficient Privileges: a permission set must grant the page.'));
      }
      const query = new URL(request.url, 'http://page').searchParams;
      try {
        return reply.send(renderPage(source, mergeScope({ org, user, forceApp, resources, query })));
      } catch (error) {
        if (!(error instanceof PageError)) throw error;
        return reply.code(500).send(errorPage(`${request.params.page}: ${error.message}`));
      }
    });

    app.get<{ Params: { name: string; '*': string } }>('/resource/:stamp/:name/*', (request, reply) =>
      sendAsset({ request, reply }, resources.read(request.params.name, request.params['*']), resourceCache),
    );
    app.get<{ Params: { name: string } }>('/resource/:stamp/:name', (request, reply) =>
      sendAsset({ request, reply }, resources.read(request.params.name, ''), resourceCache),
    );
    return Promise.resolve();
  };
}

/** Names of the pages in metadata folders. */
export function visualforcePages(folders: readonly string[]): readonly string[] {
  return metadataFiles(folders, '.page').map((path) => basename(path, '.page'));
}

function readPage(folders: readonly string[], name: string): string | undefined {
  if (!/^\w+$/.test(name)) return undefined;
  const files = folders.map((folder) => join(folder, 'pages', `${name}.page`));
  const file = files.findLast((path) => statSync(path, { throwIfNoEntry: false }));
  return file && readFileSync(file, 'utf8');
}

function errorPage(message: string): string {
  return `<!DOCTYPE html><html lang="en"><title>Visualforce Error</title><h1>Visualforce Error</h1><p>${htmlEncode(message)}</p></html>`;
}
