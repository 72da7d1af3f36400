import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startCentre, type Centre } from './centre.ts';
import { OUR_NUMBER } from './twilioKit.ts';

let centre: Centre;

const CALLER = '+14155550199';

beforeEach(async () => {
  centre = await startCentre();
});

afterEach(() => centre.stop());

/** A call from its first ring to the end of its wrap-up. */
async function wholeCall() {
  const agent = await centre.hire('ada');
  centre.parties.teach('client:ada', 'answer');
  const caller = centre.parties.call(CALLER, centre.number);
  await centre.advance(3);
  const reservation = await agent.reservation();
  await agent.acceptIntoConference(reservation);
  await centre.advance(5);
  caller.hangUp();
  await centre.advance(1);
  await agent.complete(reservation);
  await centre.advance(1);
}

const call = [
  'AccountSid',
  'ApiVersion',
  'CallSid',
  'CallStatus',
  'Called',
  'Caller',
  'Direction',
  'From',
  'To',
];
const callProgress = [...call, 'CallbackSource', 'SequenceNumber', 'Timestamp'];
const conference = [
  'AccountSid',
  'ConferenceSid',
  'FriendlyName',
  'SequenceNumber',
  'StatusCallbackEvent',
  'Timestamp',
];
const participant = ['CallSid', 'Coaching', 'EndConferenceOnExit', 'Hold', 'Muted', 'StartConferenceOnEnter'];
const event = [
  'AccountSid',
  'EventDescription',
  'EventType',
  'ResourceSid',
  'ResourceType',
  'Sid',
  'Timestamp',
  'TimestampMs',
  'WorkspaceName',
  'WorkspaceSid',
];
const task = [
  'TaskAge',
  'TaskAssignmentStatus',
  'TaskAttributes',
  'TaskChannelSid',
  'TaskChannelUniqueName',
  'TaskPriority',
  'TaskSid',
  'WorkflowName',
  'WorkflowSid',
];
const worker = ['WorkerActivityName', 'WorkerActivitySid', 'WorkerAttributes', 'WorkerName', 'WorkerSid'];

/** Which webhook carries which fields, as Twilio's pages list them. */
const documented: readonly [name: string, path: string, type: string, fields: readonly string[]][] = [
  ['a request for TwiML', '/voice', 'ringing', call],
  ['the end of an inbound call', '/call', 'completed', [...callProgress, 'CallDuration', 'Duration']],
  ['progress of a leg', '/agentLeg', 'ringing', callProgress],
  ['the end of a leg', '/agentLeg', 'completed', [...callProgress, 'CallDuration', 'Duration']],
  ['the end of the queue', '/left', 'completed', [...call, 'QueueResult', 'QueueSid', 'QueueTime']],
  ['somebody joining', '/conference', 'participant-join', [...conference, ...participant]],
  ['a conference beginning', '/conference', 'conference-start', conference],
  [
    'somebody leaving',
    '/conference',
    'participant-leave',
    [...conference, ...participant, 'ParticipantCallStatus', 'ReasonParticipantLeft'],
  ],
  [
    'a conference ending',
    '/conference',
    'conference-end',
    [...conference, 'CallSidEndingConference', 'Reason', 'ReasonConferenceEnded'],
  ],
  ['a new task', '/router', 'task.created', [...event, ...task]],
  [
    'a task in a queue',
    '/router',
    'task-queue.entered',
    [...event, ...task, 'TaskQueueName', 'TaskQueueSid'],
  ],
  [
    'a reservation',
    '/router',
    'reservation.created',
    [...event, ...task, ...worker, 'ReservationSid', 'TaskQueueSid'],
  ],
  ['an end of wrap-up', '/router', 'task.completed', [...event, ...task, 'TaskCompletedReason']],
  ['a new worker', '/router', 'worker.created', [...event, ...worker]],
  [
    'an assignment',
    '/assignment',
    '',
    [
      'AccountSid',
      'ReservationSid',
      'TaskAge',
      'TaskAttributes',
      'TaskPriority',
      'TaskQueueSid',
      'TaskSid',
      'Timestamp',
      'WorkerAttributes',
      'WorkerName',
      'WorkerSid',
      'WorkflowSid',
      'WorkspaceSid',
    ],
  ],
];

