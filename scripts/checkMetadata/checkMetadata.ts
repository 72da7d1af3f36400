import { join } from 'node:path';
import { findProblems } from './findProblems.ts';
import { readMetadataTypes } from './metadataTypes.ts';

/** `npm run check:metadata`: the Salesforce package, checked without an org. */
const root = join(import.meta.dirname, '../..');
const types = readMetadataTypes(join(root, 'node_modules/@salesforce/types/lib/metadata.d.ts'));
const { checked, problems } = findProblems(root, types);
for (const { path, message } of problems) console.error(`${path}: ${message}`);
console.log(`${checked} metadata files, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
