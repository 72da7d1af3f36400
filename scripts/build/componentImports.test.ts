import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { replaceImport } from './componentImports.ts';

const components = fileURLToPath(new URL('../../force-app/main/default/lwc', import.meta.url));
const sources = { components, labels: new Map([['Softphone_Accept', 'Accept "now"']]) };
const from = (request: string, folder = 'softphoneFormat') =>
  replaceImport({ request, context: `${components}/${folder}` }, sources);

describe('an import of a component', () => {
  it('finds another component', () => {
    expect(from('c/softphoneIcon')).toBe(`${components}/softphoneIcon/softphoneIcon.ts`);
  });

  it('gets the words of a label', () => {
    const module = decodeURIComponent(from('@salesforce/label/c.Softphone_Accept') ?? '');

    expect(module).toBe(String.raw`data:text/javascript;charset=utf-8,export default "Accept \"now\"";`);
  });

  it.each(['./softphoneFormat.css', './softphoneFormat.scoped.css?scoped=true', './softphoneFormat.html'])(
    'gets nothing for %s, which the compiler imports though there is none',
    (request) => {
      expect(from(request)).toMatch(/^data:text\/javascript/);
    },
  );

  it.each(['lwc', './vocabulary.ts', '../core/index.ts', '@twilio/voice-sdk'])(
    'leaves %s alone',
    (request) => {
      expect(from(request)).toBeUndefined();
    },
  );

  it('leaves a template that exists alone', () => {
    expect(from('./softphoneIcon.html', 'softphoneIcon')).toBeUndefined();
  });

  it.each([
    ['c/absent', /no component c\/absent/],
    ['@salesforce/label/c.Absent', /no label c\.Absent/],
    ['@salesforce/apex/Absent.run', /not available in the softphone page/],
  ])('stops at %s', (request, message) => {
    expect(() => from(request)).toThrow(message);
  });
});

describe('an import of a component on a Lightning page', () => {
  const lightning = fileURLToPath(new URL('../../simulators/salesforce/lightning', import.meta.url));
  const onPage = (request: string) =>
    replaceImport({ request, context: `${components}/callHistory` }, { ...sources, lightning });

  it('runs Apex through the page', () => {
    expect(decodeURIComponent(onPage('@salesforce/apex/CallHistory.read') ?? '')).toContain(
      "window.lightningHost.runApex('CallHistory', 'read', params)",
    );
  });

  it("finds what stands in for the platform's own", () => {
    expect(onPage('lightning/navigation')).toBe(`${lightning}/navigation/navigation.ts`);
    expect(() => onPage('lightning/absent')).toThrow(/no component lightning\/absent/);
  });
});
