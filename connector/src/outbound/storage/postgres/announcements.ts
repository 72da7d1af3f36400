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

/** The number is taken in the transaction: one that is undone leaves no gap, and the turn lock keeps the order. */
export async function announce(
  db: Kysely<Tables>,
  { instance, text }: { instance: string; text: string },
): Promise<number> {
  const { rows } = await sql<{ number: number }>`with next as (
      update announced set last = last + 1 returning last
    ), kept as (
      insert into announcements (number, instance, text, at)
      select last, ${instance}, ${text}, ${sql.raw(NOW)} from next returning number
    )
    select number, pg_notify(${sql.lit(CHANNEL)}, '') from kept`.execute(db);
  const [announced] = rows;
  if (!announced) throw new Error('The row of the last number is missing');
  return announced.number;
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
