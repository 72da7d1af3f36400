import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { conferenceCallback, startCentre, type Centre } from './centre.ts';
import type { Party } from './parties.ts';

let centre: Centre;
let agent: Party;

const CUSTOMER = '+14155550142';

beforeEach(async () => {
  centre = await startCentre();
  centre.on(
    '/outbound',
    '<Response><Dial action="/dialled"><Conference participantLabel="agent" endConferenceOnExit="true" beep="false" ' +
      'waitUrl="" statusCallback="/conference" statusCallbackEvent="start end join leave mute hold modify">' +
      'talk</Conference></Dial></Response>',
  );
  agent = centre.parties.connect('ada', centre.applicationSid, { interactionId: 'i1' });
  await centre.advance(1);
});

afterEach(() => centre.stop());

/** Rings the customer into the agent's conference. */
function dial(more: object = {}) {
  return centre.client.conferences('talk').participants.create({
    from: centre.number,
    to: CUSTOMER,
    label: 'customer',
    endConferenceOnExit: true,
    timeout: 20,
    ...conferenceCallback(centre.appUrl),
    statusCallback: `${centre.appUrl}/customerLeg`,
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    ...more,
  });
}

describe('a call that an agent makes', () => {
  it('asks the TwiML application, with the identity and the client’s own parameters', () => {
    const [first] = centre.at('/outbound');

    expect(first?.params).toMatchObject({
      From: 'client:ada',
      ApplicationSid: centre.applicationSid,
      interactionId: 'i1',
      Direction: 'inbound',
      CallStatus: 'ringing',
    });
    expect(agent.heard).toEqual(['ringing', 'answered']);
  });

  it('reaches a customer who answers, and ends for both when the customer hangs up', async () => {
    centre.parties.teach(CUSTOMER, 'answer');
    const participant = await dial();
    expect(participant.status).toBe('queued');
    await centre.advance(5);
    expect((await centre.client.conferences.list({ friendlyName: 'talk' }))[0]?.status).toBe('in-progress');

    centre.parties.rung(CUSTOMER)[0]?.hangUp();
    await centre.advance(2);

    expect(centre.conferenceEvents()).toEqual([
      '1 participant-join',
      '2 participant-join',
      '3 conference-start',
      '4 participant-leave',
      '5 participant-leave',
      '6 conference-end',
    ]);
    expect(
      centre
        .at('/customerLeg')
        .map(({ params }) => `${params.SequenceNumber ?? ''} ${params.CallStatus ?? ''}`),
    ).toEqual(['0 initiated', '1 ringing', '2 in-progress', '3 completed']);
    expect(centre.at('/dialled').map(({ params }) => params.DialCallStatus)).toEqual(['answered']);
    expect(agent.heard.at(-1)).toBe('completed');
    const [conference] = await centre.client.conferences.list({ friendlyName: 'talk' });
    expect(conference).toMatchObject({
      status: 'completed',
      reasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
      callSidEndingConference: participant.callSid,
    });
  });

  it.each([
    { habit: 'busy' as const, status: 'busy' },
    { habit: 'noAnswer' as const, status: 'no-answer' },
    { habit: 'failed' as const, status: 'failed' },
  ])('tells the conference that a customer is $status', async ({ habit, status }) => {
    centre.parties.teach(CUSTOMER, habit);

    const { callSid } = await dial();
    await centre.advance(30);

    expect(centre.at('/customerLeg').at(-1)?.params).toMatchObject({ CallStatus: status, CallDuration: '0' });
    expect(centre.at('/conference').at(-1)?.params).toMatchObject({
      StatusCallbackEvent: 'participant-leave',
      ReasonParticipantLeft: 'participant_add_failed',
      ParticipantCallStatus: status,
      ParticipantLabel: 'customer',
      CallSid: callSid,
    });
    expect(agent.heard).toEqual(['ringing', 'answered']);
  });

  it('stops ringing the customer when the call is canceled', async () => {
    centre.parties.teach(CUSTOMER, 'wait');
    const { callSid } = await dial();
    await centre.advance(3);

    await centre.client.calls(callSid).update({ status: 'completed' });
    await centre.advance(1);

    expect(centre.parties.rung(CUSTOMER)[0]?.heard).toEqual(['canceled']);
    expect((await centre.client.calls(callSid).fetch()).status).toBe('canceled');
    await expect(centre.client.calls(callSid).update({ status: 'completed' })).rejects.toMatchObject({
      status: 400,
      code: 21_220,
    });
  });

  it('rings on for a customer whose agent has gone, and ends when the customer answers', async () => {
    centre.parties.teach(CUSTOMER, 'wait');
    await dial();
    await centre.advance(3);

    agent.hangUp();
    await centre.advance(1);
    const [customer] = centre.parties.rung(CUSTOMER);
    customer?.answer();
    await centre.advance(1);

    expect(customer?.heard).toEqual(['completed']);
    expect(centre.conferenceEvents().at(-1)).toBe('3 conference-end');
  });

  it('takes a label only once', async () => {
    await dial();

    await expect(dial()).rejects.toMatchObject({ status: 400, code: 16_025 });
  });

  it('refuses numbers that are none, and callers that are not ours', async () => {
    await expect(dial({ to: '12' })).rejects.toMatchObject({ status: 400, code: 13_223 });
    await expect(dial({ from: '+14155559999' })).rejects.toMatchObject({ status: 400, code: 21_210 });
  });
});

