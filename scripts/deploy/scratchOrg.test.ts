import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const definition = JSON.parse(
  readFileSync(join(root, 'config/project-scratch-def.json'), 'utf8'),
) as Readonly<Record<string, unknown>>;

/** Salesforce DX Developer Guide, "Build Your Own Scratch Org Definition File", options and their types. */
const options: Readonly<Record<string, string>> = {
  orgName: 'string',
  description: 'string',
  edition: 'string',
  country: 'string',
  language: 'string',
  hasSampleData: 'boolean',
  features: 'object',
  settings: 'object',
};

describe('the definition of a scratch org', () => {
  it('has options of Salesforce’s guide, and none that names a person', () => {
    expect(Object.entries(definition).filter(([name, value]) => typeof value !== options[name])).toEqual([]);
    expect(definition['edition']).toBe('Developer');
  });

  it('asks for what the softphone is for: Service Cloud, and person accounts to find callers among', () => {
    expect(definition['features']).toEqual(['ServiceCloud', 'PersonAccounts']);
  });

  it('is named in the admin guide', () => {
    expect(readFileSync(join(root, 'docs/admin/install.md'), 'utf8')).toContain(
      '--definition-file config/project-scratch-def.json',
    );
  });
});
