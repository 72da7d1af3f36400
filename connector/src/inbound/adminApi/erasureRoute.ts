import type { FastifyInstance } from 'fastify';
import type { Erasure } from '../../callCenter/erasure/erasePerson.ts';
import type { Journal } from '../../callCenter/ports/journal.ts';
import { TelephonyError } from '../../callCenter/ports/telephony.ts';
import { bearerOnly } from './bearerOnly.ts';

export interface ErasureRouteParts {
  readonly operatorToken: string;
  readonly erase: (number: string) => Promise<Erasure>;
  readonly journal: Journal;
}

const ERASURE_PATH = '/operators/erasure';
const LARGEST_BODY_BYTES = 1024;

/** `POST /operators/erasure` with `{"number": "+14155550101"}`: erases what is kept of a person. */
export function openErasureRoute(
  app: FastifyInstance,
  { operatorToken, erase, journal }: ErasureRouteParts,
): void {
  const guarded = {
    onRequest: bearerOnly(operatorToken, 'CONNECTOR_OPERATOR_TOKEN'),
    bodyLimit: LARGEST_BODY_BYTES,
  };
  app.post(ERASURE_PATH, guarded, async (request, reply) => {
    const { number } = (request.body ?? {}) as { number?: unknown };
    if (typeof number !== 'string') {
      return reply.code(400).send({ code: 'BODY_INVALID', message: 'Send {"number": "+14155550101"}.' });
    }
    try {
      const erasure = await erase(number);
      if (erasure.result === 'erased') return erasure;
      const { code, message } = erasure;
      return await reply.code(code === 'NUMBER_INVALID' ? 400 : 409).send({ code, message });
    } catch (failure) {
      journal.problem('ERASURE_FAILED', {}, failure);
      const isCarrier = failure instanceof TelephonyError;
      return reply.code(isCarrier ? 502 : 503).send({
        code: 'ERASURE_FAILED',
        message: isCarrier
          ? 'Twilio did not delete a recording. Nothing of the connector was erased: try again.'
          : 'The database failed. Try again; the log of the connector says why.',
      });
    }
  });
}
