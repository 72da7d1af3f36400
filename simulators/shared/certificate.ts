import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

/** A private key and its self-signed certificate, both PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const validDays = 365;

/** The certificate kept in `file` (key and certificate in one PEM), made anew when missing or about to expire. */
export function loadOrCreateCertificate(file: string): Certificate {
  const kept = existsSync(file) ? split(readFileSync(file, 'utf8')) : undefined;
  if (kept && lasts(kept)) return kept;
  const made = createCertificate();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${made.key}\n${made.cert}\n`, { mode: 0o600 });
  return made;
}

/** A new certificate for `localhost` and 127.0.0.1, for https on this machine only. */
export function createCertificate(): Certificate {
  const dns = 2;
  const ip = 7;
  const made = generate([{ name: 'commonName', value: 'localhost' }], {
    days: validDays,
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: dns, value: 'localhost' },
          { type: dns, value: '*.localhost' },
          { type: ip, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { key: made.private.trim(), cert: made.cert.trim() };
}

function split(pem: string): Certificate | undefined {
  const [key, cert] = ['PRIVATE KEY', 'CERTIFICATE'].map(
    (label) => new RegExp(`-----BEGIN [A-Z ]*${label}-----[^]+?-----END [A-Z ]*${label}-----`).exec(pem)?.[0],
  );
  return key && cert ? { key, cert } : undefined;
}

function lasts({ cert }: Certificate): boolean {
  const dayMs = 86_400_000;
  try {
    return Date.parse(new X509Certificate(cert).validTo) > Date.now() + dayMs;
  } catch {
    return false;
  }
}
