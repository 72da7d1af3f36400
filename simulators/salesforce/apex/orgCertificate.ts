import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A key of Setup, Certificate and Key Management. */
export interface OrgCertificate {
  /** Developer name: the `kid` of what the org signs with it. */
  readonly name: string;
  readonly privateKey: KeyObject;
  /** What the admin gives to the other side, PEM (SPKI). */
  readonly publicKeyPem: string;
  /** SHA-256 of the public key, hexadecimal. */
  readonly fingerprint: string;
}

const certificateName = 'CTI_Connector';

const known = new Map<string, OrgCertificate>();

/** The certificate of an org whose data lies in `folder`: made once, then read; undefined keeps it in memory. */
export function orgCertificate(folder: string | undefined): OrgCertificate {
  const place = folder ?? '';
  const certificate = known.get(place) ?? certificateOf(folder === undefined ? newKey() : keyIn(folder));
  known.set(place, certificate);
  return certificate;
}

function certificateOf(privateKey: KeyObject): OrgCertificate {
  const publicKey = createPublicKey(privateKey);
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const fingerprint = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
  return { name: certificateName, privateKey, publicKeyPem, fingerprint };
}

function keyIn(folder: string): KeyObject {
  const file = join(folder, `${certificateName}.key.pem`);
  try {
    return createPrivateKey(readFileSync(file));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new Error(`${file} holds no private key; delete it and the org makes a new one.`, { cause });
    }
  }
  const key = newKey();
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return key;
}

function newKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}
