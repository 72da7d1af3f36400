import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { conferenceCallback, startCentre, type Centre } from './centre.ts';

const CALLER = '+14155550199';
const CUSTOMER = '+14155550142';

let centre: Centre;

beforeEach(async () => {
  centre = await startCentre();
  for (const address of [CUSTOMER, 'client:ada']) centre.parties.teach(address, 'answer');
  centre.on('/elsewhere', '<Response><Pause length="30"/></Response>');
});
afterEach(() => centre.stop());

const elsewhere = () => ({ url: `${centre.appUrl}/elsewhere`, method: 'POST' });
const listed = async (filter: { to: string }) => (await centre.client.calls.list(filter))[0]!;
const callOf = async (filter: { to: string }) => centre.client.calls((await listed(filter)).sid);
const redirect = async (filter: { to: string }) => (await callOf(filter)).update(elsewhere());
const told = (event: string) =>
  centre.at('/conference').findLast(({ params }) => params.StatusCallbackEvent === event)?.params;

/** A caller in the conference talk, with a customer and an expert whom the API brought in. */
async function talk(customerEnds: boolean) {
  centre.on(
    '/voice',
    '<Response><Dial action="/dialled"><Conference participantLabel="caller">talk</Conference></Dial></Response>',
  );
  const caller = centre.parties.call(CALLER, centre.number);
  await centre.advance(1);
  for (const [label, to] of [
    ['customer', CUSTOMER],
    ['ada', 'client:ada'],
  ] as const)
    await centre.client.conferences('talk').participants.create({
      from: centre.number,
      to,
      label,
      endConferenceOnExit: customerEnds && label === 'customer',
      ...conferenceCallback(centre.appUrl),
    });
  await centre.advance(3);
  return caller;
}

const participants = async () => {
  const [conference] = await centre.client.conferences.list({ friendlyName: 'talk' });
  return (await centre.client.conferences(conference!.sid).participants.list()).map(({ label }) => label);
};

describe('a call in a conference that is sent elsewhere', () => {
  it('leaves it, and the others go on', async () => {
    await talk(false);

    await redirect({ to: CUSTOMER });
    await centre.advance(1);

    expect(centre.at('/elsewhere')[0]?.params).toMatchObject({ CallStatus: 'in-progress', To: CUSTOMER });
    expect(told('participant-leave')).toMatchObject({
      ParticipantLabel: 'customer',
      ReasonParticipantLeft: 'participant_updated_via_api',
      ParticipantCallStatus: 'in-progress',
    });
    expect(await participants()).toEqual(['caller', 'ada']);
    expect(centre.parties.rung(CUSTOMER)[0]?.heard).toEqual([]);
  });

  it('ends it when it was the one that ends it', async () => {
    const caller = await talk(true);

    await redirect({ to: CUSTOMER });
    await centre.advance(1);

    expect(told('conference-end')).toMatchObject({
      ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
      ParticipantLabelEndingConference: 'customer',
    });
    expect(centre.at('/dialled')[0]?.params).toMatchObject({ DialCallStatus: 'answered' });
    expect(caller.heard.at(-1)).toBe('completed');
    expect(centre.parties.rung('client:ada')[0]?.heard).toEqual(['completed']);
    expect(centre.parties.rung(CUSTOMER)[0]?.heard).toEqual([]);
  });

  it('does not come back to the document that brought it there', async () => {
    await talk(false);

    await redirect({ to: centre.number });
    await centre.advance(1);

    expect(centre.at('/dialled')).toEqual([]);
    expect(await participants()).toEqual(['customer', 'ada']);
  });

  it('may go straight into another conference', async () => {
    await talk(false);
    centre.on('/elsewhere', '<Response><Dial><Conference>other</Conference></Dial></Response>');

    await redirect({ to: CUSTOMER });
    await centre.advance(1);

    const [other] = await centre.client.conferences.list({ friendlyName: 'other' });
    expect(
      (await centre.client.conferences(other!.sid).participants.list()).map(({ callSid }) => callSid),
    ).toEqual([(await listed({ to: CUSTOMER })).sid]);
  });

  it('can be given its document in the request', async () => {
    await talk(false);

    await (await callOf({ to: CUSTOMER })).update({ twiml: '<Response><Hangup/></Response>' });
    await centre.advance(1);

    expect(centre.parties.rung(CUSTOMER)[0]?.heard).toEqual(['completed']);
  });

  it('leaves it by being ended', async () => {
    await talk(false);

    await (await callOf({ to: CUSTOMER })).update({ status: 'completed' });
    await centre.advance(1);

    expect(await participants()).toEqual(['caller', 'ada']);
    await expect(redirect({ to: CUSTOMER })).rejects.toMatchObject({ code: 21_220 });
  });
});

