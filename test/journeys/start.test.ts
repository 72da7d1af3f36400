import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePortBase } from './support/freePorts.ts';

const root = join(import.meta.dirname, '../..');

/** `npm start` as a newcomer sees it. */
interface Started {
  readonly child: ChildProcess;
  said(): string;
  /** Resolves when the text has been said, rejects when the process ends without it. */
  says(text: string): Promise<void>;
  ended(): Promise<number | null>;
}

function npmStart(...options: string[]): Started {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'scripts/start.ts', ...options],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let heard = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (heard += part.toString()));
  const end = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    child,
    said: () => heard,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = () => heard.includes(text) && resolve();
        child.stdout.on('data', look);
        void end.then(() => reject(new Error(`It ended without saying "${text}":\n${heard}`)));
        look();
      }),
    ended: () => end,
  };
}

let port: string;
let running: Started | undefined;

beforeAll(async () => {
  port = String(await freePortBase());
});

afterAll(() => {
  running?.child.kill('SIGKILL');
  rmSync(join(root, '.local', port), { recursive: true, force: true });
});

describe('npm start', () => {
  it('says what it does and where to go, and stops clean on Ctrl-C', async () => {
    running = npmStart('--port', port);

    await running.says('Ctrl-C stops everything');
    running.child.kill('SIGINT');

    expect(await running.ended()).toBe(0);
    for (const step of [
      'The softphone',
      'Salesforce',
      'Twilio',
      'The connector',
      `https://localhost:${port}`,
    ]) {
      expect(running.said()).toContain(step);
    }
  });

  it('keeps its data, until it is told to begin anew', async () => {
    const keys = join(root, '.local', port, 'keys.json');
    const startAndStop = async (...options: string[]) => {
      running = npmStart('--port', port, ...options);
      await running.says('Ctrl-C stops everything');
      running.child.kill('SIGINT');
      await running.ended();
      return readFileSync(keys, 'utf8');
    };

    const first = await startAndStop();
    const again = await startAndStop();
    const anew = await startAndStop('--reset');

    expect(again).toBe(first);
    expect(anew).not.toBe(first);
  });

  it('names the port that is busy, and how to choose another', async () => {
    running = npmStart('--port', port);
    await running.says('Ctrl-C stops everything');
    const second = npmStart('--port', port);

    expect(await second.ended()).toBe(1);
    expect(second.said()).toMatch(new RegExp(`Port ${port}.* is in use.*npm start -- --port \\d+`));
    running.child.kill('SIGINT');
    expect(await running.ended()).toBe(0);
  });

  it('explains its options when they are wrong', async () => {
    const wrong = npmStart('--port', 'eighty');

    expect(await wrong.ended()).toBe(2);
    expect(wrong.said()).toContain('Usage: npm start -- [--port 8443] [--reset]');
  });
});
