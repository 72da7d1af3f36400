import type { ControlledTransaction, Kysely } from 'kysely';
import type { Cluster } from '../../callCenter/ports/cluster.ts';
import type { Announcements } from '../../callCenter/ports/store.ts';
import type { Tables } from './tables.ts';

export type Transaction = ControlledTransaction<Tables, string[]>;

/** An open database in the newest shape, and what depends on which kind of database it is. */
export interface Database {
  readonly db: Kysely<Tables>;
  /** Keeps the turns of other instances out until the transaction is over. */
  keepOthersOut(transaction: Kysely<Tables>): Promise<void>;
  /**
   * Writes announcements with the transaction, as its last statement; resolves with the number of the first, with 0 where
   * none is kept. Rejects also when a statement failed that nobody waited for.
   */
  announce(transaction: Kysely<Tables>, texts: readonly string[]): Promise<number>;
  readonly announcements: Announcements;
  readonly cluster: Cluster;
  /** The instance that must lead for effects to be due; absent where there is only one. */
  readonly leader: string | undefined;
  close(): Promise<void>;
}
