import { randomBytes } from 'node:crypto';
import type { Session } from './org.ts';
import type { Database } from './store/database.ts';

interface Sessions {
  readonly open: (userId: string) => Session;
  readonly find: (token: string) => Session | undefined;
  readonly revoke: (token: string) => boolean;
  readonly revokeAll: () => void;
  readonly setLife: (seconds: number) => void;
}

const TWO_HOURS_IN_SECONDS = 7200;

/** Access tokens, kept with the data so that a restart does not sign people out. */
export function createSessions(database: Database, org: { id: string; now: () => number }): Sessions {
  let lifeSeconds = TWO_HOURS_IN_SECONDS;
  return {
    open: (userId) => {
      const token = `${org.id.slice(0, 15)}!AQ${randomBytes(48).toString('base64url')}`;
      const expiresAt = org.now() + lifeSeconds * 1000;
      database.run('DELETE FROM _session WHERE expiresAt <= ?', [org.now()]);
      database.run('INSERT INTO _session (token, userId, expiresAt) VALUES (?, ?, ?)', [
        token,
        userId,
        expiresAt,
      ]);
      return { token, userId, expiresAt };
    },
    find: (token) => {
      const [row] = database.all('SELECT userId, expiresAt FROM _session WHERE token = ? AND expiresAt > ?', [
        token,
        org.now(),
      ]);
      return row && { token, userId: String(row.userId), expiresAt: Number(row.expiresAt) };
    },
    revoke: (token) => database.run('DELETE FROM _session WHERE token = ?', [token]) > 0,
    revokeAll: () => {
      database.run('DELETE FROM _session');
    },
    setLife: (seconds) => {
      lifeSeconds = seconds;
    },
  };
}
