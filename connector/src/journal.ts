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
      log.warn({ ...ids, cause: cause instanceof Error ? withoutNumbers(cause.message) : undefined }, code),
  };
}

/** Others may repeat in their refusals what they were sent: no number in them reaches the log. */
function withoutNumbers(text: string): string {
  return text.replaceAll(/\+\d[\d\s().-]{5,}\d|(?<![\w-])\d[\d\s().-]{7,}\d(?![\w-])/g, '(number)');
}
