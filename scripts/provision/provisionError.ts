/** What keeps the provisioning from going on; the message says what to do. */
export class ProvisionError extends Error {
  override readonly name = 'ProvisionError';
}

/** What an error of twilio-node means to the person at the keyboard. */
export function problemOf(cause: unknown): string {
  const { status, code, message = '' } = cause as { status?: unknown; code?: unknown; message?: string };
  if (typeof status !== 'number') {
    return `Twilio cannot be reached (${message}). Check the network, and TWILIO_API_URL where it is set.`;
  }
  switch (status) {
    case 401:
      return (
        'Twilio refuses the credentials. TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN must be those of the console’s ' +
        'start page: the live token, of the same account; an API key is not enough.'
      );
    case 403:
      return `These credentials may not do this (${message}). Use the account’s own token.`;
    case 429:
      return 'Twilio has had too many requests and refuses more for now (429). Wait a minute.';
    default:
      return status >= 500
        ? `Twilio is in trouble (status ${status}). status.twilio.com tells more; try again later.`
        : `Twilio refuses it: ${message} (status ${status}${typeof code === 'number' ? `, twilio.com/docs/api/errors/${code}` : ''})`;
  }
}
