import { readFileSync, statSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

const compressible = /^(text\/|application\/(json|javascript|manifest)|image\/svg)/;

/** One file as it goes over the wire. */
export interface Asset {
  readonly body: Buffer;
  readonly zipped: Buffer | undefined;
  readonly contentType: string;
  readonly modifiedAt: number;
}

/**
 * Files of one folder, read once and again only after they changed. TypeScript files come out as JavaScript, types
 * stripped, so that a browser imports the very sources.
 */
export class AssetFolder {
  readonly #folder: string;
  readonly #known = new Map<string, Asset>();

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  /** The file at `path` below the folder, or `undefined` when there is none or it lies outside. */
  read(path: string): Asset | undefined {
    const file = join(this.#folder, path);
    if (!file.startsWith(this.#folder + sep)) return undefined;
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found?.isFile()) return undefined;

    const known = this.#known.get(file);
    if (known?.modifiedAt === found.mtimeMs) return known;
    const asset = makeAsset({ file, body: readAsServed(file), modifiedAt: found.mtimeMs });
    this.#known.set(file, asset);
    return asset;
  }
}

export function makeAsset(file: { file: string; body: Buffer; modifiedAt: number }): Asset {
  const contentType = contentTypes[extname(file.file).toLowerCase()] ?? 'application/octet-stream';
  const zipped = compressible.test(contentType) ? gzipSync(file.body) : undefined;
  return { body: file.body, zipped, contentType, modifiedAt: file.modifiedAt };
}

/** Sends an asset, compressed where the browser takes it; `cacheControl` as the `Cache-Control` header. */
export function sendAsset(
  exchange: { request: FastifyRequest; reply: FastifyReply },
  asset: Asset | undefined,
  cacheControl: string,
): FastifyReply {
  const { request, reply } = exchange;
  if (!asset) return reply.code(404).type('text/plain').send(`There is no file at ${request.url}.`);

  const tag = `"${asset.modifiedAt.toString(36)}-${asset.body.length.toString(36)}"`;
  void reply.header('cache-control', cacheControl).header('vary', 'accept-encoding').header('etag', tag);
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  void reply.type(asset.contentType);
  if (asset.zipped && request.headers['accept-encoding']?.includes('gzip')) {
    return reply.header('content-encoding', 'gzip').send(asset.zipped);
  }
  return reply.send(asset.body);
}

function readAsServed(file: string): Buffer {
  if (extname(file) !== '.ts') return readFileSync(file);
  return Buffer.from(stripTypeScriptTypes(readFileSync(file, 'utf8')));
}
