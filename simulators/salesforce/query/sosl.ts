import type { SearchedObject, SearchGroup, TextSearch } from '../org/org.ts';
import { SalesforceError } from '../org/salesforceError.ts';

/**
 * Parses `FIND {text} IN PHONE FIELDS RETURNING Contact(Id, Name WHERE ... LIMIT 5), Case LIMIT 20`.
 *
 * "SOSL Syntax", SOQL and SOSL Reference. WITH clauses are accepted and have no effect.
 */
export function parseSosl(sosl: string): TextSearch {
  const head =
    /^\s*FIND\s*(?:\{((?:\\.|[^}\\])*)\}|'((?:\\.|[^'\\])*)')\s*(?:IN\s+(ALL|NAME|EMAIL|PHONE|SIDEBAR)\s+FIELDS\s*)?/i.exec(
      sosl,
    );
  if (!head) throw malformed('No search term found. The search term must be enclosed in braces.');
  const tail = sosl.slice(head[0].length);
  const returning = /^RETURNING\s+/i.exec(tail);
  const objects = readReturning(returning ? tail.slice(returning[0].length) : '');
  const limit = /^\s*(?:WITH\b[\s\S]*?)?\bLIMIT\s+(\d+)/i.exec(returning ? objects.rest : tail);
  if (returning && objects.returning.length === 0) throw malformed('RETURNING names no object.');
  return {
    text: head[1] ?? head[2] ?? '',
    in: (head[3]?.toUpperCase() ?? 'ALL') as SearchGroup,
    returning: objects.returning,
    ...(limit && { limit: Number(limit[1]) }),
  };
}

function readReturning(text: string): { returning: readonly SearchedObject[]; rest: string } {
  const returning: SearchedObject[] = [];
  let rest = text;
  for (;;) {
    const name = /^\s*,?\s*(?!(?:LIMIT|WITH)\b)(\w+)\s*/i.exec(rest);
    if (!name?.[1]) return { returning, rest };
    rest = rest.slice(name[0].length);
    const end = rest.startsWith('(') ? closingParenthesis(rest) : -1;
    returning.push({ sObject: name[1], ...(end > 0 && readFields(rest.slice(1, end))) });
    if (end > 0) rest = rest.slice(end + 1);
  }
}

function readFields(body: string): { fields: readonly string[]; tail: string } {
  const tailAt = body.search(/\b(?:WHERE|ORDER\s+BY|LIMIT|OFFSET|USING)\b/i);
  const fields = tailAt < 0 ? body : body.slice(0, tailAt);
  return {
    fields: fields
      .split(',')
      .map((field) => field.trim())
      .filter((field) => field !== ''),
    tail: tailAt < 0 ? '' : body.slice(tailAt),
  };
}

/** Index of the parenthesis that closes the first one; text in quotes does not count. */
function closingParenthesis(text: string): number {
  let depth = 0;
  for (const token of text.matchAll(/'(?:\\.|[^'\\])*'|[()]/g)) {
    if (token[0] === '(') depth += 1;
    if (token[0] === ')') depth -= 1;
    if (depth === 0) return token.index;
  }
  throw malformed('A parenthesis is not closed.');
}

function malformed(reason: string): SalesforceError {
  return new SalesforceError('MALFORMED_SEARCH', reason);
}
