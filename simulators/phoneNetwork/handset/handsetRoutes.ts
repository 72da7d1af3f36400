import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import type { FastifyInstance } from 'fastify';

const page = new URL('./page/', import.meta.url);
const modules = ['handsetPage', 'handsetSound', 'handsetView'];

/** The handset page and its modules, whose types are taken off as they are served. */
export function addHandsetRoutes(app: FastifyInstance): void {
  app.get('/handset', (_request, reply) => reply.type('text/html').send(read('handset.html')));
  app.get('/handset/handset.css', (_request, reply) => reply.type('text/css').send(read('handset.css')));
  for (const name of modules) {
    app.get(`/handset/${name}.ts`, (_request, reply) =>
      reply.type('text/javascript').send(stripTypeScriptTypes(read(`${name}.ts`))),
    );
  }
}

function read(name: string): string {
  return readFileSync(new URL(name, page), 'utf8');
}