describe('a participant', () => {
  async function talk() {
    centre.parties.teach(CUSTOMER, 'answer');
    const { callSid, conferenceSid } = await dial({ endConferenceOnExit: false });
    await centre.advance(5);
    return { callSid, participants: centre.client.conferences(conferenceSid).participants };
  }

  it('is held and muted by label or call, each told once', async () => {
    const { callSid, participants } = await talk();

    await participants('customer').update({ hold: true });
    await participants('customer').update({ hold: true });
    await participants(callSid).update({ muted: true });
    await participants(callSid).update({ hold: false, muted: false });
    await centre.advance(1);

    expect(centre.conferenceEvents().slice(3)).toEqual([
      '4 participant-hold',
      '5 participant-mute',
      '6 participant-unmute',
      '7 participant-unhold',
    ]);
  });

  it('keeps its endConferenceOnExit while held', async () => {
    const { participants } = await talk();

    await participants('customer').update({ hold: true });
    const held = await participants('customer').update({ endConferenceOnExit: true });
    await participants('customer').update({ hold: false });
    const free = await participants('customer').update({ endConferenceOnExit: true });

    expect([held.endConferenceOnExit, free.endConferenceOnExit]).toEqual([false, true]);
  });

  it('is put out of the conference, which hangs up', async () => {
    const { callSid, participants } = await talk();

    await participants('customer').remove();
    await centre.advance(1);

    expect((await centre.client.calls(callSid).fetch()).status).toBe('completed');
    expect((await participants.list()).map(({ label }) => label)).toEqual(['agent']);
    expect(centre.at('/conference').at(-1)?.params.ReasonParticipantLeft).toBe('participant_updated_via_api');
    await expect(participants('customer').fetch()).rejects.toMatchObject({ status: 404, code: 20_404 });
  });

  it('leaves with its call alive when new TwiML takes the call', async () => {
    const { callSid, participants } = await talk();
    centre.on('/park', '<Response><Pause length="60"/></Response>');

    await centre.client.calls(callSid).update({ url: `${centre.appUrl}/park` });
    await centre.advance(2);

    expect((await centre.client.calls(callSid).fetch()).status).toBe('in-progress');
    expect(await participants.list()).toHaveLength(1);
  });

  it('is out when the conference is ended by request', async () => {
    const { callSid, participants } = await talk();
    const [first] = await participants.list();

    await centre.client.conferences(first?.conferenceSid ?? '').update({ status: 'completed' });
    await centre.advance(1);

    expect((await centre.client.calls(callSid).fetch()).status).toBe('completed');
    const last = centre.at('/conference').slice(-3);
    expect(last.map(({ params }) => params.ReasonParticipantLeft ?? params.ReasonConferenceEnded)).toEqual([
      'conference_ended_via_api',
      'conference_ended_via_api',
      'conference-ended-via-api',
    ]);
  });

  it('that waits alone is in a conference that has not begun', async () => {
    const [conference] = await centre.client.conferences.list({ friendlyName: 'talk' });

    expect(conference?.status).toBe('init');
    agent.hangUp();
    await centre.advance(1);
    expect(centre.conferenceEvents()).toEqual([
      '1 participant-join',
      '2 participant-leave',
      '3 conference-end',
    ]);
  });
});