describe('a caller in a queue who is sent elsewhere', () => {
  it('loses the task, and the queue’s action hears why', async () => {
    centre.parties.call(CALLER, centre.number);
    await centre.advance(3);
    const [task] = await centre.tasks();

    await redirect({ to: centre.number });
    await centre.advance(1);

    expect(centre.at('/left').map(({ params }) => params.QueueResult)).toEqual(['redirected']);
    expect(await centre.task(task?.sid ?? '').fetch()).toMatchObject({
      assignmentStatus: 'canceled',
      reason: 'redirected',
    });
    expect(centre.at('/elsewhere')).toHaveLength(1);
  });

  it('leaves the worker in wrap-up when they talked', async () => {
    const ada = await centre.hire('ada');
    centre.parties.call(CALLER, centre.number);
    await centre.advance(3);
    await ada.acceptIntoConference(await ada.reservation());
    await centre.advance(3);

    await redirect({ to: centre.number });
    await centre.advance(1);

    expect(centre.at('/left').map(({ params }) => params.QueueResult)).toEqual(['redirected-from-bridged']);
    expect((await ada.reservation()).reservationStatus).toBe('wrapping');
    const left = centre
      .at('/conference')
      .find(({ params }) => params.StatusCallbackEvent === 'participant-leave');
    expect(left?.params.ReasonParticipantLeft).toBe('participant_updated_via_api');
  });
});

describe('two calls that <Dial> connected', () => {
  beforeEach(async () => {
    centre.on('/voice', `<Response><Dial action="/dialled">${CUSTOMER}</Dial></Response>`);
    centre.on('/dialled', '<Response><Pause length="60"/></Response>');
    centre.parties.call(CALLER, centre.number);
    await centre.advance(5);
  });

  it('are parted when the one that was dialled is sent elsewhere: both go on', async () => {
    await redirect({ to: CUSTOMER });
    await centre.advance(1);

    expect(centre.at('/dialled')[0]?.params).toMatchObject({
      DialCallStatus: 'completed',
      DialBridged: 'true',
    });
    expect(centre.at('/elsewhere')[0]?.params.To).toBe(CUSTOMER);
    expect(await listed({ to: CUSTOMER })).toMatchObject({ status: 'in-progress' });
    expect(await listed({ to: centre.number })).toMatchObject({ status: 'in-progress' });
  });

  it('are parted when the one that dialled is sent elsewhere: the other ends', async () => {
    await redirect({ to: centre.number });
    await centre.advance(1);

    expect(centre.at('/dialled')).toEqual([]);
    expect(await listed({ to: CUSTOMER })).toMatchObject({ status: 'completed' });
    expect(await listed({ to: centre.number })).toMatchObject({ status: 'in-progress' });
  });

  it('end together when the one that was dialled is ended, and the action hears it', async () => {
    await (await callOf({ to: CUSTOMER })).update({ status: 'completed' });
    await centre.advance(1);

    expect(centre.at('/dialled')[0]?.params).toMatchObject({ DialCallStatus: 'completed' });
  });
});
