import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LegId, ReservationId, TaskId } from '../../../connector/src/callCenter/ports/telephony.ts';
import type { CallInstruction } from '../../../connector/src/callCenter/telephonyEvents.ts';
import { silenceTwiml, waitTwiml } from '../../../connector/src/inbound/twilioWebhooks/callTwiml.ts';
import { webhookPaths } from '../../../connector/src/inbound/twilioWebhooks/webhookPaths.ts';
import { provisionTwilio } from '../../../scripts/provision/provisionTwilio.ts';
import { parseTwiml } from '../../../simulators/twilio/twiml/parseTwiml.ts';
import type { Ani, Dnis } from '../../../softphone/core/index.ts';
import {
  ADA,
  agentJoins,
  CALLER,
  CUSTOMER,
  customer,
  customerJoins,
  interactionId,
  openConnectorKit,
  type ConnectorKit,
} from './connectorKit.ts';
import { OUR_NUMBER } from './twilioKit.ts';

let kit: ConnectorKit;

beforeEach(async () => {
  kit = await openConnectorKit();
});

afterEach(() => kit.stop());

describe('the connector’s requests, held to Twilio’s documents', () => {
  it('provision, and provision again without a second copy', async () => {
    const plan = {
      publicUrl: kit.appUrl,
      queues: ['Support'],
      numbers: [OUR_NUMBER],
      reservationSeconds: 30,
    };

    expect(await provisionTwilio(kit.client, plan)).toEqual(kit.provisioned);

    const workspace = kit.client.taskrouter.v1.workspaces(kit.provisioned.workspaceSid);
    expect((await workspace.activities.list()).map(({ friendlyName }) => friendlyName)).toEqual([
      'Offline',
      'Available',
      'Unavailable',
      'Call Not Taken',
    ]);
    expect((await workspace.fetch()).timeoutActivityName).toBe('Call Not Taken');
    expect((await workspace.workflows.list()).map((each) => each.taskReservationTimeout)).toEqual([30]);
  });

  it('connect a caller with an agent, and release the agent afterwards', async () => {
    await kit.telephony.setAvailability(ADA.id, 'available');
    kit.parties.teach(`client:${ADA.id}`, 'answer');
    const caller = kit.parties.call(CALLER, OUR_NUMBER);
    await kit.advance(3);
    const { workerName, ...reservation } = kit.toldReservation();
    expect(workerName).toBe(ADA.id);

    await kit.telephony.connectReservation({
      ...reservation,
      interactionId,
      agentId: ADA.id,
      ani: CALLER as Ani,
    });
    await kit.advance(3);
    expect(kit.parties.rung(`client:${ADA.id}`)[0]?.params).toEqual({ interactionId: 'i1' });
    expect(kit.steps(webhookPaths.conference, 'StatusCallbackEvent')).toEqual([
      'participant-join',
      'participant-join',
      'conference-start',
    ]);
    await kit.telephony.connectReservation({
      ...reservation,
      interactionId,
      agentId: ADA.id,
      ani: CALLER as Ani,
    });

    kit.parties.rung(`client:${ADA.id}`)[0]?.hangUp();
    await kit.advance(1);
    expect(caller.heard.at(-1)).toBe('answered');
    caller.hangUp();
    await kit.advance(1);
    expect(kit.steps(webhookPaths.callerStatus, 'CallStatus')).toEqual(['completed']);
    await kit.telephony.releaseAgent(reservation);
  });

  it('give a caller back to the queue, with the agent out of the way', async () => {
    await kit.telephony.setAvailability(ADA.id, 'available');
    kit.parties.call(CALLER, OUR_NUMBER);
    await kit.advance(3);

    await kit.telephony.rejectReservation(kit.toldReservation());
    await kit.advance(3);

    expect(kit.steps(webhookPaths.taskRouterEvents, 'EventType')).toEqual([
      'worker.activity.update',
      'reservation.created',
      'reservation.rejected',
      'worker.activity.update',
    ]);
    await kit.telephony.setAvailability(ADA.id, 'available');
    await kit.advance(1);
    expect(kit.steps(webhookPaths.taskRouterEvents, 'EventType').at(-1)).toBe('reservation.created');
  });

  it('occupy an agent once, dial a customer and end the leg', async () => {
    await kit.telephony.setAvailability(ADA.id, 'unavailable');
    await kit.telephony.occupyAgent({ interactionId, agentId: ADA.id });
    await kit.telephony.occupyAgent({ interactionId, agentId: ADA.id });
    await kit.advance(1);
    await kit.telephony.confirmReservation(kit.toldReservation());
    kit.parties.teach(CUSTOMER, 'answer');
    const agent = kit.parties.connect(ADA.id, kit.provisioned.applicationSid, { interactionId });
    await kit.advance(1);

    const legId = await kit.telephony.ringParty(customer);
    await kit.advance(3);
    expect(kit.steps(webhookPaths.leg, 'CallStatus')).toEqual(['initiated', 'ringing', 'in-progress']);
    expect(await kit.telephony.ringParty(customer)).toBe(legId);
    const recordingId = await kit.telephony.startRecording({ interactionId, legId });
    await kit.advance(2);

    await kit.telephony.endLeg(legId);
    await kit.telephony.endLeg(legId);
    await kit.advance(1);
    expect(agent.heard.at(-1)).toBe('completed');
    expect(kit.steps(webhookPaths.conference, 'StatusCallbackEvent').at(-1)).toBe('conference-end');
    expect(await kit.client.taskrouter.v1.workspaces(kit.provisioned.workspaceSid).tasks.list()).toHaveLength(
      1,
    );
    await kit.advance(2);
    expect(kit.steps(webhookPaths.recording, 'RecordingStatus')).toEqual(['in-progress', 'completed']);
    expect(await kit.recordings.find(legId, 'call')).toMatchObject({ state: 'kept', recordingId });
    const sound = await kit.recordings.open(recordingId, AbortSignal.timeout(5_000));
    expect(sound?.type).toBe('audio/x-wav');
    for await (const bytes of sound?.bytes ?? []) {
      expect(Buffer.from(bytes).toString('latin1', 0, 4)).toBe('RIFF');
      break;
    }
  });

  it('find no recording where none was asked for, and none yet while two talk', async () => {
    kit.parties.teach(CUSTOMER, 'answer');
    kit.parties.connect(ADA.id, kit.provisioned.applicationSid, { interactionId });
    await kit.advance(1);
    const legId = await kit.telephony.ringParty(customer);
    await kit.advance(3);

    expect(await kit.recordings.find(legId, 'call')).toEqual({ state: 'absent' });
    await kit.telephony.startRecording({ interactionId, legId });
    expect(await kit.recordings.find(legId, 'call')).toBeUndefined();
  });

  it('find what is over to be over', async () => {
    const gone = {
      taskId: `WT${'0'.repeat(32)}` as TaskId,
      reservationId: `WR${'0'.repeat(32)}` as ReservationId,
    };

    await kit.telephony.rejectReservation(gone);
    await kit.telephony.endLeg(`CA${'0'.repeat(32)}` as LegId);
    await expect(kit.telephony.confirmReservation(gone)).rejects.toMatchObject({ code: 'TELEPHONY_GONE' });
    await expect(
      kit.telephony.ringParty({ ...customer, to: { number: '12' as Dnis } }),
    ).rejects.toMatchObject({
      code: 'TELEPHONY_REFUSED',
      vendorCode: 13_223,
    });
  });
});

describe('the connector’s TwiML', () => {
  it.each<CallInstruction>([
    { type: 'collectDigits', interactionId, prompt: 'Your case number & the pound key', attempt: 1 },
    { type: 'enqueue', interactionId, queue: 'Support', greeting: 'Welcome' },
    { type: 'enqueue', interactionId, queue: 'Support', priority: 100 },
    agentJoins,
    customerJoins,
    { type: 'recordMessage', interactionId, prompt: 'Leave a message' },
    { type: 'hangUp', message: 'Goodbye' },
  ])('is in Twilio’s grammar: $type', (instruction) => {
    expect(parseTwiml(kit.twimlOf(instruction)).length).toBeGreaterThan(0);
  });

  it('is in Twilio’s grammar for music and silence', () => {
    for (const twiml of [waitTwiml(kit.places), silenceTwiml(kit.places)]) {
      expect(parseTwiml(twiml).length).toBeGreaterThan(0);
    }
  });
});
