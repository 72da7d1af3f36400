import { timingSafeEqual } from 'node:crypto';
import formBody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { API_VERSION, type Account } from '../account.ts';
import { restTrouble, type RestTroubleParts } from '../faults/restTrouble.ts';
import type { Records } from '../records/records.ts';
import type { TaskRouter } from '../taskRouter/taskRouter.ts';
import { accountRoutes } from './accountRoutes.ts';
import { callRoutes, type CallRouteParts } from './callRoutes.ts';
import { conferenceRoutes } from './conferenceRoutes.ts';
import { keyRoutes } from './keyRoutes.ts';
import { queueRoutes } from './queueRoutes.ts';
import { reservationRoutes } from './reservationRoutes.ts';
import { recordingRoutes, type RecordingRouteParts } from './recordingRoutes.ts';
import { refusals, RestError } from './restError.ts';
import { statisticsRoutes } from './statisticsRoutes.ts';
import { taskRoutes } from './taskRoutes.ts';
import { voiceQueueRoutes, type VoiceQueueParts } from './voiceQueueRoutes.ts';
import { workerRoutes } from './workerRoutes.ts';
import { workspaceRoutes } from './workspaceRoutes.ts';

export interface RestParts extends CallRouteParts, RestTroubleParts, VoiceQueueParts, RecordingRouteParts {
  readonly taskRouter: TaskRouter;
}

/** Takes the `.json` off the 2010 API's paths. */
export function plainPath(url: string): string {
  return url.startsWith('/api/') ? url.replace(/\.json(?=$|\?)/, '') : url;
}

/** Twilio's REST API, one path prefix for each of its hosts: `/api` and `/taskrouter`. */
export async function restApi(app: FastifyInstance, parts: RestParts): Promise<void> {
  const { account, records, taskRouter } = parts;
  await app.register(formBody);
  app.addHook('onRequest', (request, _reply, done) => {
    done(authenticated(request, { account, records }) ? undefined : refusals.unauthenticated());
  });
  restTrouble(app, parts);
  app.setErrorHandler((error, _request, reply) => {
    const refusal = error instanceof RestError ? error : asRefusal(error);
    return reply.code(refusal.status).send(refusal.body());
  });
  app.register(
    (api, _options, done) => {
      keyRoutes(api, parts);
      accountRoutes(api, parts);
      callRoutes(api, parts);
      conferenceRoutes(api, parts);
      voiceQueueRoutes(api, parts);
      recordingRoutes(api, parts);
      done();
    },
    { prefix: `/api/${API_VERSION}/Accounts/${account.accountSid}` },
  );
  app.register(
    (api, _options, done) => {
      workspaceRoutes(api, taskRouter.engine);
      queueRoutes(api, taskRouter.engine);
      statisticsRoutes(api, taskRouter.engine);
      workerRoutes(api, taskRouter.engine);
      taskRoutes(api, taskRouter.engine);
      reservationRoutes(api, taskRouter);
      done();
    },
    { prefix: '/taskrouter/v1' },
  );
}

/** Errors that Fastify finds before a route does, and bugs of the stand-in. */
function asRefusal(error: unknown): RestError {
  const { statusCode = 500, message = 'unknown' } = error as { statusCode?: number; message?: string };
  return statusCode < 500 ? refusals.invalid(message) : refusals.internal(message);
}

/** The account's sid with its token, or an API key with its secret. */
function authenticated(
  { headers }: FastifyRequest,
  { account, records }: { account: Account; records: Records },
): boolean {
  const [, encoded = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
  const given = Buffer.from(encoded, 'base64');
  const keys = records.keys.all().map(({ sid, secret }) => `${sid}:${secret}`);
  return [`${account.accountSid}:${account.authToken}`, ...keys].some(
    (allowed) => allowed.length === given.length && timingSafeEqual(Buffer.from(allowed), given),
  );
}
