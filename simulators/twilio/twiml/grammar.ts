import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TwimlElement } from './parseTwiml.ts';

interface AttributeRule {
  readonly type: 'string' | 'number' | 'boolean' | 'list';
  readonly enum?: readonly string[];
}

interface ElementRule {
  readonly attributes: Readonly<Record<string, AttributeRule>>;
  readonly children: readonly string[];
}

const grammarFile = join(import.meta.dirname, '../grammar/twimlVoiceGrammar.json');
const { elements } = JSON.parse(readFileSync(grammarFile, 'utf8')) as {
  elements: Readonly<Record<string, ElementRule>>;
};

/** The first thing in an element that voice TwiML does not have, in words; `undefined` when all is in order. */
export function grammarFault({ name, attributes, children }: TwimlElement): string | undefined {
  const rule = elements[name];
  if (!rule) return `<${name}> is no verb or noun of voice TwiML`;
  for (const [attribute, value] of Object.entries(attributes)) {
    const allowed = rule.attributes[attribute];
    if (!allowed) return `<${name}> has no attribute "${attribute}"`;
    if (!fits(value, allowed)) return `<${name}> does not take "${value}" as "${attribute}"`;
  }
  for (const child of children) {
    if (!rule.children.includes(child.name)) return `<${child.name}> does not belong into <${name}>`;
    const fault = grammarFault(child);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function fits(value: string, { type, enum: words }: AttributeRule): boolean {
  switch (type) {
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'number':
      return value !== '' && !Number.isNaN(Number(value));
    case 'list':
      return !words || value.split(/[\s,]+/).every((word) => words.includes(word));
    case 'string':
      return !words || words.includes(value);
  }
}
