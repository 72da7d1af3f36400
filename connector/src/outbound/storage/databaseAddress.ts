import { dirname, join } from 'node:path';

/** Whether a place is the address of a PostgreSQL database, and no file. */
export function isPostgresAddress(place: string): boolean {
  return /^postgres(ql)?:\/\//.test(place) && URL.canParse(place);
}

/** A file beside the database; in the working directory, where the database is no file or none is named. */
export function fileBeside(database: string | undefined, name: string): string {
  return database === undefined || isPostgresAddress(database) ? name : join(dirname(database), name);
}
