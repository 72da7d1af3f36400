import type { DirectoryEffect, DirectorySource, SoftphoneEvent } from '../core/index.ts';
import type { SoftphonePorts } from './softphoneRuntime.ts';

/** How long each source waits for the next key: the desktop's question costs the org more. */
const KEY_MS: Readonly<Record<DirectorySource, number>> = { connector: 30, desktop: 150 };

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

  function stop(): void {
    for (const each of forget) each();
    forget = [];
  }

  /** A source that does not answer has found nothing. */
  async function ask(source: DirectorySource, text: string): Promise<void> {
    try {
      const entries = await (source === 'connector' ? link.searchDirectory(text) : host.searchRecords(text));
      apply({ type: 'directoryFound', source, text, entries });
    } catch (cause) {
      apply({ type: 'directoryFound', source, text, entries: [] });
      throw cause;
    }
  }

  return {
    search({ text, sources }) {
      stop();
      forget = sources.map((source) =>
        clock.schedule(KEY_MS[source], () => {
          attempt(() => ask(source, text));
        }),
      );
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
