import { beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type Dnis } from '../../../../softphone/core/index.ts';
import { agentPartyId } from '../../callCenter/interactions/partyRecord.ts';
import type { RungParty, Sound, Telephony } from '../../callCenter/ports/telephony.ts';
import { type AnsweringClient, created, page2010, refused } from './testing/answeringClient.ts';
import {
  about,
  agentId,
  callbacks,
  interactionId,
  legId,
  openTelephonyKit,
  participant,
  room,
  sid,
} from './testing/telephonyKit.ts';

let http: AnsweringClient;
let telephony: Telephony;

beforeEach(() => {
  ({ http, telephony } = openTelephonyKit());
});

const last = () => http.sent.at(-1);
const sentTo = (end: string) => http.sent.filter(({ url }) => url.endsWith(end));
const rings = () => sentTo('/Participants.json').filter(({ method }) => method === 'post');

const customer: RungParty = {
  interactionId,
  partyId: CUSTOMER_PARTY,
  room: { name: 'i-i1' },
  to: { number: '+14155550100' as Dnis },
  from: '+14155550199' as Dnis,
  ringSeconds: 30,
  endsRoom: true,
};
const lost = new Error('socket hang up');

describe('a party that is rung', () => {
  it('is labelled with its id, and reports everything', async () => {
    expect(await telephony.ringParty(customer)).toBe(sid('CA'));

    expect(last()?.url).toContain('/Conferences/i-i1/Participants.json');
    expect(last()?.form).toEqual({
      From: '+14155550199',
      To: '+14155550100',
      Label: 'customer',
      EarlyMedia: 'true',
      Timeout: 30,
      EndConferenceOnExit: 'true',
      Beep: 'false',
      ...callbacks('customer'),
    });
  });

  it('into a conference that Twilio has named comes into that one', async () => {
    await telephony.ringParty({ ...customer, room });

    expect(last()?.url).toContain(`/Conferences/${sid('CF')}/Participants.json`);
  });

  it('is an agent’s softphone with the interaction, whose leaving ends nothing', async () => {
    const partyId = agentPartyId(agentId);

    await telephony.ringParty({ ...customer, partyId, to: { agentId }, endsRoom: false });

    expect(last()?.form).toMatchObject({
      To: `client:${agentId}?interactionId=i1`,
      Label: `agent-${agentId}`,
      EndConferenceOnExit: 'false',
      ...callbacks(`agent-${agentId}`),
    });
  });

  it('is not rung twice after a lost answer', async () => {
    http.on('post', /\/Participants.json$/, lost);
    await expect(telephony.ringParty(customer)).rejects.toMatchObject({ code: 'TELEPHONY_UNAVAILABLE' });

    expect(await telephony.ringParty(customer)).toBe(sid('CA'));
    expect(rings()).toHaveLength(1);
  });

  it('is rung again after a lost request', async () => {
    http
      .on('get', /\/Conferences.json$/, page2010('conferences', []))
      .on('post', /\/Participants.json$/, lost, created(participant));
    await expect(telephony.ringParty(customer)).rejects.toMatchObject({ code: 'TELEPHONY_UNAVAILABLE' });

    expect(await telephony.ringParty(customer)).toBe(sid('CA'));
    expect(rings()).toHaveLength(2);
  });

  it('is looked for in the one conference of the name that is not over', async () => {
    const old = { sid: sid('CF', '9'), status: 'completed' };
    http
      .on('post', /\/Participants.json$/, lost)
      .on('get', /\/Conferences.json$/, page2010('conferences', [old, { sid: sid('CF'), status: 'init' }]));
    await expect(telephony.ringParty(customer)).rejects.toMatchObject({ code: 'TELEPHONY_UNAVAILABLE' });

    await telephony.ringParty(customer);

    expect(last()?.url).toContain(`/Conferences/${sid('CF')}/Participants.json`);
  });

  it('is not rung twice by a connector that was restarted meanwhile: the label is taken', async () => {
    http.on('post', /\/Participants.json$/, refused(400, 16_025));

    expect(await telephony.ringParty(customer)).toBe(sid('CA'));
  });

  it('whose label was taken by somebody who has left is refused', async () => {
    http
      .on('post', /\/Participants.json$/, refused(400, 16_025))
      .on('get', /\/Participants.json$/, page2010('participants', [{ ...participant, status: 'complete' }]));

    await expect(telephony.ringParty(customer)).rejects.toMatchObject({ vendorCode: 16_025 });
  });

  it('that Twilio does not ring is refused with Twilio’s number', async () => {
    http.on('post', /\/Participants.json$/, refused(400, 13_223));

    await expect(telephony.ringParty(customer)).rejects.toMatchObject({
      code: 'TELEPHONY_REFUSED',
      vendorCode: 13_223,
    });
  });

  it('into a conference that is over is gone', async () => {
    http.on('post', /\/Participants.json$/, refused(404, 20_404));

    await expect(telephony.ringParty({ ...customer, room })).rejects.toMatchObject({
      code: 'TELEPHONY_GONE',
    });
  });
});

