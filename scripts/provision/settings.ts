import { STANDARD_NAME } from '../../connector/src/outbound/twilio/account/wantedAccount.ts';
import type { TwilioAccount } from '../../connector/src/outbound/twilio/twilioClient.ts';
import type { ApiKey } from './carryOut.ts';
import { ProvisionError } from './provisionError.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the person wants, from `provision.json` and the connector's environment. docs/admin/provision.md lists it. */
export interface ProvisionSettings {
  readonly account: TwilioAccount;
  readonly name: string;
  readonly publicUrl: string;
  readonly queues: readonly string[];
  readonly numbers: readonly string[];
  readonly reservationSeconds: number;
  readonly fallbackUrl?: string;
  readonly sids: Readonly<Partial<Record<'workspace' | 'workflow' | 'application', string>>>;
  /** The API key of the environment. */
  readonly knownKey?: ApiKey;
}

/** The settings of a file, each as it must be; everything else in it is a mistake. */
const fileShape: Readonly<Record<string, (value: unknown) => boolean>> = {
  name: isText,
  publicUrl: isText,
  fallbackUrl: isText,
  queues: isList,
  numbers: isList,
  reservationSeconds: (value: unknown) => typeof value === 'number',
};

interface FileSettings {
  readonly name?: string;
  readonly publicUrl?: string;
  readonly fallbackUrl?: string;
  readonly queues?: readonly string[];
  readonly numbers?: readonly string[];
  readonly reservationSeconds?: number;
}

/**
 * Reads both; the file wins. `text` is the file's content, absent without one.
 * @throws ProvisionError that names everything that is missing or wrong.
 */
export function readSettings(environment: Environment, text: string | undefined): ProvisionSettings {
  const problems: string[] = [];
  const file = readFile(text, problems);
  const entryPoints = readEntryPoints(environment['CONNECTOR_ENTRY_POINTS'], problems);
  const { publicUrl = environment['CONNECTOR_PUBLIC_URL'] ?? '', fallbackUrl, name = STANDARD_NAME } = file;
  const { queues = entryPoints.map(({ queue }) => queue), numbers = entryPoints.map(({ dnis }) => dnis) } =
    file;
  const { reservationSeconds = Number(environment['CONNECTOR_RESERVATION_SECONDS'] ?? 20) } = file;
  const settings: ProvisionSettings = {
    account: accountOf(environment),
    name,
    publicUrl: publicUrl.replace(/\/$/, ''),
    queues: [...new Set(queues)],
    numbers: [...new Set(numbers)],
    reservationSeconds,
    ...(fallbackUrl !== undefined && { fallbackUrl }),
    sids: given({
      workspace: environment['TWILIO_WORKSPACE_SID'],
      workflow: environment['TWILIO_WORKFLOW_SID'],
      application: environment['TWILIO_APPLICATION_SID'],
    }),
    ...keyOf(environment),
  };
  problems.push(...problemsOf(settings));
  if (problems.length === 0) return settings;
  const lines = problems.map((problem) => `  - ${problem}`);
  throw new ProvisionError(
    ['The settings are not complete. docs/admin/provision.md explains each.', ...lines].join('\n'),
  );
}

function accountOf(environment: Environment): TwilioAccount {
  const apiUrl = environment['TWILIO_API_URL']?.replace(/\/$/, '');
  return {
    accountSid: environment['TWILIO_ACCOUNT_SID'] ?? '',
    authToken: environment['TWILIO_AUTH_TOKEN'] ?? '',
    ...(apiUrl && { apiUrl }),
  };
}

function keyOf(environment: Environment): Pick<ProvisionSettings, 'knownKey'> {
  const { TWILIO_API_KEY_SID: sid, TWILIO_API_KEY_SECRET: secret } = environment;
  return sid && secret ? { knownKey: { sid, secret } } : {};
}

function problemsOf(settings: ProvisionSettings): readonly string[] {
  const { account, publicUrl, queues, numbers, reservationSeconds, fallbackUrl = '' } = settings;
  const secure = account.apiUrl === undefined;
  const expectations: readonly (readonly [boolean, string])[] = [
    [/^AC[0-9a-f]{32}$/i.test(account.accountSid), 'TWILIO_ACCOUNT_SID must be AC and 32 hex digits'],
    [account.authToken !== '', 'TWILIO_AUTH_TOKEN is missing'],
    [
      isAddress(publicUrl, secure),
      'publicUrl (or CONNECTOR_PUBLIC_URL) must be the https address at which Twilio reaches the connector',
    ],
    [queues.length > 0, 'queues (or CONNECTOR_ENTRY_POINTS) must name at least one queue'],
    [queues.every((queue) => /^[^"\\]+$/.test(queue)), 'the name of a queue must not have quotes'],
    [numbers.length > 0, 'numbers (or CONNECTOR_ENTRY_POINTS) must name at least one number'],
    [
      numbers.every((number) => /^\+[1-9]\d{6,14}$/.test(number)),
      'each number must be in E.164, such as +14155550170',
    ],
    [
      Number.isInteger(reservationSeconds) && reservationSeconds >= 5 && reservationSeconds <= 600,
      'reservationSeconds (or CONNECTOR_RESERVATION_SECONDS) must be a whole number from 5 to 600',
    ],
    [
      fallbackUrl === '' || isAddress(fallbackUrl, secure),
      'fallbackUrl must be an https address, or empty for none',
    ],
  ];
  return expectations.flatMap(([right, problem]) => (right ? [] : [problem]));
}

function readFile(text: string | undefined, problems: string[]): FileSettings {
  if (text === undefined) return {};
  try {
    const file = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const wrong = Object.entries(file).filter(([name, value]) => !fileShape[name]?.(value));
    for (const [name] of wrong) problems.push(`the file's ${name} is unknown, or of another type`);
    return wrong.length > 0 ? {} : file;
  } catch {
    problems.push('the file is not valid JSON');
    return {};
  }
}

/** The connector's own variable: its numbers and their queues. */
function readEntryPoints(
  text: string | undefined,
  problems: string[],
): readonly { readonly dnis: string; readonly queue: string }[] {
  if (text === undefined || text === '') return [];
  try {
    return (JSON.parse(text) as { dnis: unknown; queue: unknown }[]).map(({ dnis, queue }) => ({
      dnis: String(dnis),
      queue: String(queue),
    }));
  } catch {
    problems.push('CONNECTOR_ENTRY_POINTS must be JSON like [{"dnis":"+14155550199","queue":"Support"}]');
    return [];
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

/** A stand-in on this machine needs no https. */
function isAddress(text: string, secure: boolean): boolean {
  return URL.canParse(text) && (secure ? /^https:/ : /^https?:/).test(text);
}

function given<Name extends string>(
  values: Readonly<Record<Name, string | undefined>>,
): Partial<Record<Name, string>> {
  const entries = Object.entries<string | undefined>(values).filter(([, value]) => value);
  return Object.fromEntries(entries) as Partial<Record<Name, string>>;
}
