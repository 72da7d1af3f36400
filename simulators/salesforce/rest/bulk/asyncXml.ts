import { XMLParser } from 'fast-xml-parser';

const NAMESPACE = 'http://www.force.com/2009/06/asyncapi/dataload';
const parser = new XMLParser({ ignoreDeclaration: true, ignoreAttributes: true, parseTagValue: false });

/** The texts inside a document's root element, by name; empty when it is no XML. */
export function readXml(body: unknown): Readonly<Record<string, string>> {
  const document = parser.parse(typeof body === 'string' ? body : '') as Record<
    string,
    Record<string, string> | ''
  >;
  return Object.values(document).find((root) => root !== '') ?? {};
}

/** An XML document of Bulk API: a list's elements repeat the tag. */
export function xml(root: string, values: XmlValues): string {
  return `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="${NAMESPACE}">${elements(values)}</${root}>`;
}

/** Texts by name. */
export type XmlTexts = Readonly<Record<string, string | number>>;
type XmlValues = Readonly<Record<string, string | number | readonly (string | XmlTexts)[]>>;

function elements(values: XmlValues): string {
  return Object.entries(values)
    .flatMap(([name, value]) => [value].flat().map((one) => `<${name}>${content(one)}</${name}>`))
    .join('');
}

function content(value: string | number | XmlTexts): string {
  if (typeof value === 'object') return elements(value);
  return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
