import { sql, type Kysely } from 'kysely';
import type { Announcements } from '../../../callCenter/ports/store.ts';
import { asking } from '../storeFailures.ts';
import type { Tables } from '../tables.ts';
import { NOW } from './sharedTimes.ts';

/** The channel on which the database says that there are new announcements. */
export const CHANNEL = 'connector_news';

const KEPT_MS = 600_000;

/** Deletes what is older than ten minutes; the numbers go on. */
export const PRUNE = `delete from announcements where at < ${NOW} - ${KEPT_MS}`;

/** The numbers are taken in the transaction: one that is undone leaves no gap, and the turn lock keeps the order. */
export async function announce(
  db: Kysely<Tables>,
  { instance, texts }: { instance: string; texts: readonly string[] },
): Promise<number> {
  if (texts.length === 0) {
    await sql`select 1`.execute(db);
    return 0;
  }
  const { rows } = await sql<{ first: number }>`with given as (
      select text, place from unnest(${texts}::text[]) with ordinality as given(text, place)
    ), next as (
      update announced set last = last + (select count(*) from given) returning last
    ), kept as (
      insert into announcements (number, instance, text, at)
      select last - (select count(*) from given) + place, ${instance}, text, ${sql.raw(NOW)} from next, given
    )
    select last - (select count(*) from given) + 1 as first, pg_notify(${sql.lit(CHANNEL)}, '')
    from next`.execute(db);
  const [announced] = rows;
  if (!announced) throw new Error('The row of the last number is missing');
  return announced.first;
}

export function readAnnouncements(db: Kysely<Tables>): Omit<Announcements, 'onNews'> {
  return {
    shared: true,
    last: () =>
      asking(async () => {
        const { last } = await db.selectFrom('announced').select('last').executeTakeFirstOrThrow();
        return last;
      }),
    after: (number, limit) =>
      asking(() =>
        db
          .selectFrom('announcements')
          .select(['number', 'instance', 'text'])
          .where('number', '>', number)
          .orderBy('number')
          .limit(limit)
          .execute(),
      ),
  };
}
