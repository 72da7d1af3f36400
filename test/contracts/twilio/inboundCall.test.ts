import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startCentre, type Centre } from './centre.ts';

let centre: Centre;

beforeEach(async () => {
  centre = await startCentre({ reservationSeconds: 20 });
});

afterEach(() => centre.stop());

const CALLER = '+14155550199';

describe('a caller for the queue', () => {
  it('talks with the agent who accepts, and leaves a wrap-up behind', async () => {
    const agent = await centre.hire('ada');
    centre.parties.teach('client:ada', 'answer');
    const caller = centre.parties.call(CALLER, centre.number);
    await centre.advance(5);
    const reservation = await agent.reservation();

    await agent.acceptIntoConference(reservation);
    await centre.advance(5);
    const [conference] = await centre.client.conferences.list({ friendlyName: reservation.taskSid });
    expect(conference?.status).toBe('in-progress');
    caller.hangUp();
    await centre.advance(1);
    expect((await centre.task(reservation.taskSid).fetch()).assignmentStatus).toBe('wrapping');
    await agent.complete(reservation);
    await centre.advance(1);

    expect(centre.routerEvents(/^(task\.(created|wrapup|completed)|reservation)/)).toEqual([
      'task.created',
      'reservation.created',
      'reservation.accepted',
      'reservation.wrapup',
      'task.wrapup',
      'reservation.completed',
      'task.completed',
    ]);
    expect(centre.conferenceEvents()).toEqual([
      '1 participant-join',
      '2 participant-join',
      '3 conference-start',
      '4 participant-leave',
      '5 participant-leave',
      '6 conference-end',
    ]);
  });

  it('is found in the task: its call, the conference and both legs', async () => {
    const agent = await centre.hire('ada');
    centre.parties.teach('client:ada', 'answer');
    centre.parties.call(CALLER, centre.number);
    await centre.advance(5);
    const reservation = await agent.reservation();
    await agent.acceptIntoConference(reservation);
    await centre.advance(5);

    const { attributes } = await centre.task(reservation.taskSid).fetch();

    const [conference] = await centre.client.conferences.list({ status: 'in-progress' });
    const [inbound] = await centre.client.calls.list({ from: CALLER });
    const [worker] = await centre.client.calls.list({ to: 'client:ada' });
    expect(JSON.parse(attributes)).toMatchObject({
      queue: 'Support',
      call_sid: inbound?.sid,
      from: CALLER,
      to: centre.number,
      conference: {
        sid: conference?.sid,
        room_name: reservation.taskSid,
        participants: { worker: worker?.sid, customer: inbound?.sid },
      },
    });
  });

  it('goes on with the queue’s action when the agent hangs up', async () => {
    const agent = await centre.hire('ada');
    centre.parties.teach('client:ada', 'answer');
    const caller = centre.parties.call(CALLER, centre.number);
    await centre.advance(5);
    const reservation = await agent.reservation();
    await agent.acceptIntoConference(reservation, { endConferenceOnExit: true });
    await centre.advance(5);
    centre.on('/left', '<Response><Say>Goodbye</Say><Hangup/></Response>');

    centre.parties.rung('client:ada')[0]?.hangUp();
    await centre.advance(3);

    expect(centre.at('/left').map(({ params }) => params.QueueResult)).toEqual(['bridged']);
    expect(caller.heard).toEqual(['ringing', 'answered', 'completed']);
    expect((await centre.task(reservation.taskSid).fetch()).assignmentStatus).toBe('wrapping');
  });

  it('who gives up before anybody accepts cancels the task with the reason hangup', async () => {
    const agent = await centre.hire('ada');
    const caller = centre.parties.call(CALLER, centre.number);
    await centre.advance(5);
    const reservation = await agent.reservation();

    caller.hangUp();
    await centre.advance(1);

    const task = await centre.task(reservation.taskSid).fetch();
    expect(task).toMatchObject({ assignmentStatus: 'canceled', reason: 'hangup' });
    expect(centre.routerEvents(/canceled/)).toEqual(['reservation.canceled', 'task.canceled']);
    expect(centre.at('/left').map(({ params }) => params.QueueResult)).toEqual(['hangup']);
    await expect(agent.acceptIntoConference(reservation)).rejects.toMatchObject({
      status: 400,
      code: 40_144,
    });
  });

  it('who gives up before the answer has canceled the call', async () => {
    centre.on('/voice', '<Response><Reject reason="busy"/></Response>');
    const caller = centre.parties.call(CALLER, centre.number);
    await centre.advance(1);

    expect(caller.heard).toEqual(['ringing', 'busy']);
    expect(centre.at('/call').map(({ params }) => params.CallStatus)).toEqual(['busy']);
  });

  it('stays in the queue when its task is canceled, until a request takes it elsewhere', async () => {
    centre.parties.call(CALLER, centre.number);
    await centre.advance(5);
    const [task] = await centre.tasks();

    await centre.task(task?.sid ?? '').update({ assignmentStatus: 'canceled', reason: 'nobody there' });
    await centre.advance(5);
    const [call] = await centre.client.calls.list({ from: CALLER });
    expect(call?.status).toBe('in-progress');

    centre.on('/voicemail', '<Response><Say>Leave a message</Say></Response>');
    await centre.client.calls(call?.sid ?? '').update({ url: `${centre.appUrl}/voicemail` });
    await centre.advance(3);
    expect(centre.at('/left').map(({ params }) => params.QueueResult)).toEqual(['redirected']);
    expect(centre.at('/call').map(({ params }) => params.CallStatus)).toEqual(['completed']);
  });
});

