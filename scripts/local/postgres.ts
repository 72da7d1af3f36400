import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { postgresPrograms } from './postgresPrograms.ts';

/** PostgreSQL will not run as root; nobody has a line in every system's list of users. */
const NOBODY = 65_534;

/** Ends PostgreSQL when the standard input does, so that it never outlives who started it, however that dies. */
const WATCHED = '"$@" & child=$!; cat > /dev/null; kill -INT $child; wait $child';

/** A PostgreSQL server of its own, on a free port of this machine, with its data in a temporary folder. */
export interface LocalPostgres {
  /** The address of a new, empty database. */
  newDatabase(): Promise<string>;
  /** Runs statements as the owner of the server, past every connector. */
  query(text: string): Promise<readonly Record<string, unknown>[]>;
  /** Ends the server as `pg_ctl stop` does; the data stays. */
  stop(): Promise<void>;
  /** Starts it again with the same data, at the same address. */
  start(): Promise<void>;
  /** Stops every process of the server where it stands: it answers nobody. The returned function lets them go on. */
  freeze(): Promise<() => void>;
  /** Ends the server and deletes the data. */
  remove(): Promise<void>;
}

/** Starts a server. Where `durable` is not asked for, its data does not survive a power cut, and it is faster. */
export async function startPostgres({ durable = false } = {}): Promise<LocalPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'connector-postgres-'));
  const owner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if ('uid' in owner) await chown(folder, NOBODY, NOBODY);
  const programs = await postgresPrograms(folder);
  const files = join(folder, 'files');
  await run(
    join(programs, 'initdb'),
    ['-D', files, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'],
    {
      cwd: folder,
      ...owner,
    },
  );
  const port = await freePort();
  const address = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`;
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...(!durable && { fsync: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let server: ChildProcess | undefined;
  let databases = 0;

  const query = async (text: string) => {
    const client = new Client({ connectionString: address('postgres') });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };

  const start = async () => {
    const command = [join(programs, 'postgres'), '-D', files, ...flags];
    server = spawn('/bin/sh', ['-c', WATCHED, 'sh', ...command], {
      cwd: folder,
      stdio: ['pipe', 'ignore', 'pipe'],
      ...owner,
    });
    await untilReady(server);
  };

  const stop = async () => {
    const ending = server;
    server = undefined;
    if (!ending) return;
    const over = once(ending, 'exit');
    ending.stdin?.end();
    await over;
  };

  const firstProcess = async () =>
    Number((await readFile(join(files, 'postmaster.pid'), 'utf8')).split('\n')[0]);

  await start();
  return {
    query,
    async newDatabase() {
      databases += 1;
      const name = `connector_${databases}`;
      await query(`create database ${name}`);
      return address(name);
    },
    start,
    stop,
    async freeze() {
      const backends = await query('select pid from pg_stat_activity where pid <> pg_backend_pid()');
      const pids = [await firstProcess(), ...backends.map(({ pid }) => Number(pid))];
      for (const pid of pids) process.kill(pid, 'SIGSTOP');
      return () => {
        for (const pid of pids.reverse()) process.kill(pid, 'SIGCONT');
      };
    },
    async remove() {
      // SIGQUIT ends it without writing what is still in memory (postgresql.org, "Shutting Down the Server").
      if (server) process.kill(await firstProcess(), 'SIGQUIT');
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function run(program: string, flags: readonly string[], options: object): Promise<void> {
  const child = spawn(program, flags, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  const said = collect(child);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} failed: ${said()}`);
}

async function untilReady(server: ChildProcess): Promise<void> {
  const said = collect(server);
  await new Promise<void>((resolve, reject) => {
    server.once('exit', () => {
      reject(new Error(`PostgreSQL did not start: ${said()}`));
    });
    server.stderr?.on('data', () => {
      if (said().includes('ready to accept connections')) resolve();
    });
  });
}

/** What a process has said on its standard error, the last of it. */
function collect(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-4_000);
  });
  return () => text;
}
