import { createHash, createHmac, createSecretKey, hkdfSync } from 'node:crypto';

/** Hides numbers, so that who has the file of the index and not the secret cannot read them, or try them all. */
export interface HiddenKeys {
  /** What is kept in place of a key: the same for the same key, an integer that a number of JavaScript holds exactly. */
  hide(value: number): number;
  /** Tells one secret from another. */
  readonly fingerprint: string;
}

/** Two of ten million numbers have the same 53 bits in one of 180 indexes; a call is taken for another's in one of 10⁹. */
const BITS = (1n << 53n) - 1n;

export function createHiddenKeys(secret: string): HiddenKeys {
  const derived = Buffer.from(hkdfSync('sha256', secret, '', 'caller index', 32));
  const key = createSecretKey(derived);
  return {
    hide: (value) =>
      Number(createHmac('sha256', key).update(String(value)).digest().readBigUInt64BE() & BITS),
    fingerprint: createHash('sha256').update(derived).digest('hex').slice(0, 16),
  };
}
