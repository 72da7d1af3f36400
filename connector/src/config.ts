import type { AgentSettings } from '../../softphone/core/index.ts';
import type { CallCenterSettings, EntryPoint } from './callCenter/settings.ts';
import {
  dataKey,
  databasePlace,
  entryPoints,
  listOf,
  namedNumber,
  number,
  numberOrStart,
  oneOf,
  pattern,
  privateKey,
  privateNets,
  proxies,
  publicKey,
  secret,
  sid,
  text,
  webAddress,
  wholeNumber,
  type Parse,
} from './configValues.ts';
import { fileBeside } from './outbound/storage/databaseAddress.ts';

/** Everything the connector is told from outside. docs/configuration.md has a line for each variable. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where Twilio reaches the connector; every signature is checked against it. */
  readonly publicUrl: string;
  /** Where softphones reach it, and the audience of agent tokens. */
  readonly softphoneUrl: string;
  /** A file, or the address of a PostgreSQL database. */
  readonly database: string;
  /** For so many days what happened is kept for figures. */
  readonly factsDays: number;
  /** For so many days an interaction that has ended is kept. */
  readonly interactionsDays: number;
  /** What the database is sealed with, 32 bytes each in base64: the first for what is written. None: it is not sealed. */
  readonly dataKeys: readonly string[];
  readonly callerIndex: {
    readonly file: string;
    /** Hides the numbers in the file. */
    readonly secret: string;
    readonly refreshSeconds: number;
    /** A number that more records hold is a switchboard's. */
    readonly sharedNumberLimit: number;
    /** E.164, or the beginning of it with a star. */
    readonly ignoredNumbers: readonly string[];
  };
  readonly sessionSecret: string;
  /** From one address in a minute. */
  readonly signInsPerMinute: number;
  /** Addresses, nets and names of nets whose word is taken on who asks through them. */
  readonly trustedProxies: readonly string[];
  /** Set where `/metrics` is for those alone who send it. */
  readonly metricsToken: string | undefined;
  /** Set where operators may erase what is kept of a person. */
  readonly operatorToken: string | undefined;
  /** Where spans are sent to (OTLP over HTTP). */
  readonly tracesUrl: string | undefined;
  /** So long the connector still answers after it has said that it stops. */
  readonly drainSeconds: number;
  readonly allowedOrigins: readonly string[];
  /** Origins of the org's own pages: they may use the org API. */
  readonly orgOrigins: readonly string[];
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly org: { readonly orgId: string; readonly certificate: string };
  readonly callCenter: Omit<
    CallCenterSettings,
    'agent' | 'agentRule' | 'wrapUpSeconds' | 'recordingPolicy' | 'logPolicy' | 'agentOfExtension'
  > & {
    readonly agent: Pick<AgentSettings, 'country' | 'dialFrom' | 'callerIds' | 'mostCalls' | 'mostParties'>;
  };
  readonly twilio: {
    readonly accountSid: string;
    readonly authToken: string;
    readonly apiKeySid: string;
    readonly apiKeySecret: string;
    readonly applicationSid: string;
    readonly workspaceSid: string;
    readonly workflowSid: string;
    /** Set where Twilio's API is not at api.twilio.com. */
    readonly apiUrl: string | undefined;
    /** Set where the SDK's signalling is not Twilio's. */
    readonly signalingHost: string | undefined;
  };
  readonly salesforce: {
    readonly loginUrl: string;
    readonly clientId: string;
    readonly username: string;
    readonly privateKey: string;
    /** How long a call log waits for others, so that many go in one API call. */
    readonly logCallsPerHour: number;
    readonly reports: {
      readonly everySeconds: number;
      /** The share of the org's daily API calls from which on reports are written ever less often. */
      readonly slowFrom: number;
    };
    /** How often the states that the org shows of agents are compared with the desks. */
    readonly statusSeconds: number;
  };
}

