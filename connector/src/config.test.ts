import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.ts';
import { completeEnvironment as complete } from './testing/completeEnvironment.ts';

describe('the configuration', () => {
  it('reads a complete environment, with defaults for what has one', () => {
    const config = readConfig(complete);

    expect(config.publicUrl).toBe('https://cti.example.com');
    expect(config.softphoneUrl).toBe('https://cti.example.com');
    expect(config.allowedOrigins).toEqual(['https://one.example.com', 'https://two.example.com']);
    expect(config.orgOrigins).toEqual(config.allowedOrigins);
    expect(config.port).toBe(8080);
    expect(config.callerIndex).toMatchObject({
      refreshSeconds: 900,
      sharedNumberLimit: 10,
      ignoredNumbers: [],
    });
    expect(config.salesforce).toMatchObject({
      logCallsPerHour: 48,
      reports: { everySeconds: 300, slowFrom: 0.7 },
    });
    expect(config.twilio.apiUrl).toBeUndefined();
  });

  it('names every missing variable in one message', () => {
    const failure = failureOf({});

    for (const name of Object.keys(complete)) expect(failure.message).toContain(`${name} is missing`);
  });

  it.each([
    ['CONNECTOR_PORT', '99999', 'a whole number from 0 to 65535'],
    ['CONNECTOR_SESSION_SECRET', 'short', 'at least 32 characters'],
    ['CONNECTOR_PUBLIC_URL', 'cti.example.com', 'an http or https address'],
    ['CONNECTOR_TRUSTED_PROXIES', 'everybody', 'none, or addresses, nets such as 10.0.0.0/8'],
    ['CONNECTOR_TRUSTED_PROXIES', '10.0.0.0/33', 'none, or addresses'],
    ['CONNECTOR_TRUSTED_PROXIES', '0.0.0.0/0', 'none, or addresses'],
    ['CONNECTOR_METRICS_TOKEN', 'short', 'at least 32 characters'],
    ['CONNECTOR_OPERATOR_TOKEN', 'short', 'at least 32 characters'],
    ['CONNECTOR_DATA_KEY', 'c2hvcnQ=', '32 bytes in base64'],
    ['CONNECTOR_DRAIN_SECONDS', '-1', 'a whole number from 0 to 300'],
    ['CONNECTOR_INTERACTIONS_DAYS', '1', 'a whole number from 2'],
    ['CONNECTOR_TRACES_URL', 'collector:4318', 'an http or https address'],
    ['CONNECTOR_SIGN_INS_PER_MINUTE', '0', 'a whole number from 10'],
    ['CONNECTOR_ENTRY_POINTS', '[{"queue":"Support"}]', 'JSON like'],
    ['CONNECTOR_LOG_LEVEL', 'loud', 'one of debug, info, warn, error, silent'],
    ['CONNECTOR_DIAL_FROM', 'wrapUp', 'one of ready, notReady'],
    ['CONNECTOR_CALLER_IDS', '+14155550197=Sales,4155550196', 'a number in E.164'],
    ['CONNECTOR_MOST_CALLS', '0', 'a whole number from 1 to 10'],
    ['CONNECTOR_MOST_PARTIES', '251', 'a whole number from 3 to 250'],
    ['CONNECTOR_OFFER_SECONDS', '4', 'a whole number from 5 to 600'],
    ['CONNECTOR_PARK_SECONDS', 'long', 'a whole number from 10 to 3600'],
    ['CONNECTOR_RECOVERY_SECONDS', '121', 'a whole number from 5 to 120'],
    ['CONNECTOR_AWAY_AFTER_SECONDS', '-1', 'a whole number from 0 to 60'],
    ['CONNECTOR_DATABASE', 'mysql://db.example/cti', 'a file, or an address like postgres://'],
    ['SALESFORCE_PRIVATE_KEY', '/nowhere/key.pem', 'a PEM private key'],
    ['TWILIO_ACCOUNT_SID', 'AC1', 'a Twilio sid'],
  ])('says what %s should be when it is wrong', (name, value, expected) => {
    const failure = failureOf({ ...complete, [name]: value });

    expect(failure.problems).toHaveLength(1);
    expect(failure.message).toContain(`${name} must be ${expected}`);
  });

  it('trusts proxies of this machine and of private nets, or those that are named, or none', () => {
    const trusted = (value?: string) =>
      readConfig({ ...complete, ...(value !== undefined && { CONNECTOR_TRUSTED_PROXIES: value }) })
        .trustedProxies;

    expect(trusted()).toEqual(['loopback', 'linklocal', 'uniquelocal']);
    expect(trusted('203.0.113.7, 2001:db8::/32')).toEqual(['203.0.113.7', '2001:db8::/32']);
    expect(trusted('none')).toEqual([]);
  });

  it('hides numbers by the newest data key, else by the session secret', () => {
    const secretWith = (key?: string) =>
      readConfig({ ...complete, ...(key && { CONNECTOR_DATA_KEY: key }) }).callerIndex.secret;
    const [newer, older] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64'));

    expect(secretWith()).toBe(complete.CONNECTOR_SESSION_SECRET);
    expect(secretWith(`${newer},${older}`)).toBe(newer);
  });

  it('keeps the caller index beside the database', () => {
    const { callerIndex } = readConfig({
      ...complete,
      CONNECTOR_DATABASE: '/var/lib/cti/connector.sqlite',
      CONNECTOR_IGNORED_NUMBERS: '+1800*, +14155550199',
    });

    expect(callerIndex.file).toBe('/var/lib/cti/callerIndex.sqlite');
    expect(callerIndex.ignoredNumbers).toEqual(['+1800*', '+14155550199']);
  });

  it('takes the address of a PostgreSQL database, beside which no file can lie', () => {
    const address = 'postgres://cti:secret@db.example:5432/cti';

    const { database, callerIndex } = readConfig({ ...complete, CONNECTOR_DATABASE: address });

    expect(database).toBe(address);
    expect(callerIndex.file).toBe('callerIndex.sqlite');
  });

  it('has call control at hand without a word about it', () => {
    const { agent, ...centre } = readConfig(complete).callCenter;

    expect(agent).toMatchObject({
      dialFrom: ['ready', 'notReady'],
      callerIds: [],
      mostCalls: 4,
      mostParties: 10,
    });
    expect(centre).toMatchObject({
      offerSeconds: 30,
      parkSeconds: 120,
      recoverySeconds: 20,
      awayAfterSeconds: 4,
    });
  });

  it('reads how calls are controlled', () => {
    const entryPoint = { dnis: '+14155550198', queue: 'Sales', extensionPrompt: 'Enter an extension' };
    const { agent, ...centre } = readConfig({
      ...complete,
      CONNECTOR_ENTRY_POINTS: JSON.stringify([{ dnis: '+14155550199', queue: 'Support' }, entryPoint]),
      CONNECTOR_DIAL_FROM: 'notReady',
      CONNECTOR_CALLER_IDS: '+14155550197=Sales, +14155550196',
      CONNECTOR_MOST_CALLS: '2',
      CONNECTOR_MOST_PARTIES: '5',
      CONNECTOR_OFFER_SECONDS: '15',
      CONNECTOR_PARK_SECONDS: '60',
      CONNECTOR_RECOVERY_SECONDS: '10',
      CONNECTOR_AWAY_AFTER_SECONDS: '0',
    }).callCenter;

    expect(agent).toMatchObject({
      dialFrom: ['notReady'],
      callerIds: [
        { number: '+14155550197', label: 'Sales' },
        { number: '+14155550196', label: '+14155550196' },
      ],
      mostCalls: 2,
      mostParties: 5,
    });
    expect(centre).toMatchObject({
      offerSeconds: 15,
      parkSeconds: 60,
      recoverySeconds: 10,
      awayAfterSeconds: 0,
    });
    expect(centre.entryPoints[1]).toEqual(entryPoint);
    expect(centre.queues).toEqual(['Support', 'Sales']);
  });

  it('never repeats a value, which may be a secret', () => {
    const failure = failureOf({ ...complete, SALESFORCE_PRIVATE_KEY: 'not-a-key-but-secret' });

    expect(failure.message).not.toContain('not-a-key-but-secret');
  });
});

function failureOf(environment: Record<string, string>): ConfigError {
  try {
    readConfig(environment);
  } catch (failure) {
    if (failure instanceof ConfigError) return failure;
  }
  throw new Error('The configuration was accepted');
}
