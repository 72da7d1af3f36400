import type { FastifyRequest } from 'fastify';
import { readForm } from './form.ts';

/** The 2010 API shows pages in one way, TaskRouter in another. */
export type Edition = '2010' | 'v1';

const standardPageSize = 50;
const largestPageSize = 1000;

/** One page of a list, as the request asks for it. */
export function pageOf(
  request: FastifyRequest,
  list: { readonly key: string; readonly edition: Edition; readonly items: readonly unknown[] },
): Readonly<Record<string, unknown>> {
  const query = readForm(request.query);
  const size = Math.min(Math.max(query.integer('PageSize') ?? standardPageSize, 1), largestPageSize);
  const page = Math.max(query.integer('Page') ?? 0, 0);
  const start = page * size;
  const items = list.items.slice(start, start + size);
  const addressOf = (wanted: number) => addressOfPage(request, { edition: list.edition, page: wanted, size });
  const next = start + size < list.items.length ? addressOf(page + 1) : null;
  const previous = page > 0 ? addressOf(page - 1) : null;
  if (list.edition === 'v1') {
    return {
      [list.key]: items,
      meta: {
        key: list.key,
        page,
        page_size: size,
        url: addressOf(page),
        first_page_url: addressOf(0),
        next_page_url: next,
        previous_page_url: previous,
      },
    };
  }
  return {
    [list.key]: items,
    page,
    page_size: size,
    start,
    end: start + Math.max(items.length - 1, 0),
    uri: addressOf(page),
    first_page_uri: addressOf(0),
    next_page_uri: next,
    previous_page_uri: previous,
  };
}

/** The address as Twilio's own host has it. */
function addressOfPage(
  request: FastifyRequest,
  { edition, page, size }: { edition: Edition; page: number; size: number },
): string {
  const [path = '', search = ''] = request.originalUrl.split('?', 2);
  const query = new URLSearchParams(search);
  query.set('PageSize', String(size));
  query.set('Page', String(page));
  query.delete('PageToken');
  if (page > 0) query.set('PageToken', `PT${page}`);
  const own = path.replace(/^\/(?:api|taskrouter)/, '');
  return `${edition === 'v1' ? 'https://taskrouter.twilio.com' : ''}${own}?${query.toString()}`;
}
