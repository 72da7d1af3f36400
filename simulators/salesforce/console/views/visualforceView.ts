import { html } from '../html.ts';
import type { View, Viewing } from '../view.ts';

/** A Visualforce page inside Lightning Experience: in a frame, with the query it was opened with. */
export function visualforceView(
  _viewing: Viewing,
  [page = '']: readonly string[],
  query: URLSearchParams,
): View {
  const address = `/apex/${page}${query.size > 0 ? `?${String(query)}` : ''}`;
  const content = html`<iframe class="visualforceFrame" title="${page}" src="${address}"></iframe>`;
  return { title: page, tab: '', content };
}
