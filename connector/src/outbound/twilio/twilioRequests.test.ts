import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { createContract } from '../../../../test/contracts/openApi/contract.ts';
import { CUSTOMER_PARTY, type Ani, type Dnis } from '../../../../softphone/core/index.ts';
import { page, refused } from './testing/answeringClient.ts';
import {
  agentId,
  interactionId,
  legId,
  openTelephonyKit,
  reservation,
  room,
} from './testing/telephonyKit.ts';

const documents = ['twilio_api_v2010.json', 'twilio_taskrouter_v1.json'].map((name) => {
  const file = new URL(`../../../../test/contracts/twilioOpenApi/${name}`, import.meta.url);
  return JSON.parse(readFileSync(fileURLToPath(file), 'utf8')) as unknown;
});

const ani = '+14155550199' as Ani;
const dnis = '+14155550100' as Dnis;

describe('every request to Twilio', () => {
  it('is one that Twilio documents', async () => {
    const { http, telephony } = openTelephonyKit();
    http
      .on('get', /\/Workers$/, page('workers', []))
      .on('post', /\/Participants.json$/, refused(400, 16_025));

    await telephony.setAvailability(agentId, 'available');
    await telephony.connectReservation({ ...reservation, interactionId, agentId, ani });
    await telephony.rejectReservation(reservation);
    await telephony.occupyAgent({ interactionId, agentId });
    await telephony.confirmReservation(reservation);
    await telephony.releaseAgent(reservation);
    await telephony.ringParty({
      interactionId,
      partyId: CUSTOMER_PARTY,
      room,
      to: { number: dnis },
      from: ani,
      ringSeconds: 30,
      endsRoom: true,
    });
    await telephony.setListening({ room, legId, sound: { mode: 'coach', agentLegId: legId } });
    await telephony.setListening({ room, legId, sound: { mode: 'talk' } });
    await telephony.setSound({ interactionId, room, legId, sound: 'silence' });
    await telephony.setSound({ interactionId, room: { name: room.name }, legId, sound: 'talk' });
    await telephony.attendees(room);
    await telephony.waitingLegs();
    await telephony.legEnd(legId);
    await telephony.sendToQueue({ interactionId, legId });
    await telephony.sendToRoom({ interactionId, legId });
    await telephony.sendToVoicemail({ interactionId, legId });
    await telephony.endLeg(legId);

    const contract = createContract(documents);
    const faults = http.sent.flatMap(({ method, url, form }) => {
      const { host, pathname, searchParams } = new URL(url);
      const sentForm = Object.entries(form).filter(([, value]) => value !== undefined);
      return contract.requestFaults({
        method,
        host,
        path: decodeURIComponent(pathname),
        query: Object.fromEntries(searchParams),
        form: Object.fromEntries(sentForm),
      });
    });
    expect(faults).toEqual([]);
    expect(http.sent.length).toBeGreaterThan(15);
  });
});
