import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Ani } from '../../../../softphone/core/index.ts';
import type { Telephony } from '../../callCenter/ports/telephony.ts';
import { type AnsweringClient, found, page, refused } from './testing/answeringClient.ts';
import {
  about,
  agentId,
  callbacks,
  interactionId,
  legId,
  openTelephonyKit,
  reservation,
  reservationPath,
  sid,
} from './testing/telephonyKit.ts';

let http: AnsweringClient;
let telephony: Telephony;

beforeEach(() => {
  ({ http, telephony } = openTelephonyKit());
});

const last = () => http.sent.at(-1);

describe('a reservation', () => {
  const request = {
    ...reservation,
    interactionId,
    agentId,
    ani: '+14155550100' as Ani,
  };

  it('is connected in a conference that reports everything', async () => {
    await telephony.connectReservation(request);

    expect(last()?.form).toEqual({
      Instruction: 'conference',
      To: `client:${agentId}?interactionId=i1`,
      From: '+14155550199',
      Timeout: 20,
      EndConferenceOnExit: 'false',
      EndConferenceOnCustomerExit: 'true',
      Beep: 'false',
      ...callbacks(`agent-${agentId}`),
    });
  });

  it('that a first attempt connected unseen is connected', async () => {
    http
      .on('post', reservationPath, refused(400, 40_144))
      .on('get', reservationPath, found({ sid: sid('WR'), reservation_status: 'accepted' }));

    await telephony.connectReservation(request);

    expect(last()?.method).toBe('get');
  });

  it('that is over cannot be connected', async () => {
    http
      .on('post', reservationPath, refused(400, 40_144))
      .on('get', reservationPath, found({ sid: sid('WR'), reservation_status: 'timeout' }));

    await expect(telephony.connectReservation(request)).rejects.toMatchObject({
      code: 'TELEPHONY_GONE',
      vendorCode: 40_144,
    });
  });

  it('is rejected together with the agent’s availability', async () => {
    await telephony.rejectReservation(reservation);

    expect(last()?.form).toEqual({ ReservationStatus: 'rejected', WorkerActivitySid: sid('WA', '4') });
  });

  it('is confirmed, and completed after wrap-up', async () => {
    await telephony.confirmReservation(reservation);
    await telephony.releaseAgent(reservation);

    expect(http.sent.map(({ form }) => form.ReservationStatus)).toEqual(['accepted', 'completed']);
  });

  it.each([
    [404, 20_404],
    [409, 20_409],
  ])('that is gone or over needs no end: %i %i', async (status, code) => {
    http.on('post', reservationPath, refused(status, code));

    await expect(telephony.releaseAgent(reservation)).resolves.toBeUndefined();
    await expect(telephony.rejectReservation(reservation)).resolves.toBeUndefined();
  });
});

describe('a call that the router does not bring', () => {
  it('occupies the agent with a task of its own', async () => {
    await telephony.occupyAgent({ interactionId, agentId });

    expect(last()).toMatchObject({
      url: `https://taskrouter.twilio.com/v1/Workspaces/${sid('WS')}/Tasks`,
      form: {
        RoutingTarget: sid('WK'),
        IgnoreCapacity: 'true',
        TaskChannel: 'voice',
        Timeout: 60,
        Attributes: '{"interactionId":"i1","type":"outbound"}',
      },
    });
  });

  const taskThatIs = (assignment_status: string) =>
    page('tasks', [{ sid: sid('WT'), attributes: '{"interactionId":"i1"}', assignment_status }]);

  it.each(['pending', 'reserved', 'assigned', 'wrapping'])(
    'occupies the agent once, also when it is asked again: %s',
    async (status) => {
      http.on('get', /\/Tasks$/, taskThatIs(status));

      await telephony.occupyAgent({ interactionId, agentId });

      expect(last()?.method).toBe('get');
    },
  );

  it.each(['completed', 'canceled'])('occupies an agent again who had it before: %s', async (status) => {
    http.on('get', /\/Tasks$/, taskThatIs(status));

    await telephony.occupyAgent({ interactionId, agentId });

    expect(last()?.method).toBe('post');
  });
});

describe('a leg that is sent elsewhere', () => {
  it.each<['sendToQueue' | 'sendToRoom' | 'sendToVoicemail', string]>([
    ['sendToQueue', 'voice/queue?i=i1'],
    ['sendToRoom', 'voice/conference?i=i1'],
    ['sendToVoicemail', 'voice/message?i=i1'],
  ])('asks there what to do: %s', async (method, path) => {
    await telephony[method]({ interactionId, legId });

    expect(last()).toMatchObject({ method: 'post', form: { Url: about(path), Method: 'POST' } });
    expect(last()?.url).toContain(`/Calls/${legId}.json`);
  });

  it('and is over by then is gone', async () => {
    http.on('post', /\/Calls\/\w+.json$/, refused(400, 21_220));

    await expect(telephony.sendToQueue({ interactionId, legId })).rejects.toMatchObject({
      code: 'TELEPHONY_GONE',
    });
  });
});

describe('the end of a leg', () => {
  it('is asked of Twilio', async () => {
    await telephony.endLeg(legId);

    expect(last()?.form).toEqual({ Status: 'completed' });
  });

  it.each([
    [404, 20_404],
    [400, 21_220],
  ])('that came by itself is no failure: %i %i', async (status, code) => {
    http.on('post', /\/Calls\/\w+.json$/, refused(status, code));

    await expect(telephony.endLeg(legId)).resolves.toBeUndefined();
  });

  it.each([
    [429, 20_429, 'TELEPHONY_UNAVAILABLE'],
    [503, 20_500, 'TELEPHONY_UNAVAILABLE'],
    [401, 20_003, 'TELEPHONY_REFUSED'],
  ])('fails with a code: %i %i', async (status, vendorCode, code) => {
    http.on('post', /\/Calls\/\w+.json$/, refused(status, vendorCode));

    await expect(telephony.endLeg(legId)).rejects.toMatchObject({ code, vendorCode });
  });

  it('is worth another try when Twilio answers no JSON', async () => {
    http.on('post', /\/Calls\/\w+.json$/, { status: 502, body: '<html>Bad Gateway</html>' });

    await expect(telephony.endLeg(legId)).rejects.toMatchObject({ code: 'TELEPHONY_UNAVAILABLE' });
  });
});

describe('how a leg ended', () => {
  const path = /\/Calls\/\w+.json$/;

  it('is unknown while the call is up', async () => {
    http.on('get', path, found({ sid: legId, status: 'in-progress', end_time: null }));

    expect(await telephony.legEnd(legId)).toBeUndefined();
  });

  it('is how and when the call ended', async () => {
    const ended = { sid: legId, status: 'no-answer', end_time: 'Tue, 18 Aug 2015 08:30:00 +0000' };
    http.on('get', path, found(ended));

    expect(await telephony.legEnd(legId)).toEqual({
      cause: 'noAnswer',
      endedAt: Date.UTC(2015, 7, 18, 8, 30),
    });
  });

  it('is assumed for a call that Twilio does not know', async () => {
    http.on('get', path, refused(404, 20_404));

    expect(await telephony.legEnd(legId)).toEqual({ cause: 'completed' });
  });

  it('cannot be told when Twilio fails', async () => {
    http.on('get', path, refused(503, 20_503));

    await expect(telephony.legEnd(legId)).rejects.toMatchObject({ code: 'TELEPHONY_UNAVAILABLE' });
  });
});
