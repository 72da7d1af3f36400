import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { auraRoutes } from '../apex/auraRoutes.ts';
import { CodeAccess } from '../apex/codeAccess.ts';
import { orgCertificate } from '../apex/orgCertificate.ts';
import { projectClasses } from '../apex/projectClasses.ts';
import { ScreenFlows } from '../flow/screenFlows.ts';
import { CallCenters } from '../openCti/callCenters.ts';
import { classicScript } from '../openCti/classicScript.ts';
import type { CtiArguments } from '../openCti/messages.ts';
import { OrgSettings } from '../openCti/orgSettings.ts';
import { carryOut } from '../openCti/serverMethods.ts';
import { presenceStatuses } from '../omniChannel/presenceStatuses.ts';
import type { Org, OrgUser } from '../org/org.ts';
import { SoftphoneLayouts } from '../openCti/softphoneLayouts.ts';
import { utilityBar } from '../openCti/utilityBar.ts';
import { visualforcePages, visualforceRoutes } from '../visualforce/visualforceRoutes.ts';
import { AssetFolder, sendAsset } from './assets.ts';
import { consolePage } from './consolePage.ts';
import { lightningPages } from './lightningPages.ts';
import { lookupChoices } from './lookups.ts';
import { loginPage } from './loginPage.ts';
import { reportLibrary } from './reports/reportLibrary.ts';
import { saveRecord, type SaveRequest } from './saveRecord.ts';
import { consoleUsers, refuseStranger, signedInUser, signIn, signOut, wantsJson } from './session.ts';
import { softphoneLayoutRoutes } from './setup/softphoneLayoutRoutes.ts';
import { setupRoutes } from './setup/setupRoutes.ts';
import { softphoneItem } from './softphoneItem.ts';
import type { View, Viewing } from './view.ts';
import type { ViewMessage } from './viewMessage.ts';
import { viewAt } from './viewRouter.ts';

export interface ConsoleOptions {
  /** Folder of the project's metadata, `force-app/main/default`. */
  readonly forceApp: string;
  /** Further metadata folders, for pages and flows that the project does not bring. */
  readonly overlays?: readonly string[];
  /** Folder of `orgPages.js`, the project's components bundled for the console. */
  readonly components?: string;
  /** Ids of tokens; random ones when not given. */
  readonly newId?: () => string;
}

