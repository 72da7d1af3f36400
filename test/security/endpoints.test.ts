import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startComposedApp, type ComposedApp } from './support/composedApp.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/security.md'), 'utf8');

let app: ComposedApp;

beforeAll(async () => {
  app = await startComposedApp({
    CONNECTOR_METRICS_TOKEN: 'm'.repeat(32),
    CONNECTOR_OPERATOR_TOKEN: 'o'.repeat(32),
  });
});

afterAll(() => app.stop());

/** `POST /session`; a WebSocket's address is `WS /link`. */
const listed = [...page.matchAll(/^\| `(GET|POST|OPTIONS|WS) (\/\S*)` \|/gm)].map(
  ([, method = '', path = '']) => ({ method, path }),
);

/** What Fastify has, from its tree: `│   ├── /nonce (GET, HEAD)`. */
function registered(): readonly string[] {
  const parents: string[] = [];
  const tree = app.http.printRoutes({ commonPrefix: false });
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods] = /^([│ ]*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(line) ?? [];
    if (part === '') return [];
    const depth = indent.length / 4;
    // Fastify prints a wildcard without what stands before it.
    const path = (parents[depth - 1] ?? '') + (part === '*' ? '/org/*' : part);
    parents.splice(depth, parents.length, path);
    // A GET answers HEAD as well.
    return (methods?.split(', ') ?? []).flatMap((method) => (method === 'HEAD' ? [] : [`${method} ${path}`]));
  });
}

describe('the table of endpoints', () => {
  it('has a line for every route and every socket of the connector, and for no other', () => {
    const documented = listed.map(({ method, path }) => `${method === 'WS' ? 'GET' : method} ${path}`);

    expect(registered().length).toBeGreaterThan(25);
    expect([...documented].sort()).toEqual([...registered()].sort());
  });

  it('says which addresses are for sockets: a page gets 426 there', async () => {
    for (const { method, path } of listed.filter(
      (each) => each.method !== 'POST' && !each.path.includes(':'),
    )) {
      const answer = await fetch(app.url + path.replace('*', 'x'), {
        method: method === 'WS' ? 'GET' : method,
      });

      expect([path, answer.status === 426]).toEqual([path, method === 'WS']);
    }
  });
});

describe('without proof of who asks', () => {
  /** What the table says anybody may ask. */
  const open = [...page.matchAll(/^\| `\w+ (\/\S*)` \| anybody/gm)].map(([, path]) => path);

  it.each(listed.filter(({ method }) => method === 'GET' || method === 'POST'))(
    '$method $path answers what anybody may know, or nothing',
    async ({ method, path }) => {
      const answer = await fetch(app.url + path.replace(/:\w+/, 'x'), {
        method,
        ...(method === 'POST' && { headers: { 'content-type': 'application/json' }, body: '{}' }),
      });

      expect([path, [401, 403].includes(answer.status)]).toEqual([path, !open.includes(path)]);
    },
  );

  it.each(listed.filter(({ method }) => method === 'GET' || method === 'POST'))(
    '$method $path is kept by no cache that others read, and taken for nothing else',
    async ({ method, path }) => {
      const { headers } = await fetch(app.url + path.replace(/:\w+/, 'x'), { method });

      expect(headers.get('x-content-type-options')).toBe('nosniff');
      // The one sound that is the same for every caller.
      const shared = path === '/twilio/sounds/wait.wav';
      expect([path, headers.get('cache-control')?.includes('no-store')]).toEqual([path, !shared]);
    },
  );

  it('what says how the connector is says nothing of anybody', async () => {
    const session = await app.session();
    expect(session).toContain('.');
    for (const path of ['/health', '/ready']) {
      const text = await (await fetch(app.url + path)).text();
      expect(text).not.toMatch(/\+\d|Ada|005\d|00D\d|[A-Z]{2}0{32}|at .*\.ts/);
    }
    const metrics = await fetch(`${app.url}/metrics`, {
      headers: { authorization: `Bearer ${'m'.repeat(32)}` },
    });
    expect(await metrics.text()).not.toMatch(/\+1\d|Ada|"005\d|00D\d|[A-Z]{2}0{32}/);
  });
});
