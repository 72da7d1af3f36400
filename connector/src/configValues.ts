import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { AgentSettings, Dnis } from '../../softphone/core/index.ts';
import type { EntryPoint } from './callCenter/settings.ts';
import { isPostgresAddress } from './outbound/storage/databaseAddress.ts';

/** Turns a variable's text into a value, or throws an error that says what it should be. */
export type Parse<Value> = (value: string) => Value;

export const text: Parse<string> = (value) => value;

export const databasePlace: Parse<string> = (value) => {
  if (/^\w+:\/\//.test(value) && !isPostgresAddress(value)) {
    throw new Error('a file, or an address like postgres://user:password@host/name');
  }
  return value;
};

export const secret: Parse<string> = (value) => {
  if (value.length < 32) throw new Error('at least 32 characters, random');
  return value;
};

/** 32 random bytes. */
export const dataKey: Parse<string> = (value) => {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(value)) throw new Error('32 bytes in base64: openssl rand -base64 32');
  return value;
};

export const webAddress: Parse<string> = (value) => {
  if (!URL.canParse(value) || !/^https?:/.test(value)) throw new Error('an http or https address');
  return value.replace(/\/$/, '');
};

export const number: Parse<Dnis> = (value) =>
  pattern(/^\+[1-9]\d{6,14}$/, 'a number in E.164, +14155550199')(value) as Dnis;

/** `+14155550199=Sales`: what the other party sees, and what agents call it. */
export const namedNumber: Parse<AgentSettings['callerIds'][number]> = (value) => {
  const [e164 = '', label = ''] = value.split('=').map((side) => side.trim());
  return { number: number(e164), label: label === '' ? e164 : label };
};

/** What Fastify calls the addresses of this machine, and those that no one outside can have. */
export const privateNets = ['loopback', 'linklocal', 'uniquelocal'];

export const proxies: Parse<readonly string[]> = (value) =>
  value === 'none' ? [] : listOf(addressOrNet)(value);

const addressOrNet: Parse<string> = (value) => {
  const [address = '', bits, ...rest] = value.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most);
  if (privateNets.includes(value) || (isIP(address) > 0 && fits && rest.length === 0)) return value;
  throw new Error(`none, or addresses, nets such as 10.0.0.0/8, and ${privateNets.join(', ')}`);
};

export const numberOrStart = pattern(
  /^\+[1-9]\d{0,14}\*?$/,
  'numbers in E.164, or their beginning with a star: +1800*',
);

export const publicKey: Parse<string> = (value) =>
  readable(value, createPublicKey, 'a PEM certificate or a file with one');

export const privateKey: Parse<string> = (value) =>
  readable(value, createPrivateKey, 'a PEM private key or a file with one');

const optionalTexts = ['greeting', 'casePrompt', 'extensionPrompt', 'extension'] as const;

export const entryPoints: Parse<readonly EntryPoint[]> = (value) => {
  const shape = 'JSON like [{"dnis":"+14155550199","queue":"Support"}]';
  try {
    return (JSON.parse(value) as unknown[]).map((each) => {
      const { dnis, queue, ...more } = each as Record<string, unknown>;
      if (typeof queue !== 'string') throw new Error(shape);
      return {
        dnis: number(String(dnis)),
        queue,
        ...Object.fromEntries(
          optionalTexts.flatMap((name) => (typeof more[name] === 'string' ? [[name, more[name]]] : [])),
        ),
      };
    });
  } catch {
    throw new Error(shape);
  }
};

function readable(value: string, check: (pem: string) => unknown, what: string): string {
  try {
    const pem = value.includes('-----BEGIN') ? value : readFileSync(value, 'utf8');
    check(pem);
    return pem;
  } catch {
    throw new Error(what);
  }
}

export function wholeNumber(least: number, most: number): Parse<number> {
  return (value) => {
    const parsed = Number(value);
    if (!Number.isInteger(parsed) || parsed < least || parsed > most) {
      throw new Error(`a whole number from ${least} to ${most}`);
    }
    return parsed;
  };
}

export function pattern(shape: RegExp, what: string): Parse<string> {
  return (value) => {
    if (!shape.test(value)) throw new Error(what);
    return value;
  };
}

export function sid(prefix: string): Parse<string> {
  return pattern(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `a Twilio sid, ${prefix} and 32 hex digits`);
}

export function oneOf<const Name extends string>(names: readonly Name[]): Parse<Name> {
  return (value) => {
    const name = names.find((each) => each === value);
    if (name === undefined) throw new Error(`one of ${names.join(', ')}`);
    return name;
  };
}

export function listOf<Value>(parse: Parse<Value>): Parse<readonly Value[]> {
  return (value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map(parse);
}
