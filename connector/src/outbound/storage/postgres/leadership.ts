import { setTimeout as pause } from 'node:timers/promises';
import type { Candidacy, Candidate } from '../../../callCenter/ports/cluster.ts';
import { openOwnConnection, type OwnConnection } from './ownConnection.ts';
import { BEAT_ANSWER_MS, BEAT_MS, GONE_AFTER_MS, LEAD_LOCK, NOW, RECONNECT_MS } from './sharedTimes.ts';

/**
 * Waits for the lock and writes who has it, in one statement: also a process that stands still when its turn comes is
 * found in the row, and found silent.
 */
const TAKE_LEAD = `with lock as materialized (select pg_advisory_lock(${LEAD_LOCK}))
  insert into leader (place, instance, seen_at) select 1, $1, ${NOW} from lock
  on conflict (place) do update set instance = excluded.instance, seen_at = excluded.seen_at`;

/** Without it, the lock would be given to a session whose process has died while it waited (PostgreSQL 14 and later). */
const NOTICE_DEATH = `select set_config('client_connection_check_interval', '1s', false)`;

const BEAT = `update leader set seen_at = ${NOW} where instance = $1 returning place`;

const LEAVE = 'delete from leader where instance = $1';

/**
 * Who has the lock or waits for it, and whether the leader has been heard of. To end another session of the same role
 * needs no further right (postgresql.org, "Server Signaling Functions").
 */
const END_SILENT_LEADER = `with lock as (
    select pid, granted from pg_locks
    where locktype = 'advisory' and classid = 0 and objid = ${LEAD_LOCK} and objsubid = 1
      and database = (select oid from pg_database where datname = current_database())
  )
  select pid, case when granted and pid <> $1
      and abs(${NOW} - coalesce((select max(seen_at) from leader), 0)) >= ${GONE_AFTER_MS}
    then pg_terminate_backend(pid) end as ended
  from lock`;

/** One instance's standing for leader. */
export interface Leadership {
  lead(candidate: Candidate): Candidacy;
  readonly isLeading: boolean;
  /** Ends the session of a leader that is silent, so that the lock is free for who waits. */
  watchLeader(ask: OwnConnection['ask']): Promise<void>;
}

/**
 *     waiting --has the lock--> leading --silent for a second, connection lost--> deposed --> waiting
 *
 * The lock belongs to the session: a leader that is killed has handed over as soon as the database notices. One that
 * hangs holds it, so a beat goes into the leader's row over the same connection, and who waits ends the session of a
 * leader whose beat is too old.
 */
export function createLeadership(address: string, instance: string): Leadership {
  let waiting: OwnConnection | undefined;
  let missed = 0;
  let isLeading = false;

  async function stand(candidate: Candidate, stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      try {
        await standOnce(candidate, stopped);
      } catch {
        await pause(RECONNECT_MS, undefined, { signal: stopped }).catch(() => undefined);
      }
    }
  }

  async function standOnce(candidate: Candidate, stopped: AbortSignal): Promise<void> {
    const connection = await openOwnConnection(address);
    try {
      await waitForLead(connection, stopped);
      await holdLead(connection, { candidate, stopped });
    } finally {
      await connection.close();
    }
  }

  async function waitForLead(connection: OwnConnection, stopped: AbortSignal): Promise<void> {
    const leave = () => void connection.close();
    await connection.ask(NOTICE_DEATH, [], BEAT_ANSWER_MS).catch(() => undefined);
    stopped.addEventListener('abort', leave);
    waiting = connection;
    missed = 0;
    try {
      if (!stopped.aborted) await connection.ask(TAKE_LEAD, [instance]);
    } finally {
      waiting = undefined;
      stopped.removeEventListener('abort', leave);
    }
  }

  async function holdLead(
    connection: OwnConnection,
    { candidate, stopped }: { candidate: Candidate; stopped: AbortSignal },
  ): Promise<void> {
    const over = AbortSignal.any([connection.gone, stopped]);
    isLeading = true;
    try {
      if (!stopped.aborted) candidate.elected();
      while (!stopped.aborted) {
        await pause(BEAT_MS, undefined, { signal: over });
        const kept = await connection.ask(BEAT, [instance], BEAT_ANSWER_MS);
        if (kept.length === 0) throw new Error('Another instance leads');
      }
    } catch (failure) {
      if (stopped.aborted) return;
      candidate.deposed();
      throw failure;
    } finally {
      isLeading = false;
      if (stopped.aborted) await connection.ask(LEAVE, [instance], BEAT_ANSWER_MS).catch(() => undefined);
    }
  }

  return {
    get isLeading() {
      return isLeading;
    },
    lead(candidate) {
      const stopping = new AbortController();
      const over = stand(candidate, stopping.signal);
      return {
        async stop() {
          stopping.abort();
          await over;
        },
      };
    },
    async watchLeader(ask) {
      const backend = waiting?.backend;
      if (backend === undefined) return;
      const sessions = await ask<{ pid: number }>(END_SILENT_LEADER, [backend], BEAT_ANSWER_MS);
      missed = sessions.some(({ pid }) => pid === backend) ? 0 : missed + 1;
      // The database does not know the session that waits here, and nobody told: its connection is dead.
      if (missed > 1) await waiting?.close();
    },
  };
}
