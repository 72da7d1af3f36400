import {
  ColumnNode,
  TableNode,
  ValueNode,
  ValuesNode,
  PrimitiveValueListNode,
  ValueListNode,
  type ColumnUpdateNode,
  type InsertQueryNode,
  type Kysely,
  type KyselyPlugin,
  type OperationNode,
  type RootOperationNode,
  type UpdateQueryNode,
} from 'kysely';
import type { Database } from './database.ts';
import { createTextSeal, isSealed, keyIdIn, unknownKey, type TextSeal } from './sealedText.ts';
import type { Tables } from './tables.ts';

/** The columns that hold what is personal: of callers, and of agents. */
const SEALED: Readonly<Record<string, readonly string[]>> = {
  interactions: ['record'],
  desks: ['desk'],
  desk_events: ['event'],
  outbox: ['effect', 'last_reason'],
  kept_texts: ['text'],
} satisfies { readonly [Table in keyof Tables]?: readonly (keyof Tables[Table])[] };

const columns = new Set(Object.values(SEALED).flat());

/**
 * The same database, which seals what is personal on the way in, and opens it on the way out. What was written before
 * there was a key is read as it is, and sealed when it is written again. Changes of the tables go past it.
 *
 * Rejects with `SealedTextError` when the database is sealed and the key is not there.
 */
export async function sealed(opened: Database, keys: readonly string[]): Promise<Database> {
  await refuseOtherKeys(opened.db, keys);
  const [newest, ...older] = keys;
  if (newest === undefined) return opened;
  const seal = createTextSeal([newest, ...older]);
  const db = opened.db.withPlugin(sealingPlugin(seal));
  await db
    .insertInto('kept_texts')
    .values({ name: PROOF, text: 'sealed' })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ text: 'sealed' }))
    .execute();
  const { announcements } = opened;
  return {
    ...opened,
    db,
    announce: (transaction, texts) =>
      opened.announce(
        transaction,
        texts.map((text) => seal.seal(text)),
      ),
    announcements: {
      ...announcements,
      async after(number, limit) {
        const told = await announcements.after(number, limit);
        return told.map((each) => ({ ...each, text: seal.open(each.text) }));
      },
    },
  };
}

/** Is kept in a sealed database, so that a start finds out at once whether it has the key. */
const PROOF = 'sealedWith';

async function refuseOtherKeys(db: Kysely<Tables>, keys: readonly string[]): Promise<void> {
  const proof = await db.selectFrom('kept_texts').select('text').where('name', '=', PROOF).executeTakeFirst();
  if (!proof || !isSealed(proof.text)) return;
  const [newest, ...older] = keys;
  if (newest === undefined) throw unknownKey(keyIdIn(proof.text));
  createTextSeal([newest, ...older]).open(proof.text);
}

function sealingPlugin(seal: TextSeal): KyselyPlugin {
  return {
    transformQuery: ({ node }) => sealedQuery(seal, node),
    async transformResult({ result }) {
      for (const row of result.rows) openRow(seal, row);
      return result;
    },
  };
}

/** Rows are made for whoever asked: they are changed in place. */
function openRow(seal: TextSeal, row: Record<string, unknown>): void {
  for (const name in row) {
    const value = row[name];
    if (typeof value === 'string' && columns.has(name) && isSealed(value)) row[name] = seal.open(value);
  }
}

function sealedQuery(seal: TextSeal, node: RootOperationNode): RootOperationNode {
  if (node.kind === 'InsertQueryNode') return sealedInsert(seal, node);
  if (node.kind === 'UpdateQueryNode') return sealedUpdate(seal, node);
  return node;
}

function sealedInsert(seal: TextSeal, node: InsertQueryNode): InsertQueryNode {
  const names = sealedColumnsOf(node.into);
  if (!names || !node.values || !ValuesNode.is(node.values)) return node;
  const places = (node.columns ?? []).flatMap(({ column }, place) =>
    names.includes(column.name) ? [place] : [],
  );
  const values = ValuesNode.create(
    node.values.values.map((list) =>
      PrimitiveValueListNode.is(list)
        ? PrimitiveValueListNode.create(
            list.values.map((value, place) => (places.includes(place) ? sealedValue(seal, value) : value)),
          )
        : ValueListNode.create(
            list.values.map((value, place) => (places.includes(place) ? sealedNode(seal, value) : value)),
          ),
    ),
  );
  const { onConflict } = node;
  return {
    ...node,
    values,
    ...(onConflict?.updates && {
      onConflict: {
        ...onConflict,
        updates: onConflict.updates.map((update) => sealedChange(seal, names, update)),
      },
    }),
  };
}

function sealedUpdate(seal: TextSeal, node: UpdateQueryNode): UpdateQueryNode {
  const names = node.table && sealedColumnsOf(node.table);
  if (!names || !node.updates) return node;
  return { ...node, updates: node.updates.map((update) => sealedChange(seal, names, update)) };
}

function sealedChange(seal: TextSeal, names: readonly string[], update: ColumnUpdateNode): ColumnUpdateNode {
  const { column, value } = update;
  return ColumnNode.is(column) && names.includes(column.column.name)
    ? { ...update, value: sealedNode(seal, value) }
    : update;
}

function sealedNode(seal: TextSeal, node: OperationNode): OperationNode {
  return ValueNode.is(node) ? ValueNode.create(sealedValue(seal, node.value)) : node;
}

function sealedValue(seal: TextSeal, value: unknown): unknown {
  return typeof value === 'string' ? seal.seal(value) : value;
}

function sealedColumnsOf(table: OperationNode | undefined): readonly string[] | undefined {
  return table && TableNode.is(table) ? SEALED[table.table.identifier.name] : undefined;
}
