import { TelephonyError, type TelephonyErrorCode } from '../../callCenter/ports/telephony.ts';

/**
 * Twilio's numbers for "it is over": the resource is gone (20404), the call is not in progress (21220), the
 * reservation is not pending any more (40136, 40144) or has come to its end already (20409). Source: twilio.com/docs/api/errors.
 */
const overCodes = new Set([20_404, 20_409, 21_220, 40_136, 40_144]);

/** Sends one request to Twilio; rejects with `TelephonyError`. */
export async function askTwilio<Answer>(request: () => Promise<Answer>): Promise<Answer> {
  try {
    return await request();
  } catch (cause) {
    throw cause instanceof TelephonyError ? cause : telephonyError(cause);
  }
}

/** Sends a request that ends something: what has ended already is no failure. */
export async function endAtTwilio(request: () => Promise<unknown>): Promise<void> {
  try {
    await askTwilio(request);
  } catch (failure) {
    if (!isGone(failure)) throw failure;
  }
}

export function isGone(failure: unknown): failure is TelephonyError {
  return failure instanceof TelephonyError && failure.code === 'TELEPHONY_GONE';
}

/** Twilio's client throws an error with `status` and `code` for an answer, and one without `status` for none. */
function telephonyError(cause: unknown): TelephonyError {
  const { status, code } = cause as { status?: unknown; code?: unknown };
  const vendorCode = typeof code === 'number' ? code : undefined;
  return new TelephonyError(codeOf(status, vendorCode), { cause, vendorCode });
}

function codeOf(status: unknown, vendorCode: number | undefined): TelephonyErrorCode {
  if (status === 404 || (vendorCode !== undefined && overCodes.has(vendorCode))) return 'TELEPHONY_GONE';
  // twilio.com/docs/usage/mutation-and-conflict-resolution
  if (status === 412) return 'TELEPHONY_OVERTAKEN';
  const refused = typeof status === 'number' && status >= 400 && status < 500 && status !== 429;
  return refused ? 'TELEPHONY_REFUSED' : 'TELEPHONY_UNAVAILABLE';
}
