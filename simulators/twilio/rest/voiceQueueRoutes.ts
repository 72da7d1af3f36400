import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../shared/clock.ts';
import { API_VERSION, rfc2822, secondsBetween, type Account } from '../account.ts';
import { averageWait, type Queue, type QueueEntry, type Queues } from '../queues/queues.ts';
import type { TwimlPrograms } from '../twiml/twimlPrograms.ts';
import { readForm } from './form.ts';
import { pageOf } from './paging.ts';
import type { PathParams } from './recordRoutes.ts';
import { refusals } from './restError.ts';

export interface VoiceQueueParts {
  readonly account: Account;
  readonly clock: Clock;
  readonly queues: Queues;
  readonly programs: TwimlPrograms;
}

/** Queues that `<Enqueue>` made. Source: twilio.com/docs/voice/api/queue-resource and /member-resource. */
export function voiceQueueRoutes(app: FastifyInstance, parts: VoiceQueueParts): void {
  const { account, clock, queues, programs } = parts;
  const place = (queue: Queue) => `/${API_VERSION}/Accounts/${account.accountSid}/Queues/${queue.sid}`;

  function found({ queueSid }: PathParams): Queue {
    const queue = queues.all().find(({ sid }) => sid === queueSid);
    return queue ?? refuse(`/Queues/${queueSid ?? ''}`);
  }

  /** The first one is also called Front. */
  function foundMember(params: PathParams): { queue: Queue; member: QueueEntry } {
    const queue = found(params);
    const { callSid } = params;
    const waiting = queue.waiting();
    const member = callSid === 'Front' ? waiting[0] : waiting.find(({ call }) => call.sid === callSid);
    return { queue, member: member ?? refuse(`/Queues/${queue.sid}/Members/${callSid ?? ''}`) };
  }

  app.get('/Queues', (request) => {
    const items = queues.all().map(queueResource);
    return pageOf(request, { key: 'queues', edition: '2010', items });
  });

  app.get('/Queues/:queueSid', ({ params }) => queueResource(found(params as PathParams)));

  app.post('/Queues/:queueSid', ({ params, body }) => {
    const queue = found(params as PathParams);
    const size = readForm(body).integer('MaxSize') ?? queue.maxSize;
    if (size < 1 || size > 5000) throw refusals.invalid('MaxSize must be from 1 to 5000');
    queue.maxSize = size;
    return queueResource(queue);
  });

  app.get('/Queues/:queueSid/Members', (request) => {
    const queue = found(request.params as PathParams);
    const items = queue.waiting().map((member) => memberResource(queue, member));
    return pageOf(request, { key: 'queue_members', edition: '2010', items });
  });

  app.get('/Queues/:queueSid/Members/:callSid', ({ params }) => {
    const { queue, member } = foundMember(params as PathParams);
    return memberResource(queue, member);
  });

  app.post('/Queues/:queueSid/Members/:callSid', ({ params, body }) => {
    const { queue, member } = foundMember(params as PathParams);
    const form = readForm(body);
    const shown = memberResource(queue, member);
    const source = { url: form.required('Url'), method: form.method('Method') };
    member.call.redirect();
    programs.run(member.call, source);
    return shown;
  });

  function queueResource(queue: Queue) {
    return {
      sid: queue.sid,
      account_sid: account.accountSid,
      friendly_name: queue.name,
      current_size: queue.waiting().length,
      max_size: queue.maxSize,
      average_wait_time: averageWait(queue, clock.now()),
      date_created: rfc2822(queue.createdAt),
      date_updated: rfc2822(queue.createdAt),
      uri: `${place(queue)}.json`,
    };
  }

  function memberResource(queue: Queue, { call, enteredAt }: QueueEntry) {
    const position = queue.waiting().findIndex((each) => each.call === call) + 1;
    return {
      queue_sid: queue.sid,
      call_sid: call.sid,
      date_enqueued: rfc2822(enteredAt),
      position,
      wait_time: secondsBetween(enteredAt, clock.now()),
      uri: `${place(queue)}/Members/${call.sid}.json`,
    };
  }
}

function refuse(path: string): never {
  throw refusals.notFound(path);
}