describe('what a party hears', () => {
  it.each<[Sound, object]>([
    ['talk', { Hold: 'false' }],
    ['music', { Hold: 'true', HoldUrl: about('voice/wait?i=i1'), HoldMethod: 'POST' }],
    ['silence', { Hold: 'true', HoldUrl: about('voice/silence'), HoldMethod: 'POST' }],
  ])('is %s', async (sound, form) => {
    await telephony.setSound({ interactionId, room, legId, sound });

    expect(last()?.url).toContain(`/Conferences/${sid('CF')}/Participants/${legId}.json`);
    expect(last()?.form).toEqual(form);
  });

  it('is set where the conference is known by name only', async () => {
    await telephony.setSound({ interactionId, room: { name: 'i-i1' }, legId, sound: 'music' });

    expect(http.sent[0]?.url).toContain('FriendlyName=i-i1');
    expect(last()?.url).toContain(`/Conferences/${sid('CF')}/Participants/${legId}.json`);
  });

  it('is of no matter once the party, or the conference, is gone', async () => {
    http
      .on('post', /\/Participants\/\w+.json$/, refused(404, 20_404))
      .on('get', /\/Conferences.json$/, page2010('conferences', []));

    for (const each of [room, { name: 'i-i1' }]) {
      await expect(
        telephony.setSound({ interactionId, room: each, legId, sound: 'music' }),
      ).resolves.toBeUndefined();
    }
  });

  it('cannot be set while Twilio fails', async () => {
    http.on('post', /\/Participants\/\w+.json$/, refused(503, 20_503));

    await expect(telephony.setSound({ interactionId, room, legId, sound: 'music' })).rejects.toMatchObject({
      code: 'TELEPHONY_UNAVAILABLE',
    });
  });
});

describe('who is in a conference', () => {
  it('is told with label, state and hold; who has left is not', async () => {
    const [ringing, gone, failed] = ['queued', 'complete', 'failed'].map((status, index) => ({
      ...participant,
      call_sid: sid('CA', String(index + 2)),
      label: null,
      status,
      hold: false,
    }));
    const rows = [{ ...participant, hold: true }, ringing!, gone!, failed!];
    http.on('get', /\/Participants.json$/, page2010('participants', rows));

    const { conferenceId } = room;
    expect(await telephony.attendees(room)).toEqual([
      { conferenceId, legId, partyId: 'customer', state: 'in', held: true },
      { conferenceId, legId: sid('CA', '2'), state: 'ringing', held: false },
    ]);
  });

  it('is nobody when it is over, or was never there', async () => {
    http
      .on('get', /\/Participants.json$/, refused(404, 20_404))
      .on('get', /\/Conferences.json$/, page2010('conferences', [{ sid: sid('CF'), status: 'completed' }]));

    expect(await telephony.attendees(room)).toEqual([]);
    expect(await telephony.attendees({ name: 'i-i1' })).toEqual([]);
  });
});

describe('who waits', () => {
  it('are the members of the queue that is named after the workflow, which is looked up once', async () => {
    const other = { sid: sid('QU', '2'), friendly_name: 'Other' };
    const own = { sid: sid('QU'), friendly_name: sid('WW') };
    http.on('get', /\/Queues.json$/, page2010('queues', [other, own]));

    expect(await telephony.waitingLegs()).toEqual(new Set([legId]));
    expect(await telephony.waitingLegs()).toEqual(new Set([legId]));

    expect(http.sent.map(({ url }) => new URL(url).pathname.split('/').at(-1))).toEqual([
      'Queues.json',
      'Members.json',
      'Members.json',
    ]);
  });

  it('is not known before the first caller, and after the queue has gone', async () => {
    http.on('get', /\/Queues.json$/, page2010('queues', []));
    expect(await telephony.waitingLegs()).toBeUndefined();

    http
      .on('get', /\/Queues.json$/, page2010('queues', [{ sid: sid('QU'), friendly_name: sid('WW') }]))
      .on('get', /\/Members.json$/, refused(404, 20_404));
    expect(await telephony.waitingLegs()).toBeUndefined();
  });
});
