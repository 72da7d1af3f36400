import type { FuzzedParser } from './fuzzParser.ts';
import { documentParsers } from './parsers/documents.ts';
import { linkParsers } from './parsers/links.ts';
import { orgRecordParsers } from './parsers/orgRecords.ts';
import { requestParsers } from './parsers/requests.ts';
import { tokenParsers } from './parsers/tokens.ts';
import { webhookParsers } from './parsers/webhooks.ts';

/** Everything that reads what others send. */
export const parsers: readonly FuzzedParser[] = [
  ...webhookParsers,
  ...requestParsers,
  ...linkParsers,
  ...tokenParsers,
  ...orgRecordParsers,
  ...documentParsers,
];
