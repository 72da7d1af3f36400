import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Made-up credentials of one local system: random, kept in its data folder, good nowhere else. */
export interface LocalKeys {
  readonly accountSid: string;
  readonly authToken: string;
  readonly apiKeySid: string;
  readonly apiKeySecret: string;
  readonly sessionSecret: string;
  readonly clientId: string;
  /** Key pair of the connector's integration user, PEM. */
  readonly privateKey: string;
  readonly publicKey: string;
}

/** Reads the keys of a data folder, or makes them at the first start. */
export function loadOrCreateKeys(file: string): LocalKeys {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as LocalKeys;
  const hex = () => randomBytes(16).toString('hex');
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const keys: LocalKeys = {
    accountSid: `AC${hex()}`,
    authToken: hex(),
    apiKeySid: `SK${hex()}`,
    apiKeySecret: hex(),
    sessionSecret: `${hex()}${hex()}`,
    clientId: `local-${hex()}`,
    privateKey,
    publicKey,
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(keys, null, 2), { mode: 0o600 });
  return keys;
}