describe('a webhook', () => {
  it('is signed with the account’s token', async () => {
    await wholeCall();

    expect(centre.received.length).toBeGreaterThan(25);
    expect(centre.received.filter(({ signed }) => !signed)).toEqual([]);
  });

  it.each(documented)('about %s (%s %s) has the documented fields', async (_name, path, type, fields) => {
    await wholeCall();

    const found = centre
      .at(path)
      .find(({ params }) =>
        [params.EventType, params.StatusCallbackEvent, params.CallStatus, ''].includes(type),
      );

    expect(Object.keys(found?.params ?? {})).toEqual(expect.arrayContaining([...fields]));
    for (const field of fields) expect(found?.params[field]).toBeDefined();
  });

  it('carries exact times and ids', async () => {
    await wholeCall();

    const [created] = centre.at('/router').filter(({ params }) => params.EventType === 'reservation.created');
    expect(created?.params.Sid).toMatch(/^EV[0-9a-f]{32}$/);
    expect(Number(created?.params.TimestampMs)).toBeCloseTo(Number(created?.params.Timestamp) * 1000, -4);
    expect(centre.at('/conference')[0]?.params.Timestamp).toMatch(/^Mon, 05 Jan 2026 09:00:\d\d \+0000$/);
  });

  it('with method GET is signed over its whole address', async () => {
    const [number] = await centre.client.incomingPhoneNumbers.list();
    await centre.client.incomingPhoneNumbers(number?.sid ?? '').update({ voiceMethod: 'GET' });
    centre.parties.call(CALLER, OUR_NUMBER);

    await centre.advance(1);

    const [asked] = centre.at('/voice');
    expect(asked).toMatchObject({ method: 'GET', params: { From: CALLER, To: OUR_NUMBER } });
    expect(asked?.signed).toBe(true);
  });
});

describe('events of a workspace', () => {
  it('are only those that its filter names', async () => {
    await centre.client.taskrouter.v1
      .workspaces(centre.workspaceSid)
      .update({ eventsFilter: 'task.created,reservation.created' });

    await wholeCall();

    expect(centre.routerEvents(/./)).toEqual(['task.created', 'reservation.created']);
  });
});

describe('trouble on the way', () => {
  it('a repeated webhook has the same token', async () => {
    centre.standIn.faults.add({ action: { type: 'repeat' }, matches: ({ kind }) => kind === 'conference' });

    await wholeCall();

    const tokens = centre.at('/conference').map(({ token }) => token);
    expect(tokens).toHaveLength(7);
    expect(new Set(tokens).size).toBe(6);
  });

  it('a delayed webhook is overtaken; its sequence number tells', async () => {
    centre.standIn.faults.add({
      action: { type: 'delay', ms: 30_000 },
      matches: ({ params }) => params.StatusCallbackEvent === 'conference-start',
    });

    await wholeCall();
    await centre.advance(40);

    expect(centre.at('/conference').map(({ params }) => params.SequenceNumber)).toEqual([
      '1',
      '2',
      '4',
      '5',
      '6',
      '3',
    ]);
  });

  it('a webhook without connection is tried once more, with the same token', async () => {
    centre.standIn.faults.add({ action: { type: 'drop' }, matches: ({ kind }) => kind === 'voice' });
    centre.parties.call(CALLER, OUR_NUMBER);

    await centre.advance(1);

    const tries = centre.standIn.webhooks().filter(({ kind }) => kind === 'voice');
    expect(tries.map(({ outcome }) => outcome)).toEqual(['ct', 200]);
    expect(tries[0]?.token).toBe(tries[1]?.token);
  });

  it('an answer of 500 is not asked for again, unless the address says so', async () => {
    centre.on('/voice', () => ({ status: 500 }));
    centre.parties.call(CALLER, OUR_NUMBER);
    await centre.advance(1);
    expect(centre.at('/voice')).toHaveLength(1);

    const [number] = await centre.client.incomingPhoneNumbers.list();
    await centre.client
      .incomingPhoneNumbers(number?.sid ?? '')
      .update({ voiceUrl: `${centre.appUrl}/voice#rc=3&rp=ct,5xx` });
    centre.parties.call(CALLER, OUR_NUMBER);
    await centre.advance(1);

    expect(centre.at('/voice')).toHaveLength(5);
    expect(centre.at('/voice').every(({ signed }) => signed)).toBe(true);
  });

  it('a conference event that is answered with 500 comes again, as its address asks', async () => {
    const answers = [500, 500];
    centre.on('/conference', ({ params }) => ({
      status: params.SequenceNumber === '1' ? (answers.shift() ?? 200) : 200,
    }));

    await wholeCall();

    const joined = centre.at('/conference').filter(({ params }) => params.SequenceNumber === '1');
    expect(joined).toHaveLength(3);
    expect(new Set(joined.map(({ token }) => token)).size).toBe(1);
  });

  it('a lost assignment callback leaves the reservation to the REST API', async () => {
    centre.standIn.faults.add({
      action: { type: 'drop' },
      matches: ({ kind }) => kind === 'assignment',
      times: 2,
    });
    const agent = await centre.hire('ada');
    centre.parties.call(CALLER, OUR_NUMBER);

    await centre.advance(3);

    expect((await agent.reservation()).reservationStatus).toBe('pending');
  });
});
