import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

/** Seals texts that hold what is personal. */
export interface TextSeal {
  /** The text, sealed with the newest key: another one each time. */
  seal(text: string): string;
  /** What was sealed with any of the keys; a text that is not sealed stays as it is. Throws `SealedTextError`. */
  open(text: string): string;
}

/** A text was sealed with a key that is not there, or is not what was sealed. */
export class SealedTextError extends Error {
  readonly code: 'DATA_KEY_UNKNOWN' | 'SEALED_TEXT_BROKEN';

  constructor(code: SealedTextError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SealedTextError';
    this.code = code;
  }
}

/** `sealed:<id of the key>:<nonce, tag and text in base64>`. No JSON begins like this. */
const PREFIX = 'sealed:';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ID_DIGITS = 8;

export function isSealed(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** AES-256-GCM. `keys` are 32 bytes each in base64, the newest first. */
export function createTextSeal(keys: readonly [string, ...string[]]): TextSeal {
  const known = new Map(keys.map((key) => [idOf(key), secretOf(key)]));
  const newest = { id: idOf(keys[0]), key: secretOf(keys[0]) };

  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', newest.key, nonce);
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const sealed = Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64');
      return `${PREFIX}${newest.id}:${sealed}`;
    },
    open(text) {
      if (!isSealed(text)) return text;
      const [id = '', content = ''] = text.slice(PREFIX.length).split(':');
      const key = known.get(id);
      if (!key) throw unknownKey(id);
      return opened(Buffer.from(content, 'base64'), key);
    },
  };
}

/** Says which key is missing, and where it belongs. */
export function unknownKey(id: string): SealedTextError {
  return new SealedTextError(
    'DATA_KEY_UNKNOWN',
    `The database is sealed with the key ${id}, which is not in CONNECTOR_DATA_KEY. Name it there, behind the newest one.`,
  );
}

/** The id of the key that a text is sealed with. */
export function keyIdIn(text: string): string {
  return text.slice(PREFIX.length).split(':')[0] ?? '';
}

/** Tells keys apart, and nothing of what they are. */
function idOf(key: string): string {
  return createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, ID_DIGITS);
}

/** OpenSSL takes four times as long with the same bytes in a buffer. */
function secretOf(key: string): KeyObject {
  return createSecretKey(Buffer.from(key, 'base64'));
}

function opened(bytes: Buffer, key: KeyObject): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new SealedTextError('SEALED_TEXT_BROKEN', 'A sealed text was changed after it was sealed.', {
      cause,
    });
  }
}
