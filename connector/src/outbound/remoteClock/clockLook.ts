import type { Clock } from '../../callCenter/ports/clock.ts';
import type { SetupCheck, SetupLook } from '../../callCenter/ports/setupCheck.ts';

/** Tokens of the org and assertions for it live for minutes: with this much difference they still work. */
const LARGEST_DIFFERENCE_SECONDS = 30;
const TIMEOUT_MS = 5_000;

/** A server whose `Date` header tells the time, to the second. */
export interface ClockServer {
  readonly name: string;
  readonly url: string;
}

/** Compares our clock with those of the servers that we work with: `clock`. */
export function createClockLook(clock: Pick<Clock, 'now'>, servers: readonly ClockServer[]): SetupLook {
  return {
    name: 'clock',
    async look() {
      const differences = await Promise.all(
        servers.map(async ({ name, url }) => ({ name, seconds: await secondsAhead(clock, url) })),
      );
      return [clockCheck(differences)];
    },
  };
}

/** How far our clock is ahead; `undefined` when the server cannot be asked. */
async function secondsAhead(clock: Pick<Clock, 'now'>, url: string): Promise<number | undefined> {
  try {
    const { headers } = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const theirs = Date.parse(headers.get('date') ?? '');
    return Number.isNaN(theirs) ? undefined : Math.round((clock.now() - theirs) / 1000);
  } catch {
    return undefined;
  }
}

function clockCheck(differences: readonly { name: string; seconds: number | undefined }[]): SetupCheck {
  const known = differences.flatMap(({ name, seconds }) =>
    seconds === undefined ? [] : [{ name, seconds }],
  );
  const detail = known.map(({ name, seconds }) => `${name}: ${seconds} s`).join(', ');
  if (known.length === 0) {
    return { name: 'clock', state: 'unknown', remedy: 'Let the connector reach Salesforce and Twilio.' };
  }
  if (known.some(({ seconds }) => Math.abs(seconds) > LARGEST_DIFFERENCE_SECONDS)) {
    return { name: 'clock', state: 'wrong', detail, remedy: 'Set the clock of the connector by NTP.' };
  }
  return { name: 'clock', state: 'ok', detail };
}
