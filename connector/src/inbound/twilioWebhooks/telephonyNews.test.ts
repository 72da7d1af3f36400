import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { incoming, openWebhookKit, sid, type WebhookKit } from './testing/webhookKit.ts';

let kit: WebhookKit;

beforeEach(async () => {
  kit = await openWebhookKit();
});

afterEach(() => kit.app.close());

describe('news of Twilio', () => {
  const leg = (CallStatus: string, more: Record<string, string> = {}) => ({
    ...incoming,
    CallStatus,
    SequenceNumber: '2',
    ...more,
  });
  const conference = (StatusCallbackEvent: string, SequenceNumber = '1') => ({
    ConferenceSid: sid('CF'),
    FriendlyName: 'i-i1',
    CallSid: sid('CA'),
    StatusCallbackEvent,
    SequenceNumber,
  });
  const neverIn = { ReasonParticipantLeft: 'participant_add_failed', ParticipantLabel: 'outside-1' };
  const task = (EventType: string, more: Record<string, string> = {}) => ({
    EventType,
    Sid: sid('EV'),
    TaskSid: sid('WT'),
    ReservationSid: sid('WR'),
    WorkerName: '005A',
    TaskAttributes: '{"interactionId":"i1","queue":"Support"}',
    ...more,
  });
  const legKey = `leg:${sid('CA')}:2`;
  const reserved = {
    key: `taskrouter:${sid('EV')}`,
    interactionId: 'i1',
    agentId: '005A',
    reservation: { taskId: sid('WT'), reservationId: sid('WR') },
  };
  const legNews = { key: legKey, interactionId: 'i1', legId: sid('CA') };
  const room = { name: 'i-i1', conferenceId: sid('CF') };
  const inConference = { interactionId: 'i1', legId: sid('CA'), key: `conference:${sid('CF')}:1`, room };

  const { room: _none, ...notIn } = inConference;

  it.each([
    [
      '/twilio/leg?i=i1&party=customer',
      leg('in-progress'),
      { ...legNews, type: 'legAnswered', partyId: 'customer' },
    ],
    [
      '/twilio/leg?i=i1&party=agent-005A',
      leg('completed'),
      { ...legNews, type: 'legEnded', partyId: 'agent-005A', cause: 'completed' },
    ],
    [
      '/twilio/leg?i=i1&party=customer',
      leg('busy'),
      { ...legNews, type: 'legEnded', partyId: 'customer', cause: 'busy' },
    ],
    [
      '/twilio/leg?i=i1&party=customer',
      leg('no-answer'),
      { ...legNews, type: 'legEnded', partyId: 'customer', cause: 'noAnswer' },
    ],
    [
      '/twilio/leg?i=i1&party=customer',
      leg('failed'),
      { ...legNews, type: 'legEnded', partyId: 'customer', cause: 'failed' },
    ],
    [
      '/twilio/leg?i=i1&party=customer',
      leg('canceled'),
      { ...legNews, type: 'legEnded', partyId: 'customer', cause: 'canceled' },
    ],
    ['/twilio/conference?i=i1', conference('participant-join'), { ...inConference, type: 'legJoined' }],
    [
      '/twilio/conference?i=i1',
      { ...conference('participant-join'), ParticipantLabel: 'outside-2' },
      { ...inConference, type: 'legJoined', partyId: 'outside-2' },
    ],
    [
      '/twilio/conference?i=i1',
      { ...conference('participant-join'), ParticipantLabel: 'supervisor' },
      { ...inConference, type: 'legJoined' },
    ],
    ['/twilio/conference?i=i1', conference('participant-leave'), { ...inConference, type: 'legLeft' }],
    [
      '/twilio/conference?i=i1',
      { ...conference('participant-leave'), ReasonParticipantLeft: 'moderator_ended_conference' },
      { ...inConference, type: 'legLeft', followed: true },
    ],
    [
      '/twilio/conference?i=i1',
      { ...conference('participant-leave'), ...neverIn, ParticipantCallStatus: 'busy' },
      { ...notIn, type: 'legEnded', partyId: 'outside-1', cause: 'busy' },
    ],
    [
      '/twilio/conference?i=i1',
      { ...conference('participant-leave'), ...neverIn, ParticipantCallStatus: 'no-answer' },
      { ...notIn, type: 'legEnded', partyId: 'outside-1', cause: 'noAnswer' },
    ],
    [
      '/twilio/conference?i=i1',
      { ...conference('participant-leave'), ...neverIn },
      { ...notIn, type: 'legEnded', partyId: 'outside-1', cause: 'failed' },
    ],
    [
      '/twilio/conference?i=i1',
      { ...conference('participant-leave'), ...neverIn, ParticipantLabel: '' },
      { ...inConference, type: 'legLeft' },
    ],
    [
      '/twilio/conference?i=i1',
      { ...conference('conference-end'), CallSidEndingConference: sid('CA') },
      { ...inConference, type: 'conferenceEnded' },
    ],
    [
      '/twilio/conference?i=i1',
      conference('conference-end', '9'),
      { key: `conference:${sid('CF')}:9`, type: 'conferenceEnded', interactionId: 'i1', room },
    ],
    ['/twilio/taskrouter/events', task('reservation.created'), { ...reserved, type: 'reservationCreated' }],
    [
      '/twilio/taskrouter/events',
      task('reservation.created', { TaskAttributes: '{"interactionId":"i1","type":"outbound"}' }),
      { ...reserved, type: 'reservationCreated', onlyOccupies: true },
    ],
    [
      '/twilio/taskrouter/events',
      task('reservation.rejected'),
      { ...reserved, type: 'reservationEnded', outcome: 'rejected' },
    ],
    [
      '/twilio/taskrouter/events',
      task('reservation.timeout'),
      { ...reserved, type: 'reservationEnded', outcome: 'expired' },
    ],
    [
      '/twilio/taskrouter/events',
      task('reservation.canceled'),
      { ...reserved, type: 'reservationEnded', outcome: 'canceled' },
    ],
    [
      '/twilio/taskrouter/events',
      task('reservation.rescinded'),
      { ...reserved, type: 'reservationEnded', outcome: 'rescinded' },
    ],
    [
      '/twilio/taskrouter/events',
      task('task.canceled', { TaskCanceledReason: 'hangup' }),
      { key: `taskrouter:${sid('EV')}`, type: 'taskCanceled', interactionId: 'i1', callerGone: true },
    ],
    [
      '/twilio/taskrouter/events',
      task('task.canceled', { TaskCanceledReason: 'workflow timeout' }),
      { key: `taskrouter:${sid('EV')}`, type: 'taskCanceled', interactionId: 'i1', callerGone: false },
    ],
    [
      '/twilio/taskrouter/events',
      {
        EventType: 'worker.activity.update',
        Sid: sid('EV'),
        WorkerName: '005A',
        WorkerActivityName: 'Lunch',
        TimestampMs: '1767603600123',
      },
      {
        key: `taskrouter:${sid('EV')}`,
        type: 'availabilityChanged',
        agentId: '005A',
        stateName: 'Lunch',
        at: 1_767_603_600_123,
      },
    ],
    [
      '/twilio/voice/status',
      leg('completed'),
      { key: `caller:${sid('CA')}:2`, type: 'callerGone', legId: sid('CA') },
    ],
    [
      '/twilio/voice/status',
      { ...incoming, CallStatus: 'canceled' },
      { key: `caller:${sid('CA')}:canceled`, type: 'callerGone', legId: sid('CA') },
    ],
  ])('is told in our words: %s %j', async (path, form, expected) => {
    const answer = await kit.post(path, form);

    expect(answer.statusCode).toBe(204);
    expect(kit.told).toEqual([expected]);
  });

  it.each([
    ['/twilio/leg?i=i1&party=customer', leg('initiated')],
    ['/twilio/leg?i=i1&party=customer', leg('ringing')],
    ['/twilio/voice/status', leg('in-progress')],
    ['/twilio/conference?i=i1', conference('conference-start')],
    ['/twilio/conference?i=i1', conference('participant-mute')],
    [
      '/twilio/conference?i=i1',
      { ...conference('participant-leave'), ReasonParticipantLeft: 'participant_updated_via_api' },
    ],
    ['/twilio/taskrouter/events', task('reservation.accepted')],
    ['/twilio/taskrouter/events', task('task.created')],
    [
      '/twilio/taskrouter/events',
      task('task.canceled', { TaskAttributes: '{"interactionId":"i1","type":"outbound"}' }),
    ],
    ['/twilio/taskrouter/events', { EventType: 'worker.attributes.update', WorkerName: '005A' }],
    ['/twilio/taskrouter/events', task('reservation.created', { TaskAttributes: '{"orderId":7}' })],
    ['/twilio/taskrouter/events', task('reservation.created', { TaskAttributes: 'not JSON' })],
  ])('that decides nothing is taken and forgotten: %s %j', async (path, form) => {
    const answer = await kit.post(path, form);

    expect(answer.statusCode).toBe(204);
    expect(kit.told).toEqual([]);
  });

  it('has the same key when Twilio repeats it, and another for the next event', async () => {
    await kit.post('/twilio/conference?i=i1', conference('participant-join', '1'));
    await kit.post('/twilio/conference?i=i1', conference('participant-join', '1'));
    await kit.post('/twilio/conference?i=i1', conference('participant-leave', '2'));

    const [first, repeated, next] = kit.told.map(({ key }) => key);
    expect(repeated).toBe(first);
    expect(next).not.toBe(first);
  });
});
