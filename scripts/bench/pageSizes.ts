import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSoftphone, filesBelow, outputFolder } from '../build/buildSoftphone.ts';
import type { Section } from './report.ts';

const root = join(import.meta.dirname, '../..');
const AIM_KB = 100;

/** What each file of the static resource is for, and when a browser asks for it. */
const purposes: Readonly<Record<string, string>> = {
  'softphone.js': 'softphone: core, adapters, components, their engine',
  'softphone.css': 'styles',
  'symbols.svg': 'icons',
  'twilioVoice.js': 'voice SDK, loaded beside the softphone',
  'phoneNumbers.js': 'phone number rules, loaded with the first number typed',
};

/** Part `pages`: what a browser loads, compressed as a server sends it. */
export async function pageSizes(): Promise<Section> {
  await buildSoftphone({ root, entry: 'softphone/entries/openCtiSoftphone.ts' });
  const files = filesBelow(outputFolder(root)).filter((file) => basename(file) in purposes);
  return {
    title: 'What a browser loads',
    columns: ['file', 'gzip', 'raw', 'purpose'],
    rows: files.map((file) => {
      const content = readFileSync(file);
      const purpose = purposes[basename(file)] ?? '';
      return [basename(file), kilobytes(gzipSync(content).length), kilobytes(content.length), purpose];
    }),
    remarks: [`Aim: softphone.js, without SDK and styles, below ${AIM_KB} KB.`],
  };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
