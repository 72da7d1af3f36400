import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startCentre, type Centre } from './centre.ts';

let centre: Centre;

beforeEach(async () => {
  centre = await startCentre();
});

afterEach(() => centre.stop());

describe('a caller for the queue', () => {
  it('talks with the agent who accepts, and wraps up when the caller hangs up', async () => {
    const agent = await centre.hire('ada');
    centre.parties.teach('client:ada', 'answer');
    const caller = centre.parties.call('+14155550199', centre.number);
    await centre.advance(5);
    const [reservation] = await agent.reservations();
    expect(reservation?.reservationStatus).toBe('pending');

    await agent.acceptIntoConference(reservation!);
    await centre.advance(5);
    const [conference] = await centre.client.conferences.list({ friendlyName: reservation!.taskSid });
    expect(conference?.status).toBe('in-progress');

    caller.hangUp();
    await centre.advance(1);
    const task = await centre.task(reservation!.taskSid).fetch();
    expect(task.assignmentStatus).toBe('wrapping');
    await agent.complete(reservation!);
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
    expect(
      centre
        .at('/conference')
        .map(({ params }) => `${params.SequenceNumber ?? ''} ${params.StatusCallbackEvent ?? ''}`),
    ).toEqual([
      '1 participant-join',
      '2 participant-join',
      '3 conference-start',
      '4 participant-leave',
      '5 participant-leave',
      '6 conference-end',
    ]);
  });
});
