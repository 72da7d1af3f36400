import { pino, type DestinationStream } from 'pino';
import type { Journal } from './callCenter/ports/journal.ts';
import type { Config } from './config.ts';

/** The journal as lines of JSON, on the standard output unless told otherwise. */
export function openJournal(level: Config['logLevel'], destination?: DestinationStream): Journal {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const log = destination ? pino(options, destination) : pino(options);
  return {
    note: (message, ids) => log.info(ids, message),
    detail: log.isLevelEnabled('debug') ? (message, ids) => log.debug(ids, message) : undefined,
    problem: (code, ids, cause) =>
      log.warn(
        {
          ...withoutSentences(ids),
          cause: cause instanceof Error ? withoutPersons(cause.message) : undefined,
        },
        code,
      ),
  };
}

/** What is longer is a page, and no sentence. */
const LONGEST_CAUSE = 1_000;

/** Others may repeat in their refusals what they were sent: no number, address or token in them reaches the log. */
function withoutPersons(text: string): string {
  return text
    .slice(0, LONGEST_CAUSE)
    .replaceAll(/\b(Bearer|Basic) [\w.~+/=-]+/gi, '$1 (token)')
    .replaceAll(/\beyJ[\w-]+(?:\.[\w-]+)+/g, '(token)')
    .replaceAll(/[\w.+-]+@[\w-]+\.[\w.-]+/g, '(address)')
    .replaceAll(/\+\d[\d\s().-]{5,}\d|(?<![\w-])\d[\d\s().-]{7,}\d(?![\w-])/g, '(number)');
}

/** What is more than a word is somebody's sentence, and no id. */
function withoutSentences(ids: Readonly<Record<string, string | number>>): typeof ids {
  return Object.fromEntries(
    Object.entries(ids).map(([name, value]) => [
      name,
      typeof value === 'string' && value.includes(' ') ? withoutPersons(value) : value,
    ]),
  );
}
