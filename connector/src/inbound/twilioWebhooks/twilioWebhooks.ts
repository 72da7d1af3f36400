import formBody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallCenter } from '../../callCenter/callCenter.ts';
import type { Clock } from '../../callCenter/ports/clock.ts';
import type { Journal } from '../../callCenter/ports/journal.ts';
import type { Tracer } from '../../callCenter/ports/tracer.ts';
import type { CallQuestion, TelephonyNews } from '../../callCenter/telephonyEvents.ts';
import { createAllowance } from '../limits/allowance.ts';
import { remoteKey } from '../limits/remoteKey.ts';
import { refuseTooMany } from '../limits/tooMany.ts';
import { callerNews, conferenceNews, legNews } from './callNews.ts';
import { agentLegArrived, callArrived, digitsCollected, queueLeft, sentOn } from './callQuestions.ts';
import { callTwiml, silenceTwiml, waitTwiml, type TwimlPlaces } from './callTwiml.ts';
import { followWebhook } from './followWebhook.ts';
import { messageLeft, recordingNews } from './recordingNews.ts';
import { taskRouterNews } from './taskRouterNews.ts';
import { waitMusic } from './waitMusic.ts';
import { WebhookInvalidError, type WebhookForm } from './webhookForm.ts';
import { webhookPaths } from './webhookPaths.ts';
import { isSignedByTwilio } from './webhookSignature.ts';

/** Twilio's largest webhooks, with all attributes of a task and a worker, stay well below. */
const LARGEST_FORM_BYTES = 64 * 1024;
/** A wrong auth token shows at once; who goes on is not worth a line of the log each. */
const FORGED = { atOnce: 60, perMinute: 60 };
const DAY_SECONDS = 86_400;

export interface TwilioWebhooksParts {
  readonly callCenter: Pick<CallCenter, 'ask' | 'tell'>;
  readonly journal: Journal;
  readonly clock: Clock;
  /** The primary auth token of the account: Twilio signs with no other. */
  readonly authToken: string;
  /** The address that Twilio calls, without a slash at the end. */
  readonly publicUrl: string;
  readonly places: TwimlPlaces;
  /** Absent while nobody follows steps. */
  readonly tracer?: Tracer | undefined;
}

/**
 * Twilio's door. Every webhook is checked for Twilio's signature before anything else; it is answered 2xx only
 * after what it says is stored, and otherwise so that Twilio repeats it.
 */
export function twilioWebhooks(parts: TwilioWebhooksParts): (app: FastifyInstance) => Promise<void> {
  const { callCenter, journal, clock, authToken, publicUrl, places, tracer } = parts;
  const forged = createAllowance(clock, FORGED);

  const checkSignature = async (request: FastifyRequest, reply: FastifyReply) => {
    const signed = isSignedByTwilio(authToken, {
      signature: request.headers['x-twilio-signature'],
      url: publicUrl + request.originalUrl,
      form: (request.body ?? {}) as WebhookForm,
    });
    // Also where others forge from the same address: what Twilio signed is never refused.
    if (signed) return;
    const waitSeconds = forged.take(remoteKey(request.ip));
    if (waitSeconds !== undefined) {
      await refuseTooMany(reply, waitSeconds);
      return;
    }
    journal.problem('WEBHOOK_SIGNATURE_INVALID', { route: request.routeOptions.url ?? '' });
    await reply.code(403).send({
      code: 'WEBHOOK_SIGNATURE_INVALID',
      message: 'Compare TWILIO_AUTH_TOKEN and CONNECTOR_PUBLIC_URL with what Twilio calls.',
    });
  };

  const questions: Readonly<Record<string, (form: WebhookForm) => CallQuestion>> = {
    [webhookPaths.callArrived]: callArrived,
    [webhookPaths.digits]: digitsCollected,
    [webhookPaths.queueLeft]: queueLeft,
    [webhookPaths.agentLegArrived]: agentLegArrived,
    [webhookPaths.sentToQueue]: sentOn('queueAsked'),
    [webhookPaths.sentToRoom]: sentOn('roomAsked'),
    [webhookPaths.sentToVoicemail]: sentOn('messageAsked'),
    [webhookPaths.messageLeft]: messageLeft,
  };
  const news: Readonly<Record<string, (form: WebhookForm) => TelephonyNews | undefined>> = {
    [webhookPaths.callerStatus]: callerNews,
    [webhookPaths.taskRouterEvents]: taskRouterNews,
    [webhookPaths.conference]: conferenceNews,
    [webhookPaths.leg]: legNews,
    [webhookPaths.recording]: recordingNews,
  };

  return async (app) => {
    await app.register(formBody, { bodyLimit: LARGEST_FORM_BYTES });
    app.setErrorHandler<Error>((failure, request, reply) =>
      answerFailure(journal, { failure, request, reply }),
    );
    const signed = { preHandler: checkSignature, bodyLimit: LARGEST_FORM_BYTES };

    for (const [path, read] of Object.entries(questions)) {
      app.post(path, signed, async (request, reply) => {
        const question = read(formOf(request));
        const instruction = await followWebhook(tracer, question, () => callCenter.ask(question));
        return sendTwiml(reply, callTwiml(instruction, places));
      });
    }
    for (const [path, read] of Object.entries(news)) {
      app.post(path, signed, async (request, reply) => {
        const event = read(formOf(request));
        if (event) await followWebhook(tracer, event, () => callCenter.tell(event));
        // TaskRouter wants this type with an empty answer (twilio.com/docs/taskrouter/api/event, "Callbacks").
        return reply.code(204).type('application/json').send();
      });
    }
    app.post(webhookPaths.wait, signed, (_request, reply) => sendTwiml(reply, waitTwiml(places)));
    app.post(webhookPaths.silence, signed, (_request, reply) => sendTwiml(reply, silenceTwiml(places)));
    // An empty instruction leaves the reservation to the agent's answer, given by REST.
    app.post(webhookPaths.assignment, signed, (_request, reply) => reply.send({}));

    const music = waitMusic();
    app.get(webhookPaths.waitMusic, (_request, reply) =>
      reply.type('audio/wav').header('cache-control', `public, max-age=${DAY_SECONDS}`).send(music),
    );
  };
}

/** The query of our own addresses counts as part of the form. */
function formOf(request: FastifyRequest): WebhookForm {
  return { ...(request.body as WebhookForm | null), ...(request.query as WebhookForm) };
}

function sendTwiml(reply: FastifyReply, twiml: string): FastifyReply {
  return reply.type('text/xml; charset=utf-8').send(twiml);
}

interface FailedWebhook {
  readonly failure: Error;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A webhook that cannot be understood gets 4xx; one that could not be stored 503, so that Twilio repeats it. */
function answerFailure(journal: Journal, { failure, request, reply }: FailedWebhook): FastifyReply {
  const route = request.routeOptions.url ?? '';
  const { statusCode = 500 } = failure as { statusCode?: number };
  if (statusCode < 500) {
    const message = failure instanceof WebhookInvalidError ? failure.message : 'Send a form as Twilio does.';
    journal.problem('WEBHOOK_INVALID', { route, status: statusCode });
    return reply.code(statusCode).send({ code: 'BODY_INVALID', message });
  }
  journal.problem('WEBHOOK_FAILED', { route }, failure);
  return reply.code(503).send({ code: 'WEBHOOK_FAILED', message: 'Nothing was stored. Send it again.' });
}
