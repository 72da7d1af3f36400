import { XMLParser } from 'fast-xml-parser';
import { grammarFault } from './grammar.ts';

export interface TwimlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly TwimlElement[];
}

/** A document that Twilio does not carry out. `code` is Twilio's error number. */
export class TwimlRefused extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'TwimlRefused';
    this.code = code;
  }
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

type ParsedNode = Readonly<Record<string, unknown>>;

/**
 * The verbs of a document. Throws {@link TwimlRefused}: 12100 for what is no XML or has no `<Response>`,
 * 12200 for verbs, attributes, values or nestings that voice TwiML does not have.
 * Source: twilio.com/docs/api/errors/12100 and 12200.
 */
export function parseTwiml(document: string): readonly TwimlElement[] {
  if (document.trim() === '') return [];
  const [root, ...more] = readXml(document).filter((node) => !('#text' in node));
  if (!root || more.length > 0 || nameOf(root) !== 'Response')
    throw new TwimlRefused(12_100, 'Document parse failure: the root is not <Response>');
  const response = elementOf(root);
  const fault = grammarFault(response);
  if (fault !== undefined) throw new TwimlRefused(12_200, `Schema validation warning: ${fault}`);
  return response.children;
}

function readXml(document: string): readonly ParsedNode[] {
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the successor is another package; without validation unclosed elements pass
    return parser.parse(document, true) as readonly ParsedNode[];
  } catch (cause) {
    throw new TwimlRefused(12_100, `Document parse failure: ${(cause as Error).message}`);
  }
}

function nameOf(node: ParsedNode): string {
  return Object.keys(node).find((key) => key !== ':@') ?? '';
}

function elementOf(node: ParsedNode): TwimlElement {
  const name = nameOf(node);
  const content = node[name] as readonly ParsedNode[];
  const text = content.map((child) => (child['#text'] as string | undefined) ?? '').join('');
  return {
    name,
    attributes: (node[':@'] ?? {}) as Readonly<Record<string, string>>,
    text: text.trim(),
    children: content.filter((child) => !('#text' in child)).map(elementOf),
  };
}