/** The Lightning console of an org: sign-in, pages, softphone, Visualforce and static resources. */
export function consoleRoutes(org: Org, options: ConsoleOptions): FastifyPluginAsync {
  const folders = [options.forceApp, ...(options.overlays ?? [])];
  const settings = new OrgSettings(org.dataFolder);
  const callCenters = new CallCenters(org, settings, options.forceApp);
  const layouts = new SoftphoneLayouts(org, settings);
  const newId = options.newId ?? randomUUID;
  const flows = new ScreenFlows(folders);
  const certificate = orgCertificate(org.dataFolder);
  const bar = utilityBar(options.forceApp);
  const pages = lightningPages(folders, bar.utilityBar);
  const reports = reportLibrary(folders);
  const statuses = presenceStatuses(folders);
  const softphoneFor = (user: OrgUser) => softphoneItem(callCenters.of(user), bar);
  const access = new CodeAccess(org, folders);
  const apex = projectClasses({ org, certificate, access, newId, callCenters, folders });

  const withUser =
    (answer: (user: OrgUser, exchange: Exchange) => unknown) =>
    (request: FastifyRequest, reply: FastifyReply) => {
      const user = signedInUser(org, request);
      return user ? answer(user, { request, reply }) : refuseStranger(request, reply);
    };
  const viewingOf = (user: OrgUser): Viewing => ({
    org,
    callCenters,
    layouts,
    flows,
    pageNames: () => visualforcePages(folders),
    user,
    appLabel: bar.appLabel,
    pages,
    reports,
    components: options.components !== undefined,
    softphone: softphoneFor(user) !== undefined,
  });

  return async (app) => {
    assetRoutes(app, options.components);
    loginRoutes(app, org);
    auraRoutes(app, { apex, userOf: (request) => signedInUser(org, request) });
    setupRoutes(app, { org, callCenters });
    softphoneLayoutRoutes(app, { org, layouts, newId });
    await app.register(visualforceRoutes(org, { forceApp: options.forceApp, folders, access }));

    app.get('/', (_request, reply) => reply.redirect('/lightning/page/home'));
    app.get('/lightning', (_request, reply) => reply.redirect('/lightning/page/home'));
    app.get(
      '/lightning/*',
      withUser((user, { request, reply }) => {
        const { pathname, searchParams } = new URL(request.url, 'http://console');
        const viewing = viewingOf(user);
        const view = viewAt(viewing, pathname.slice('/lightning'.length), searchParams);
        void reply.header('cache-control', 'no-store').header('vary', 'accept');
        if (wantsJson(request)) return reply.send(viewMessage(view));
        const page = consolePage(viewing, view, { softphone: softphoneFor(user), statuses });
        return reply
          .code(view.status ?? 200)
          .headers(pageHeaders)
          .type('text/html; charset=utf-8')
          .send(page.text);
      }),
    );
    app.get(
      '/lightning/lookup',
      withUser((user, { request }) => {
        const query = new URL(request.url, 'http://console').searchParams;
        return lookupChoices({ org, user }, (query.get('sObjects') ?? '').split(','), query.get('q') ?? '');
      }),
    );
    app.post(
      '/lightning/save',
      withUser((user, { request }) => saveRecord(org, user, request.body as SaveRequest)),
    );
    app.post<{ Params: { method: string } }>(
      '/lightning/openCti/:method',
      withUser((user, { request, reply }) => {
        const callCenter = callCenters.of(user);
        if (!callCenter)
          return reply
            .code(403)
            .send({ message: 'The user is assigned to no call center: assign one in Setup, Call Centers.' });
        const { method } = request.params as { method: string };
        return carryOut({ org, layouts, user, callCenter, apex }, method, request.body as CtiArguments);
      }),
    );
  };
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** The console may not be framed by strangers, and hands the microphone on to the softphone's frame. */
const pageHeaders = {
  'content-security-policy': "frame-ancestors 'self'",
  'permissions-policy': 'microphone=*, autoplay=*',
  'referrer-policy': 'origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
};

function viewMessage({ title, tab, content, modal, record, failed }: View): ViewMessage {
  return {
    title,
    tab,
    content: content.text,
    ...(modal && { modal: modal.text }),
    ...(record && { record }),
    ...(failed && { failed }),
  };
}

const designSystem = dirname(
  createRequire(import.meta.url).resolve('@salesforce-ux/design-system/package.json'),
);

function assetRoutes(app: FastifyInstance, components: string | undefined): void {
  const folders = {
    slds: new AssetFolder(join(designSystem, 'assets')),
    console: new AssetFolder(join(import.meta.dirname, 'browser')),
  };
  app.get<{ Params: { '*': string } }>('/assets/slds/*', (request, reply) =>
    sendAsset({ request, reply }, folders.slds.read(request.params['*']), 'public, max-age=86400'),
  );
  app.get<{ Params: { '*': string } }>('/assets/console/*', (request, reply) =>
    sendAsset({ request, reply }, folders.console.read(request.params['*']), 'no-cache'),
  );

  if (components !== undefined) {
    const folder = new AssetFolder(components);
    app.get<{ Params: { '*': string } }>('/assets/components/*', (request, reply) =>
      sendAsset({ request, reply }, folder.read(request.params['*']), 'no-cache'),
    );
  }

  const sources = ['checkArguments.ts', 'openCtiFrame.ts'].map((name) =>
    join(import.meta.dirname, '../openCti', name),
  );
  const script = classicScript(sources, 'installOpenCti(window)');
  const toolkit = classicScript(
    [join(import.meta.dirname, '../omniChannel/consoleToolkit.ts')],
    'installConsoleToolkit(window)',
  );
  app.get<{ Params: { version: string } }>('/support/console/:version/integration.js', (request, reply) =>
    sendAsset(
      { request, reply },
      isVersion(request.params.version) ? toolkit : undefined,
      'public, max-age=86400',
    ),
  );
  app.get<{ Params: { version: string; file: string } }>(
    '/support/api/:version/lightning/:file',
    (request, reply) => {
      const { version, file } = request.params;
      const known = isVersion(version) && /^opencti(_min)?\.js$/.test(file);
      return sendAsset({ request, reply }, known ? script : undefined, 'public, max-age=86400');
    },
  );
}

function isVersion(version: string): boolean {
  return /^\d{2}\.0$/.test(version) && Number(version) >= 38;
}

function loginRoutes(app: FastifyInstance, org: Org): void {
  app.get<{ Querystring: { startURL?: string } }>('/login', (request, reply) => {
    const page = loginPage({
      orgName: org.name,
      users: consoleUsers(org),
      startUrl: localPath(request.query.startURL),
    });
    return reply.headers(pageHeaders).type('text/html; charset=utf-8').send(page.text);
  });
  app.post<{ Body: { userId?: string; startURL?: string } | null }>('/login', (request, reply) => {
    const user = consoleUsers(org).find(({ id }) => id === request.body?.userId);
    if (!user) return reply.redirect('/login', 303);
    signIn(org, reply, user.id);
    return reply.redirect(localPath(request.body?.startURL), 303);
  });
  app.post('/logout', (request, reply) => {
    signOut(org, { request, reply });
    return reply.redirect('/login', 303);
  });
}

/** Where to go after signing in: never to another site. */
function localPath(url: string | undefined): string {
  return url && /^\/(?![/\\])/.test(url) ? url : '/lightning/page/home';
}
