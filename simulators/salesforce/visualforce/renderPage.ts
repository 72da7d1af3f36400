import { evaluate, ExpressionError, htmlEncode, type MergeScope } from './expression.ts';

/** Attributes of `<apex:page>` that change nothing here, or whose only supported value is `false`. */
const plainAttributes = new Set([
  'docType',
  'title',
  'cache',
  'language',
  'contentType',
  'expires',
  'apiVersion',
  'lightningStylesheets',
]);
const offAttributes = new Set([
  'showHeader',
  'sidebar',
  'standardStylesheets',
  'applyHtmlTag',
  'applyBodyTag',
  'setup',
  'showQuickActionVfHeader',
]);

/** A page the stand-in cannot render; the message says why. */
export class PageError extends Error {}

/**
 * Renders a Visualforce page: one `<apex:page>` without Salesforce's own header and styles, HTML and merge fields
 * inside. Anything else is refused, so that nothing seems to work here that would differ in an org.
 * @throws PageError
 */
export function renderPage(source: string, scope: MergeScope): string {
  const page = /^\s*(?:<\?xml[^>]*\?>\s*)?<apex:page\b([^>]*)>([\s\S]*)<\/apex:page>\s*$/.exec(source);
  if (!page) throw new PageError('The page must be one <apex:page> element.');
  const [, attributeText = '', body = ''] = page;
  const attributes = readAttributes(attributeText);
  const component = /<(apex|c|chatter|support|flow|lightning):\w+/.exec(body);
  if (component)
    throw new PageError(`The component ${component[0].slice(1)} is not supported: write it as HTML.`);

  const content = mergeFields(body, scope);
  const docType =
    attributes.docType === 'html-5.0' || attributes.docType === undefined ? '<!DOCTYPE html>' : '';
  return /<html[\s>]/i.test(content)
    ? `${docType}\n${content.trim()}\n`
    : `${docType}\n<html>\n${content.trim()}\n</html>\n`;
}

function readAttributes(text: string): Readonly<Record<string, string>> {
  const attributes = Object.fromEntries(
    [...text.matchAll(/([\w:]+)\s*=\s*"([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
  for (const [name, value] of Object.entries(attributes)) {
    if (plainAttributes.has(name) || (offAttributes.has(name) && value === 'false')) continue;
    throw new PageError(`The attribute ${name}="${value}" of <apex:page> is not supported.`);
  }
  for (const name of ['showHeader', 'standardStylesheets']) {
    if (attributes[name] !== 'false')
      throw new PageError(`<apex:page> needs ${name}="false": an org would add Salesforce's own.`);
  }
  return attributes;
}

/** Merge fields are encoded for HTML except inside scripts, where the page itself must use JSENCODE. */
function mergeFields(body: string, scope: MergeScope): string {
  return body
    .split(/(<script\b[\s\S]*?<\/script>)/i)
    .map((part, index) =>
      part.replace(/\{!([^}]*)\}/g, (_whole, source: string) =>
        merged(source, { scope, inScript: index % 2 === 1 && !part.startsWith('<script src') }),
      ),
    )
    .join('');
}

function merged(source: string, place: { scope: MergeScope; inScript: boolean }): string {
  try {
    const { text, encoded } = evaluate(source, place.scope);
    return encoded || place.inScript ? text : htmlEncode(text);
  } catch (error) {
    if (error instanceof ExpressionError) throw new PageError(error.message, { cause: error });
    throw error;
  }
}
