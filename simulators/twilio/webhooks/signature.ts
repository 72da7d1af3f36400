import { createHmac } from 'node:crypto';

/** What a webhook carries; the names are Twilio's. */
export type Params = Readonly<Record<string, string>>;

/**
 * `X-Twilio-Signature`: HMAC-SHA1 over the URL followed by every form parameter, sorted by name.
 * A GET request has its parameters in the URL and passes none here.
 * Source: twilio.com/docs/usage/security#validating-requests.
 */
export function sign(authToken: string, url: string, form: Params): string {
  const text = Object.keys(form)
    .sort()
    .reduce((sum, name) => `${sum}${name}${form[name] ?? ''}`, url);
  return createHmac('sha1', authToken).update(text).digest('base64');
}
