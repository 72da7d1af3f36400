import { isFinal, type Call } from '../calls/call.ts';
import type { Calls } from '../calls/calls.ts';
import { musicAt, type Conference, type Participation } from '../conferences/conference.ts';
import type { Conferences } from '../conferences/conferences.ts';
import type { QueueEntry, Queues } from '../queues/queues.ts';
import { conferencePlan } from '../recordings/recordingPlan.ts';
import { methodOf, progressCallback } from '../webhooks/progressCallback.ts';
import type { Engine, Instruction } from './engine.ts';
import { accept, conclude, holdOn, wrapUp } from './reservations.ts';
import type { Reservation } from './task.ts';
import { changeTask } from './tasks.ts';

export interface VoiceEngine {
  readonly engine: Engine;
  readonly calls: Calls;
  readonly conferences: Conferences;
  readonly queues: Queues;
}

const standardRingSeconds = 60;

/**
 * Rings the worker and, once answered, brings worker and caller together in a conference named after the task.
 * The reservation is held meanwhile; it is canceled when the worker's phone is not answered.
 * Source: twilio.com/docs/taskrouter/handle-assignment-callbacks#conference.
 */
export function connectByConference(
  { engine, calls, conferences, queues }: VoiceEngine,
  reservation: Reservation,
  { property }: Instruction,
): { readonly code: number; readonly message: string } | undefined {
  const { task } = reservation;
  const customer = queues.entryOf(task.attributes.call_sid);
  if (!customer)
    return { code: 40_142, message: 'The conference instruction needs a task that <Enqueue> created' };
  const worker = engine.records.workers.find(reservation.workerSid);
  const contact = (JSON.parse(worker?.attributes ?? '{}') as Record<string, unknown>).contact_uri;
  const to = property('To') ?? contact;
  const from = property('From') ?? task.attributes.from;
  if (typeof to !== 'string' || typeof from !== 'string')
    return { code: 40_138, message: 'The conference instruction needs To and From' };

  const workerCall = calls.originate({
    from,
    to,
    direction: 'outbound-api',
    timeoutSeconds: Number(property('Timeout') ?? standardRingSeconds),
    statusCallback: progressCallback(property, 'StatusCallback'),
  });
  holdOn(reservation, () => {
    if (!isFinal(workerCall.status)) workerCall.end();
  });
  workerCall.subscribe(({ type }) => {
    if (type === 'answered') connect(workerCall, customer);
    if (type === 'ended' && reservation.status === 'pending') conclude(engine, reservation, 'canceled');
  });
  return undefined;

  function connect(answered: Call, { call: caller }: QueueEntry) {
    if (reservation.status !== 'pending') {
      answered.end();
      return;
    }
    const conference = conferences.open(task.sid);
    conferences.join(conference, answered, {
      ...participation('EndConferenceOnExit'),
      onLeft() {
        wrapUp(engine, reservation);
        answered.end();
      },
    });
    accept(engine, reservation);
    changeTask(engine, task, {
      attributes: {
        ...task.attributes,
        conference: attributeOf(conference, { worker: answered.sid, customer: caller.sid }),
      },
    });
    customer?.bridge();
    conferences.join(conference, caller, {
      ...participation('EndConferenceOnCustomerExit'),
      onLeft() {
        wrapUp(engine, reservation);
        customer?.unbridge();
      },
    });
  }

  function participation(endProperty: string): Omit<Participation, 'onLeft'> {
    return {
      startConferenceOnEnter: property('StartConferenceOnEnter') !== 'false',
      endConferenceOnExit: property(endProperty) === 'true',
      muted: false,
      waitMusic: musicAt(property('WaitUrl'), methodOf(property('WaitMethod'))),
      callback: progressCallback(property, 'ConferenceStatusCallback'),
      recording: conferencePlan(property),
    };
  }
}

/** Source: twilio.com/docs/taskrouter/twiml-queue-calls, task attribute `conference`. */
function attributeOf({ sid, friendlyName }: Conference, participants: { worker: string; customer: string }) {
  return { sid, room_name: friendlyName, participants };
}
