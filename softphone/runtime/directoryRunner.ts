import type { DirectoryEffect, DirectoryEntry, DirectorySource, SoftphoneEvent } from '../core/index.ts';
import type { SoftphonePorts } from './softphoneRuntime.ts';

/** How long each source waits for the next key: the desktop's question costs the org more. */
const KEY_MS: Readonly<Record<DirectorySource, number>> = { connector: 30, desktop: 150 };
/** The carrier may take that long to tell how queues are doing; the connector does not wait for it. */
const FIGURES_MS = 500;

type Ports = Pick<SoftphonePorts, 'link' | 'host' | 'clock' | 'savedNumbers'>;
type Search = Extract<DirectoryEffect, { type: 'searchDirectory' }>;

export interface DirectoryRunner {
  /** Asks the sources in a moment, in place of those that have not been asked yet. */
  search(search: Search): void;
  readSaved(effect: Extract<DirectoryEffect, { type: 'readSavedNumbers' }>): void;
  keepSaved(effect: Extract<DirectoryEffect, { type: 'keepSavedNumbers' }>): void;
  /** Forgets what was put off. */
  stop(): void;
}

/** Carries out what the directory asks for. `attempt` reports what fails. */
export function createDirectoryRunner(
  { link, host, clock, savedNumbers }: Ports,
  apply: (event: SoftphoneEvent) => void,
  attempt: (action: () => Promise<void>) => void,
): DirectoryRunner {
  let forget: readonly (() => void)[] = [];
  /** Grows with every search: what is found for an earlier one leads to nothing more. */
  let searches = 0;

  function stop(): void {
    for (const each of forget) each();
    forget = [];
    searches += 1;
  }

  function later(delayMs: number, action: () => Promise<void>): void {
    forget = [
      ...forget,
      clock.schedule(delayMs, () => {
        attempt(action);
      }),
    ];
  }

  /** A source that does not answer has found nothing. */
  async function ask(source: DirectorySource, text: string): Promise<readonly DirectoryEntry[]> {
    try {
      const entries = await (source === 'connector' ? link.searchDirectory(text) : host.searchRecords(text));
      apply({ type: 'directoryFound', source, text, entries });
      return entries;
    } catch (cause) {
      apply({ type: 'directoryFound', source, text, entries: [] });
      throw cause;
    }
  }

  /** Queues whose figures have not come yet are asked for once more. */
  async function askTwice(source: DirectorySource, text: string): Promise<void> {
    const search = searches;
    const entries = await ask(source, text);
    if (search !== searches || !entries.some(lacksFigures)) return;
    later(FIGURES_MS, async () => {
      await ask(source, text);
    });
  }

  return {
    search({ text, sources }) {
      stop();
      for (const source of sources) later(KEY_MS[source], () => askTwice(source, text));
    },
    readSaved({ agentId }) {
      apply({ type: 'savedNumbersRead', numbers: savedNumbers.read(agentId) });
    },
    keepSaved({ agentId, numbers }) {
      savedNumbers.keep(agentId, numbers);
    },
    stop,
  };
}

function lacksFigures(entry: DirectoryEntry): boolean {
  return entry.kind === 'queue' && entry.figures === undefined;
}
