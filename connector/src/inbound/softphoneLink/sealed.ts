import { createHmac, timingSafeEqual } from 'node:crypto';

/** Turns small values into text that only this centre can have written, and reads it back. */
export interface Seal {
  seal(kind: string, content: Readonly<Record<string, string | number | boolean>>): string;
  /** The sealed content, or `undefined` for text of another kind or from another hand. */
  open(kind: string, text: string): Readonly<Record<string, unknown>> | undefined;
}

/** A seal by HMAC-SHA256. Every instance of the connector needs the same secret. */
export function createSeal(secret: string): Seal {
  const sign = (kind: string, body: string) =>
    createHmac('sha256', secret).update(`${kind}\n${body}`).digest('base64url');
  return {
    seal(kind, content) {
      const body = Buffer.from(JSON.stringify(content)).toString('base64url');
      return `${body}.${sign(kind, body)}`;
    },
    open(kind, text) {
      const [body, signature, ...rest] = text.split('.');
      if (body === undefined || signature === undefined || rest.length > 0) return undefined;
      if (!sameText(signature, sign(kind, body))) return undefined;
      return JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    },
  };
}

function sameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
