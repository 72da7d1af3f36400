import { SalesforceError } from '../org/salesforceError.ts';
import { bodyObjects, part } from './restRequest.ts';
import type { RestAnswer, RestRequest, RestRoute } from './restRequest.ts';

type Input = Readonly<Record<string, unknown>>;

interface Node {
  readonly sObject: string;
  readonly referenceId: string;
  readonly fields: Input;
  readonly children: readonly { readonly lookup: string; readonly node: Node }[];
}

interface Result {
  readonly referenceId: string;
  readonly id?: string;
  readonly errors?: readonly object[];
}

const MOST_RECORDS = 200;
const DEEPEST = 5;
const UNDONE = new Error('undone');

/** sObject Tree: records with their children, created together or not at all (REST API Developer Guide). */
export const treeRoutes: readonly RestRoute[] = [
  {
    method: 'POST',
    path: '/composite/tree/:sObject',
    handle: (request, parts) => createTrees(request, part(parts, 'sObject')),
  },
];

function createTrees(request: RestRequest, sObject: string): RestAnswer {
  const trees = bodyObjects(request, 'records').map((record) =>
    readNode(request, { sObject, record, depth: 1 }),
  );
  const count = trees.map(size).reduce((sum, one) => sum + one, 0);
  if (count > MOST_RECORDS)
    throw new SalesforceError('LIMIT_EXCEEDED', `The limit is ${MOST_RECORDS} records`);
  const results: Result[] = [];
  const create = ({ sObject: name, referenceId, fields, children }: Node, parent: Input): void => {
    try {
      const id = request.org.create(name, { ...fields, ...parent }, request.userId);
      results.push({ referenceId, id });
      for (const { lookup, node } of children) create(node, { [lookup]: id });
    } catch (error) {
      if (!(error instanceof SalesforceError)) throw error;
      results.push({ referenceId, errors: [error.toRecordError()] });
    }
  };
  try {
    request.org.transaction(() => {
      for (const tree of trees) create(tree, {});
      if (results.some(({ errors }) => errors)) throw UNDONE;
    });
    return { status: 201, body: { hasErrors: false, results } };
  } catch (error) {
    if (error !== UNDONE) throw error;
    return { status: 400, body: { hasErrors: true, results: results.filter(({ errors }) => errors) } };
  }
}

/** Splits a record into its fields and the records under its child relationships. */
function readNode(request: RestRequest, from: { sObject: string; record: Input; depth: number }): Node {
  const { schema } = request.org;
  const { type = from.sObject, referenceId = '' } = (from.record.attributes ?? {}) as {
    type?: string;
    referenceId?: string;
  };
  if (referenceId === '')
    throw new SalesforceError('INVALID_INPUT', 'Include a reference ID for each record');
  if (from.depth > DEEPEST) throw new SalesforceError('INVALID_INPUT', `The limit is ${DEEPEST} levels`);
  const object = schema.object(type);
  const fields: Record<string, unknown> = {};
  const children: { lookup: string; node: Node }[] = [];
  for (const [name, value] of Object.entries(from.record)) {
    const relation = object && schema.child(object, name);
    if (!relation) {
      fields[name] = value;
      continue;
    }
    for (const record of (value as { records?: readonly Input[] }).records ?? []) {
      const node = readNode(request, { sObject: relation.child.name, record, depth: from.depth + 1 });
      children.push({ lookup: relation.field.name, node });
    }
  }
  return { sObject: type, referenceId, fields, children };
}

function size(node: Node): number {
  return node.children.reduce((sum, { node: child }) => sum + size(child), 1);
}
