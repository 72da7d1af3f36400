import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stageFolder, stagePackage } from './stagePackage.ts';

const main = 'force-app/main/default';
const addresses = { serviceUrl: new URL('https://cti.example.com') };

const project: Readonly<Record<string, string>> = {
  'sfdx-project.json': '{"sourceApiVersion":"66.0","defaultLwcLanguage":"typescript"}',
  [`${main}/staticresources/softphone/softphone.js`]: 'built();',
  [`${main}/callCenters/Center.callCenter-meta.xml`]: `
    <CallCenter xmlns="http://soap.sforce.com/2006/04/metadata">
      <displayName>Our Center</displayName>
      <sections>
        <items><label>Url</label><name>serviceUrl</name><value>https://localhost:8443/connector</value></items>
        <label>Connector</label><name>connector</name>
      </sections>
    </CallCenter>`,
  [`${main}/classes/Reach.cls`]: 'public class Reach {}',
  [`${main}/classes/ReachTest.cls`]: '@IsTest\nclass ReachTest { @IsTest static void reaches() {} }',
  [`${main}/classes/TestPeople.cls`]: '@IsTest\npublic class TestPeople {}',
  [`${main}/lwc/tsconfig.json`]: '{}',
  [`${main}/lwc/salesforce.d.ts`]: 'declare const x: number;',
  [`${main}/lwc/greeting/greeting.html`]: '<template>{words}</template>',
  [`${main}/lwc/greeting/__tests__/greeting.test.ts`]: 'test();',
  [`${main}/lwc/greeting/greeting.ts`]: `
    import { LightningElement, api } from 'lwc';
    import type { Call } from '../../../../../softphone/core/index.ts';
    export default class Greeting extends LightningElement {
      @api call: Call | undefined;
      get words(): string { return String(this.call); }
    }`,
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stage-package-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('the staged package', () => {
  it('has components as JavaScript, and neither tests nor types', () => {
    write(project);

    stagePackage(root, { addresses });

    const staged = globSync('force-app/**/*.*', { cwd: stageFolder(root) }).map((path) =>
      path.slice(main.length + 1),
    );
    expect(staged.sort()).toEqual([
      'callCenters/Center.callCenter-meta.xml',
      'classes/Reach.cls',
      'classes/ReachTest.cls',
      'classes/TestPeople.cls',
      'lwc/greeting/greeting.html',
      'lwc/greeting/greeting.js',
      'staticresources/softphone/softphone.js',
    ]);
    const script = readStaged(`${main}/lwc/greeting/greeting.js`);
    expect(script).toMatch(/@api\s+call;/);
    expect(script).not.toMatch(/import type|: string/);
  });

  it('is a project of its own, with the addresses of its installation', () => {
    write(project);

    stagePackage(root, { addresses });

    expect(JSON.parse(readStaged('sfdx-project.json'))).toEqual({
      sourceApiVersion: '66.0',
      defaultLwcLanguage: 'javascript',
    });
    expect(readStaged(`${main}/callCenters/Center.callCenter-meta.xml`)).toContain('https://cti.example.com');
  });

  it('has the call center once more, as Setup imports it, with the same addresses', () => {
    write(project);

    stagePackage(root, { addresses });

    const file = readStaged('Center.callCenter.xml');
    expect(file).toContain('<item sortOrder="0" name="reqInternalName" label="">Center</item>');
    expect(file).toContain('>https://cti.example.com</item>');
  });

  it('knows its Apex tests, and classes that only help them are none', () => {
    write(project);

    expect(stagePackage(root, { addresses })).toEqual({ count: 7, tests: ['ReachTest'] });
  });

  it('leaves out what the org is to keep', () => {
    write(project);

    stagePackage(root, { addresses, leave: ['callCenters', 'classes'] });

    expect(globSync('**/*.{cls,xml}', { cwd: stageFolder(root) })).toEqual([]);
  });

  it('holds nothing of an earlier one', () => {
    write({ ...project, 'build/deploy/force-app/old.js': '' });

    stagePackage(root, { addresses });

    expect(globSync('**/old.js', { cwd: stageFolder(root) })).toEqual([]);
  });

  it('is refused when a component would not compile in the org', () => {
    write({
      ...project,
      [`${main}/lwc/greeting/greeting.ts`]: 'export default class { @api @track x = 1; }',
    });

    expect(() => stagePackage(root, { addresses })).toThrow(/greeting/);
  });

  it('is refused before the softphone is built', () => {
    write(Object.fromEntries(Object.entries(project).filter(([path]) => !path.includes('staticresources'))));

    expect(() => stagePackage(root, { addresses })).toThrow('npm run build');
  });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
}

function readStaged(path: string): string {
  return readFileSync(join(stageFolder(root), path), 'utf8');
}
