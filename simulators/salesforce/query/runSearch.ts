import type { SearchedObject, SearchGroup, SObjectRecord, TextSearch } from '../org/org.ts';
import { SalesforceError } from '../org/salesforceError.ts';
import type { FieldSpec } from '../org/schema/fieldSpec.ts';
import type { ObjectSpec } from '../org/schema/schema.ts';
import { quoted } from '../org/store/database.ts';
import type { Database, SqlValue } from '../org/store/database.ts';
import type { PhoneIndex } from '../org/store/phoneIndex.ts';
import { parseSoql, runPage } from './runQuery.ts';
import { readableObject } from './soqlScope.ts';
import type { QueryContext } from './soqlScope.ts';
import { compileSelect } from './soqlSelect.ts';

const MOST_RECORDS = 2000;
const SEARCHED_WHEN_NONE_NAMED = ['Account', 'Contact', 'Lead', 'Case', 'Opportunity'];
const TEXT_TYPES = new Set(['string', 'textarea', 'email', 'url']);

/** One alternative of `a OR b`: every word or phrase must be found. */
type Words = readonly string[];

interface Condition {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/** Runs a text search. Unlike the platform's, its index is never behind the records. */
export function runSearch(
  parts: { database: Database; phones: PhoneIndex },
  context: QueryContext,
  search: TextSearch,
): readonly SObjectRecord[] {
  const alternatives = readText(search.text);
  const named: readonly SearchedObject[] =
    search.returning.length > 0 ? search.returning : SEARCHED_WHEN_NONE_NAMED.map((sObject) => ({ sObject }));
  const records = named.flatMap((one) => {
    const object = readableObject(context, one.sObject);
    const query = parseSoql(
      `SELECT ${(one.fields?.length ? one.fields : ['Id']).join(', ')} FROM ${object.name} ${one.tail ?? ''}`,
    );
    const select = compileSelect(context, {
      object,
      query,
      also: (alias) =>
        anyOf(
          alternatives.map((words) =>
            wordsSql(parts.phones, { object, alias, words, group: search.in, context }),
          ),
        ),
    });
    return runPage(parts.database, context, { select, skip: 0, size: MOST_RECORDS }).records;
  });
  return records.slice(0, search.limit ?? MOST_RECORDS);
}

/** Splits the text of FIND into alternatives, each a list of words and "phrases"; reserved characters lose their backslash. */
function readText(text: string): readonly Words[] {
  const words = text.match(/"(?:\\.|[^"\\])*"|(?:\\.|[^\s"\\])+/g) ?? [];
  const alternatives: string[][] = [[]];
  for (const word of words) {
    if (word === 'OR') alternatives.push([]);
    else if (word !== 'AND') alternatives.at(-1)?.push(word.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1'));
  }
  const searched = alternatives.filter((alternative) => alternative.length > 0);
  if (
    searched.length === 0 ||
    searched.some((alternative) => alternative.join('').replace(/[*?]/g, '').length < 2)
  ) {
    throw new SalesforceError('MALFORMED_SEARCH', `search term must be longer than one character: ${text}`);
  }
  return searched;
}

interface WordSearch {
  readonly object: ObjectSpec;
  readonly alias: string;
  readonly words: Words;
  readonly group: SearchGroup;
  readonly context: QueryContext;
}

function wordsSql(phones: PhoneIndex, search: WordSearch): Condition {
  const { object, alias, words, group, context } = search;
  const conditions: Condition[] = [];
  const readable = object.fields.filter((spec) => context.access.mayRead(object, spec));
  const phoneFields = readable.filter((spec) => spec.type === 'phone').map((spec) => spec.name);
  const looksLikeNumber = /^[\d\s()+.\-*]+$/.test(words.join(' '));
  if (group !== 'NAME' && group !== 'EMAIL' && looksLikeNumber) {
    const ids = phones.find(object.name, words.join(''), phoneFields);
    conditions.push({ sql: `${alias}."Id" IN (${ids.map(() => '?').join(', ')})`, parameters: ids });
  }
  const searched = readable.filter((spec) => isSearched(spec, group));
  if (searched.length > 0) {
    conditions.push(
      allOf(
        words.map((word) => anyOf(searched.map((spec) => hasWordSql(`${alias}.${quoted(spec.name)}`, word)))),
      ),
    );
  }
  return anyOf(conditions);
}

function isSearched(spec: FieldSpec, group: SearchGroup): boolean {
  const isName = spec.nameField || spec.name === 'FirstName' || spec.name === 'LastName';
  switch (group) {
    case 'NAME':
      return isName;
    case 'EMAIL':
      return spec.type === 'email';
    case 'SIDEBAR':
      return isName || spec.type === 'email';
    case 'ALL':
      return TEXT_TYPES.has(spec.type);
    case 'PHONE':
      return false;
  }
}

/** The text has this word, whole; `word*` also longer ones. */
function hasWordSql(column: string, word: string): Condition {
  const stem = word
    .replace(/[%_\\]/g, '\\$&')
    .replace(/\*+$/, '')
    .replaceAll('*', '%')
    .replaceAll('?', '_');
  const sql = `' ' || ${column} || ' ' LIKE ? ESCAPE '\\'`;
  return { sql, parameters: [word.endsWith('*') ? `% ${stem}%` : `% ${stem} %`] };
}

function anyOf(conditions: readonly Condition[]): Condition {
  return joined(conditions, { word: ' OR ', empty: '0' });
}

function allOf(conditions: readonly Condition[]): Condition {
  return joined(conditions, { word: ' AND ', empty: '1' });
}

function joined(conditions: readonly Condition[], by: { word: string; empty: string }): Condition {
  if (conditions.length === 0) return { sql: by.empty, parameters: [] };
  return {
    sql: conditions.map((condition) => `(${condition.sql})`).join(by.word),
    parameters: conditions.flatMap((condition) => condition.parameters),
  };
}
