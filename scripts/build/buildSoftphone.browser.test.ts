import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../local/browser.ts';
import { buildSoftphone, outputFolder } from './buildSoftphone.ts';

const lwc = 'force-app/main/default/lwc';
const labels = 'force-app/main/default/labels/CustomLabels.labels-meta.xml';

const project = {
  'package-lock.json': '{}',
  'scripts/build/build.ts': '',
  [`${lwc}/greeting/greeting.ts`]: `
    import { LightningElement, api } from 'lwc';
    import HELLO from '@salesforce/label/c.Hello';
    import type { Person } from 'c/picture';
    import { loud } from 'c/picture';
    export default class Greeting extends LightningElement {
      @api person: Person = { name: 'Zoé' };
      get words(): string { return loud(HELLO + this.person.name); }
    }`,
  [`${lwc}/greeting/greeting.html`]: `<template>
    <h1 class="slds-p-around_large own">{words}</h1><c-picture></c-picture></template>`,
  [`${lwc}/greeting/greeting.css`]: '.own { color: rgb(1, 2, 3); }',
  [`${lwc}/picture/picture.ts`]: `
    import { LightningElement } from 'lwc';
    import SOFTPHONE from '@salesforce/resourceUrl/softphone';
    export type Person = { readonly name: string };
    export const loud = (text: string): string => text.toUpperCase();
    export default class Picture extends LightningElement { href = SOFTPHONE + '/symbols.svg#utility-call'; icon = 'utility:call'; }`,
  [`${lwc}/picture/picture.html`]: '<template><svg><use href={href}></use></svg></template>',
  [labels]: labelsFile({ Hello: 'Hello & welcome, ' }),
  'softphone/entry.ts': `
    import '@lwc/synthetic-shadow';
    import { createElement } from 'lwc';
    import Greeting from 'c/greeting';
    document.body.append(createElement('c-greeting', { is: Greeting }));
    Object.assign(globalThis, { voice: async () => typeof (await import('@twilio/voice-sdk')).Device });`,
};

describe('the build of the softphone', () => {
  let root: string;
  let browser: Browser;

  beforeAll(async () => {
    root = newProject();
    const executablePath = findChromium();
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser.close();
    rmSync(root, { recursive: true });
  });

  it('makes a page of TypeScript components that works in a browser', async () => {
    await expect(build(root)).resolves.toBe('built');

    const page = await browser.newPage();
    await page.route('**/*', (route) => {
      const path = new URL(route.request().url()).pathname.slice(1);
      if (path === '') return route.fulfill({ contentType: 'text/html', body: hostPage });
      return route.fulfill({ path: join(outputFolder(root), path.replace('resource/1/softphone/', '')) });
    });
    await page.goto('http://softphone.test/');
    const heading = page.getByRole('heading');
    await expect(heading.textContent()).resolves.toBe('HELLO & WELCOME, ZOÉ');
    const look = await heading.evaluate((element) => {
      const { color, paddingTop } = getComputedStyle(element);
      return { color, paddingTop };
    });
    expect(look).toEqual({ color: 'rgb(1, 2, 3)', paddingTop: '24px' });
    const href = await page.locator('use').getAttribute('href');
    expect(href).toBe('http://softphone.test/resource/1/softphone/symbols.svg#utility-call');
    await expect(page.evaluate('voice()')).resolves.toBe('function');
  });

  it('keeps the Voice SDK out of what is loaded first, and all of it readable without a charset', () => {
    const files = readdirSync(outputFolder(root)).sort();
    const script = readFileSync(join(outputFolder(root), 'softphone.js'), 'utf8');

    expect(files).toEqual([
      'softphone.css',
      'softphone.js',
      'symbols.LICENSE.txt',
      'symbols.svg',
      'twilioVoice.js',
    ]);
    expect(script).not.toMatch(/[^\x00-\x7f]/); // eslint-disable-line no-control-regex -- the range is ASCII
  });

  it('does nothing when nothing changed', async () => {
    await expect(build(root)).resolves.toBe('unchanged');
  });

  it('stops at a label that does not exist, and names it', async () => {
    const broken = newProject({ [labels]: labelsFile({}) });

    await expect(build(broken)).rejects.toThrow(/no label c\.Hello/);
    rmSync(broken, { recursive: true });
  });
});

const hostPage = `<!DOCTYPE html><link rel="stylesheet" href="/resource/1/softphone/softphone.css"><body>
  <script src="/resource/1/softphone/softphone.js"></script></body>`;

function build(root: string): Promise<string> {
  return buildSoftphone({ root, entry: 'softphone/entry.ts' });
}

function newProject(changes: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'softphone-build-'));
  for (const [file, content] of Object.entries({ ...project, ...changes })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(root, 'node_modules'));
  return root;
}

function labelsFile(words: Readonly<Record<string, string>>): string {
  const entries = Object.entries(words).map(
    ([name, value]) =>
      `<labels><fullName>${name}</fullName><value>${value.replace('&', '&amp;')}</value></labels>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
    <CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata">${entries.join('')}</CustomLabels>`;
}
