import { describe, expect, it } from '@jest/globals';
import type { MergeScope } from './expression.ts';
import { PageError, renderPage } from './renderPage.ts';

const values: Readonly<Record<string, string>> = {
  'Resource.softphone': '/resource/1/softphone',
  'Label.Title': 'Phone & <more>',
  'User.Id': '005xx',
  'Label.Quote': 'it\'s "here"</script>',
};

const scope: MergeScope = {
  global: (name, path) => values[[name, ...path].join('.')],
  resourceUrl: (url, path) => `${url}/${path}`,
};

function page(body: string, attributes = ''): string {
  return `<apex:page showHeader="false" standardStylesheets="false" ${attributes}>${body}</apex:page>`;
}

describe('a Visualforce page', () => {
  it('names files of static resources', () => {
    expect(
      renderPage(page(`<script src="{!URLFOR($Resource.softphone, 'js/main.js')}"></script>`), scope),
    ).toContain('<script src="/resource/1/softphone/js/main.js"></script>');
    expect(renderPage(page(`<img src="{!$Resource.softphone}"/>`), scope)).toContain(
      'src="/resource/1/softphone"',
    );
  });

  it('encodes merge fields for HTML, and inside scripts as the page asks', () => {
    const rendered = renderPage(
      page(`<h1>{!$Label.Title}</h1><script>var a = '{!JSENCODE($Label.Quote)}';</script>`),
      scope,
    );

    expect(rendered).toContain('<h1>Phone &#38; &#60;more&#62;</h1>');
    expect(rendered).toContain(String.raw`var a = 'it\'s \"here\"\u003c/script\u003e';`);
  });

  it('joins texts', () => {
    expect(renderPage(page(`<p id="{!'user-' & $User.Id}"></p>`), scope)).toContain(
      '<p id="user-005xx"></p>',
    );
  });

  it('is wrapped in html unless it brings its own', () => {
    expect(renderPage(page('<p>a</p>'), scope)).toBe('<!DOCTYPE html>\n<html>\n<p>a</p>\n</html>\n');
    expect(renderPage(page('<html lang="en"></html>', 'docType="html-5.0"'), scope)).toBe(
      '<!DOCTYPE html>\n<html lang="en"></html>\n',
    );
  });

  it.each([
    ['an unknown global', page('{!$Label.Nothing}'), '$Label.Nothing does not exist'],
    ['an unknown function', page("{!TEXT('a')}"), 'Unknown expression "TEXT"'],
    ['a session id', page('{!$Api.Session_ID}'), '$Api.Session_ID does not exist'],
    ['an open bracket', page("{!URLFOR($Resource.softphone, 'a'}"), '")" is missing'],
    ['another component', page('<apex:form/>'), 'apex:form is not supported'],
    ['a controller', page('', 'controller="Phone"'), 'controller="Phone"'],
    [
      "Salesforce's header",
      '<apex:page standardStylesheets="false"></apex:page>',
      'needs showHeader="false"',
    ],
    ['no page at all', '<html></html>', 'one <apex:page> element'],
  ])('refuses %s and says so', (_what, source, message) => {
    expect(() => renderPage(source, scope)).toThrow(PageError);
    expect(() => renderPage(source, scope)).toThrow(message);
  });
});