/** Names every variable that is missing or wrong, in one message. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      [
        'The configuration is not complete. docs/configuration.md explains each variable.',
        ...problems.map((problem) => `  - ${problem}`),
      ].join('\n'),
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** Reads the environment once. Throws `ConfigError`. */
export function readConfig(environment: Environment): Config {
  const problems: string[] = [];
  const read = reader(environment, problems);

  const publicUrl = read('CONNECTOR_PUBLIC_URL', webAddress);
  const database = read('CONNECTOR_DATABASE', databasePlace, 'connector.sqlite');
  const allowedOrigins = read('CONNECTOR_ALLOWED_ORIGINS', listOf(webAddress));
  const ways = read('CONNECTOR_ENTRY_POINTS', entryPoints);
  const sessionSecret = read('CONNECTOR_SESSION_SECRET', secret);
  const dataKeys = read.optional('CONNECTOR_DATA_KEY', listOf(dataKey)) ?? [];
  const config: Config = {
    port: read('CONNECTOR_PORT', wholeNumber(0, 65_535), '8080'),
    host: read('CONNECTOR_HOST', text, '0.0.0.0'),
    publicUrl,
    softphoneUrl: read.optional('CONNECTOR_SOFTPHONE_URL', webAddress) ?? publicUrl,
    database,
    factsDays: read('CONNECTOR_FACTS_DAYS', wholeNumber(90, 3_650), '90'),
    interactionsDays: read('CONNECTOR_INTERACTIONS_DAYS', wholeNumber(2, 3_650), '30'),
    dataKeys,
    callerIndex: {
      file: read.optional('CONNECTOR_CALLER_INDEX', text) ?? fileBeside(database, 'callerIndex.sqlite'),
      secret: dataKeys[0] ?? sessionSecret,
      refreshSeconds: read('CONNECTOR_INDEX_REFRESH_SECONDS', wholeNumber(10, 86_400), '900'),
      sharedNumberLimit: read('CONNECTOR_SHARED_NUMBER_LIMIT', wholeNumber(1, 1_000), '10'),
      ignoredNumbers: read.optional('CONNECTOR_IGNORED_NUMBERS', listOf(numberOrStart)) ?? [],
    },
    sessionSecret,
    signInsPerMinute: read('CONNECTOR_SIGN_INS_PER_MINUTE', wholeNumber(10, 1_000_000), '1500'),
    trustedProxies: read('CONNECTOR_TRUSTED_PROXIES', proxies, privateNets.join(',')),
    metricsToken: read.optional('CONNECTOR_METRICS_TOKEN', secret),
    operatorToken: read.optional('CONNECTOR_OPERATOR_TOKEN', secret),
    tracesUrl: read.optional('CONNECTOR_TRACES_URL', webAddress),
    drainSeconds: read('CONNECTOR_DRAIN_SECONDS', wholeNumber(0, 300), '5'),
    allowedOrigins,
    orgOrigins: read.optional('CONNECTOR_ORG_ORIGINS', listOf(webAddress)) ?? allowedOrigins,
    logLevel: read('CONNECTOR_LOG_LEVEL', oneOf(logLevels), 'info'),
    org: {
      orgId: read('SALESFORCE_ORG_ID', pattern(/^00D\w{15}$/, 'an 18-character organization id, 00D...')),
      certificate: read('SALESFORCE_ORG_CERTIFICATE', publicKey),
    },
    callCenter: {
      agent: {
        country: read('CONNECTOR_COUNTRY', pattern(/^[A-Z]{2}$/, 'an ISO 3166 country such as US'), 'US'),
        dialFrom: read('CONNECTOR_DIAL_FROM', listOf(oneOf(['ready', 'notReady'])), 'ready,notReady'),
        callerIds: read.optional('CONNECTOR_CALLER_IDS', listOf(namedNumber)) ?? [],
        mostCalls: read('CONNECTOR_MOST_CALLS', wholeNumber(1, 10), '4'),
        mostParties: read('CONNECTOR_MOST_PARTIES', wholeNumber(3, 250), '10'),
      },
      entryPoints: ways,
      queues: [...new Set((ways as readonly EntryPoint[] | undefined)?.map(({ queue }) => queue))],
      callerId: read('CONNECTOR_CALLER_ID', number),
      reservationSeconds: read('CONNECTOR_RESERVATION_SECONDS', wholeNumber(5, 600), '20'),
      offerSeconds: read('CONNECTOR_OFFER_SECONDS', wholeNumber(5, 600), '30'),
      parkSeconds: read('CONNECTOR_PARK_SECONDS', wholeNumber(10, 3_600), '120'),
      recoverySeconds: read('CONNECTOR_RECOVERY_SECONDS', wholeNumber(5, 120), '20'),
      awayAfterSeconds: read('CONNECTOR_AWAY_AFTER_SECONDS', wholeNumber(0, 60), '4'),
    },
    twilio: {
      accountSid: read('TWILIO_ACCOUNT_SID', sid('AC')),
      authToken: read('TWILIO_AUTH_TOKEN', text),
      apiKeySid: read('TWILIO_API_KEY_SID', sid('SK')),
      apiKeySecret: read('TWILIO_API_KEY_SECRET', text),
      applicationSid: read('TWILIO_APPLICATION_SID', sid('AP')),
      workspaceSid: read('TWILIO_WORKSPACE_SID', sid('WS')),
      workflowSid: read('TWILIO_WORKFLOW_SID', sid('WW')),
      apiUrl: read.optional('TWILIO_API_URL', webAddress),
      signalingHost: read.optional('TWILIO_SIGNALING_HOST', text),
    },
    salesforce: {
      loginUrl: read('SALESFORCE_LOGIN_URL', webAddress, 'https://login.salesforce.com'),
      clientId: read('SALESFORCE_CLIENT_ID', text),
      username: read('SALESFORCE_USERNAME', text),
      privateKey: read('SALESFORCE_PRIVATE_KEY', privateKey),
      logCallsPerHour: read('SALESFORCE_LOG_CALLS_PER_HOUR', wholeNumber(1, 100_000), '48'),
      reports: {
        everySeconds: read('SALESFORCE_REPORT_SECONDS', wholeNumber(10, 3_600), '300'),
        slowFrom: read('SALESFORCE_REPORT_SLOW_FROM_PERCENT', wholeNumber(1, 97), '70') / 100,
      },
      statusSeconds: read('SALESFORCE_STATUS_SECONDS', wholeNumber(1, 86_400), '1800'),
    },
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function reader(environment: Environment, problems: string[]) {
  const parsed = <Value>(name: string, value: string, parse: Parse<Value>): Value => {
    try {
      return parse(value);
    } catch (cause) {
      problems.push(`${name} must be ${(cause as Error).message}`);
      return undefined as Value;
    }
  };
  const read = <Value>(name: string, parse: Parse<Value>, fallback?: string): Value => {
    const value = environment[name] ?? fallback;
    if (value !== undefined && value !== '') return parsed(name, value, parse);
    problems.push(`${name} is missing`);
    return undefined as Value;
  };
  read.optional = <Value>(name: string, parse: Parse<Value>): Value | undefined => {
    const value = environment[name];
    return value === undefined || value === '' ? undefined : parsed(name, value, parse);
  };
  return read;
}
