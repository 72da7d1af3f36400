import type { PageSettings } from '../viewMessage.ts';

/** The element with this id; the page is built by our own server, so a missing one is a mistake there. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The console page has no element "${id}": see consolePage.ts.`);
  return element;
}

/** What the server told the page when it loaded. */
export function pageSettings(): PageSettings {
  return JSON.parse(byId('pageSettings').textContent) as PageSettings;
}

/** Asks the console's server; the answer is JSON whether it succeeded or was refused. */
export async function ask<Answer>(url: string, body?: unknown): Promise<Answer> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const request = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetch(url, request);
  if (response.status === 401) location.assign('/login');
  if (response.status >= 500) throw new Error(`The server could not answer ${url}: ${await response.text()}`);
  return (await response.json()) as Answer;
}
