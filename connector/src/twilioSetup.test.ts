import { describe, expect, it } from '@jest/globals';
import type { InteractionId } from '../../softphone/core/index.ts';
import { taskRouterNews } from './inbound/twilioWebhooks/taskRouterNews.ts';
import { wantedAccount } from './outbound/twilio/account/wantedAccount.ts';
import { accountAddresses } from './twilioAddresses.ts';

const wanted = wantedAccount({
  addresses: accountAddresses('https://cti.example.com'),
  queues: ['Support'],
  numbers: ['+14155550170'],
  reservationSeconds: 20,
});

/** TaskRouter's event types; twilio.com/docs/taskrouter/api/event, "Event types". */
const everyEvent = [
  ...['activity.created', 'activity.updated', 'activity.deleted'],
  ...['reservation.created', 'reservation.accepted', 'reservation.rejected', 'reservation.timeout'],
  ...['reservation.canceled', 'reservation.rescinded', 'reservation.completed', 'reservation.wrapup'],
  ...['task.created', 'task.updated', 'task.canceled', 'task.wrapup', 'task.completed', 'task.deleted'],
  ...['task-queue.created', 'task-queue.entered', 'task-queue.timeout', 'task-queue.moved'],
  ...['workflow.entered', 'workflow.timeout', 'workflow.target-matched', 'workflow.skipped'],
  ...['worker.created', 'worker.activity.update', 'worker.attributes.update', 'worker.deleted'],
];

describe('what Twilio must look like', () => {
  it('has TaskRouter tell exactly the events on which the connector acts', () => {
    const sid = (prefix: string) => prefix + '1'.repeat(32);
    const acted = everyEvent.filter(
      (type) =>
        taskRouterNews({
          EventType: type,
          Sid: sid('EV'),
          TaskSid: sid('WT'),
          ReservationSid: sid('WR'),
          WorkerName: '005000000000001AAA',
          WorkerActivityName: 'Available',
          TimestampMs: '1767603600000',
          TaskAttributes: JSON.stringify({ interactionId: 'interaction-1' as InteractionId }),
        }) !== undefined,
    );

    const [workspace] = wanted;
    expect(String(workspace?.settings['eventsFilter']).split(',')).toEqual(acted.toSorted());
  });
});