describe('a reservation', () => {
  it('that runs out moves the worker to the workspace’s activity and the task to the next worker', async () => {
    const ada = await centre.hire('ada');
    centre.parties.call(CALLER, centre.number);
    await centre.advance(5);
    expect((await ada.reservation()).reservationStatus).toBe('pending');
    const bob = await centre.hire('bob');

    await centre.advance(21);

    expect((await ada.reservation()).reservationStatus).toBe('timeout');
    expect((await ada.fetch()).activityName).toBe('Offline');
    expect((await bob.reservation()).reservationStatus).toBe('pending');
    expect(centre.routerEvents(/^reservation|activity/)).toEqual([
      'reservation.created',
      'reservation.timeout',
      'worker.activity.update',
      'reservation.created',
    ]);
  });

  it('that is rejected can take the worker out of the way in the same step', async () => {
    const ada = await centre.hire('ada');
    centre.parties.call(CALLER, centre.number);
    await centre.advance(5);
    const bob = await centre.hire('bob');
    const reservation = await ada.reservation();

    await centre
      .task(reservation.taskSid)
      .reservations(reservation.sid)
      .update({ reservationStatus: 'rejected', workerActivitySid: centre.activity('Unavailable') });
    await centre.advance(1);

    expect((await ada.fetch()).activityName).toBe('Unavailable');
    expect((await bob.reservation()).taskSid).toBe(reservation.taskSid);
  });

  it('is given to the same worker again when nobody else is there', async () => {
    const ada = await centre.hire('ada');
    centre.parties.call(CALLER, centre.number);
    await centre.advance(5);
    const { sid, taskSid } = await ada.reservation();

    await centre.task(taskSid).reservations(sid).update({ reservationStatus: 'rejected' });
    await centre.advance(1);

    expect((await ada.reservations()).map(({ reservationStatus }) => reservationStatus)).toEqual([
      'rejected',
      'pending',
    ]);
  });

  it('goes with the worker who becomes unavailable', async () => {
    const ada = await centre.hire('ada');
    centre.parties.call(CALLER, centre.number);
    await centre.advance(5);

    await ada.move('Unavailable', { rejectPendingReservations: true });
    await centre.advance(1);

    expect((await ada.reservation()).reservationStatus).toBe('rejected');
    expect((await centre.tasks())[0]?.assignmentStatus).toBe('pending');
  });

  it.each(['noAnswer', 'busy', 'failed'] as const)(
    'is canceled when the worker’s phone is %s, and waits meanwhile',
    async (habit) => {
      const ada = await centre.hire('ada');
      centre.parties.teach('client:ada', habit);
      centre.parties.call(CALLER, centre.number);
      await centre.advance(5);
      const reservation = await ada.reservation();
      await centre.advance(14);

      await ada.acceptIntoConference(reservation);
      await centre.advance(habit === 'noAnswer' ? 21 : 2);

      const after = await centre.task(reservation.taskSid).reservations(reservation.sid).fetch();
      expect(after.reservationStatus).toBe('canceled');
      expect((await centre.task(reservation.taskSid).fetch()).assignmentStatus).toBe('reserved');
      await expect(ada.acceptIntoConference(reservation)).rejects.toMatchObject({
        status: 400,
        code: 40_136,
      });
    },
  );

  it('follows what the assignment callback answers', async () => {
    centre.on('/assignment', () => ({
      body: JSON.stringify({
        instruction: 'conference',
        from: centre.number,
        end_conference_on_customer_exit: true,
      }),
    }));
    const ada = await centre.hire('ada');
    centre.parties.teach('client:ada', 'answer');
    centre.parties.call(CALLER, centre.number);

    await centre.advance(8);

    expect((await ada.reservation()).reservationStatus).toBe('accepted');
    expect(await centre.client.conferences.list({ status: 'in-progress' })).toHaveLength(1);
  });
});
