import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  LegId,
  ReservationId,
  TaskId,
  Telephony,
} from '../../../connector/src/callCenter/ports/telephony.ts';
import type { Recordings } from '../../../connector/src/callCenter/ports/recordings.ts';
import type { Recording } from '../../../connector/src/callCenter/recording/recording.ts';
import type { CallInstruction } from '../../../connector/src/callCenter/telephonyEvents.ts';
import { callTwiml, waitTwiml } from '../../../connector/src/inbound/twilioWebhooks/callTwiml.ts';
import { webhookPaths } from '../../../connector/src/inbound/twilioWebhooks/webhookPaths.ts';
import { createTwilioRecordings } from '../../../connector/src/outbound/twilio/recordings.ts';
import { createTwilioTelephony } from '../../../connector/src/outbound/twilio/twilioTelephony.ts';
import { twilioAddresses } from '../../../connector/src/twilioAddresses.ts';
import { provisionTwilio, type ProvisionedTwilio } from '../../../scripts/provision/provisionTwilio.ts';
import { parseTwiml } from '../../../simulators/twilio/twiml/parseTwiml.ts';
import type { AgentId, Ani, Dnis, InteractionId } from '../../../softphone/core/index.ts';
import { ACCOUNT, OUR_NUMBER, startKit, type TwilioKit } from './twilioKit.ts';

let kit: TwilioKit;
let provisioned: ProvisionedTwilio;
let telephony: Telephony;
let recordings: Recordings;

const ada = { id: '005000000000001AAA' as AgentId, name: 'Ada Agent' };
const interactionId = 'i1' as InteractionId;
const talk = { id: interactionId };
const CALLER = '+14155550199' as Ani;
const CUSTOMER = '+14155550142';

beforeEach(async () => {
  kit = await startKit();
  const plan = { publicUrl: kit.appUrl, queues: ['Support'], numbers: [OUR_NUMBER], reservationSeconds: 20 };
  provisioned = await provisionTwilio(kit.client, plan);
  const addresses = twilioAddresses(kit.appUrl);
  recordings = createTwilioRecordings({
    ...ACCOUNT,
    apiUrl: kit.standIn.url,
    client: kit.client,
    addresses,
  });
  telephony = createTwilioTelephony({
    client: kit.client,
    workspaceSid: provisioned.workspaceSid,
    callerId: OUR_NUMBER as Dnis,
    queues: ['Support'],
    addresses,
  });
  kit.on(webhookPaths.callArrived, () => ({
    body: twimlOf({ type: 'enqueue', interactionId, queue: 'Support', greeting: 'Welcome' }),
  }));
  kit.on(webhookPaths.agentLegArrived, () => ({
    body: twimlOf({ type: 'joinConference', interactionId, recorded: true }),
  }));
  kit.on(webhookPaths.wait, () => ({ body: waitTwiml(places()) }));
  kit.on(webhookPaths.queueLeft, () => ({ body: twimlOf({ type: 'hangUp' }) }));
  kit.on(webhookPaths.assignment, () => ({ body: '{}' }));
});

afterEach(() => kit.stop());

function places() {
  return { ...twilioAddresses(kit.appUrl), workflowSid: provisioned.workflowSid };
}

function twimlOf(instruction: CallInstruction): string {
  return callTwiml(instruction, places());
}

/** The reservation that TaskRouter told last. */
function toldReservation() {
  const told = kit
    .at(webhookPaths.taskRouterEvents)
    .findLast(({ params }) => params.EventType === 'reservation.created');
  expect(told?.params.WorkerName).toBe(ada.id);
  return {
    taskId: told?.params.TaskSid as TaskId,
    reservationId: told?.params.ReservationSid as ReservationId,
  };
}

function steps(path: string, field: string) {
  return kit.at(path).map(({ params }) => params[field]);
}

describe('the connector’s requests, held to Twilio’s documents', () => {
  it('provision, and provision again without a second copy', async () => {
    const plan = {
      publicUrl: kit.appUrl,
      queues: ['Support'],
      numbers: [OUR_NUMBER],
      reservationSeconds: 30,
    };

    expect(await provisionTwilio(kit.client, plan)).toEqual(provisioned);

    const workspace = kit.client.taskrouter.v1.workspaces(provisioned.workspaceSid);
    expect((await workspace.activities.list()).map(({ friendlyName }) => friendlyName)).toEqual([
      'Offline',
      'Available',
      'Unavailable',
    ]);
    expect((await workspace.workflows.list()).map((each) => each.taskReservationTimeout)).toEqual([30]);
  });

  it('connect a caller with an agent, and release the agent afterwards', async () => {
    await telephony.setAvailability(ada, 'available');
    kit.parties.teach(`client:${ada.id}`, 'answer');
    const caller = kit.parties.call(CALLER, OUR_NUMBER);
    await kit.advance(3);
    const reservation = toldReservation();

    await telephony.connectReservation({
      ...reservation,
      interactionId,
      agentId: ada.id,
      ani: CALLER,
      recorded: true,
    });
    await kit.advance(3);
    expect(kit.parties.rung(`client:${ada.id}`)[0]?.params).toEqual({ interactionId: 'i1' });
    expect(steps(webhookPaths.conference, 'StatusCallbackEvent')).toEqual([
      'participant-join',
      'participant-join',
      'conference-start',
    ]);
    await telephony.connectReservation({
      ...reservation,
      interactionId,
      agentId: ada.id,
      ani: CALLER,
      recorded: true,
    });

    kit.parties.rung(`client:${ada.id}`)[0]?.hangUp();
    await kit.advance(1);
    expect(caller.heard.at(-1)).toBe('completed');
    expect(steps(webhookPaths.callerStatus, 'CallStatus')).toEqual(['completed']);
    await telephony.releaseAgent(reservation);

    await kit.advance(2);
    expect(steps(webhookPaths.recording, 'RecordingStatus')).toEqual(['completed']);
    expect(await recordings.find({ ...talk, direction: 'inbound', reservation })).toMatchObject({
      state: 'kept',
    });
  });

  it('give a caller back to the queue, with the agent out of the way', async () => {
    await telephony.setAvailability(ada, 'available');
    kit.parties.call(CALLER, OUR_NUMBER);
    await kit.advance(3);

    await telephony.rejectReservation(toldReservation());
    await kit.advance(3);

    expect(steps(webhookPaths.taskRouterEvents, 'EventType')).toEqual([
      'reservation.created',
      'reservation.rejected',
    ]);
    await telephony.setAvailability(ada, 'available');
    await kit.advance(1);
    expect(steps(webhookPaths.taskRouterEvents, 'EventType').at(-1)).toBe('reservation.created');
  });

  it('occupy an agent once, dial a customer and end the leg', async () => {
    await telephony.setAvailability(ada, 'unavailable');
    await telephony.occupyAgent({ interactionId, agentId: ada.id });
    await telephony.occupyAgent({ interactionId, agentId: ada.id });
    await kit.advance(1);
    await telephony.confirmReservation(toldReservation());
    kit.parties.teach(CUSTOMER, 'answer');
    const agent = kit.parties.connect(ada.id, provisioned.applicationSid, { interactionId });
    await kit.advance(1);

    const legId = await telephony.dialCustomer({
      interactionId,
      ani: OUR_NUMBER as Ani,
      dnis: CUSTOMER as Dnis,
      recorded: true,
    });
    await kit.advance(3);
    expect(steps(webhookPaths.leg, 'CallStatus')).toEqual(['initiated', 'ringing', 'in-progress']);
    expect(
      await telephony.dialCustomer({
        interactionId,
        ani: OUR_NUMBER as Ani,
        dnis: CUSTOMER as Dnis,
        recorded: true,
      }),
    ).toBe(legId);

    await telephony.endLeg(legId);
    await telephony.endLeg(legId);
    await kit.advance(1);
    expect(agent.heard.at(-1)).toBe('completed');
    expect(steps(webhookPaths.conference, 'StatusCallbackEvent').at(-1)).toBe('conference-end');
    expect(await kit.client.taskrouter.v1.workspaces(provisioned.workspaceSid).tasks.list()).toHaveLength(1);
    await kit.advance(2);
    expect(steps(webhookPaths.recording, 'RecordingStatus')).toEqual(['in-progress', 'completed']);
    const kept = await recordings.find({ ...talk, direction: 'outbound' });
    expect(kept).toMatchObject({ state: 'kept' });
    const { recordingId } = kept as Extract<Recording, { state: 'kept' }>;
    const sound = await recordings.open(recordingId, AbortSignal.timeout(5_000));
    expect(sound?.type).toBe('audio/x-wav');
    for await (const bytes of sound?.bytes ?? []) {
      expect(Buffer.from(bytes).toString('latin1', 0, 4)).toBe('RIFF');
      break;
    }
  });

  it('find no recording where there was no conference, and none yet while two talk', async () => {
    expect(await recordings.find({ ...talk, direction: 'inbound' })).toEqual({ state: 'absent' });
    expect(await recordings.find({ ...talk, direction: 'outbound' })).toEqual({ state: 'absent' });

    kit.parties.teach(CUSTOMER, 'answer');
    kit.parties.connect(ada.id, provisioned.applicationSid, { interactionId });
    await kit.advance(1);
    await telephony.dialCustomer({
      interactionId,
      ani: OUR_NUMBER as Ani,
      dnis: CUSTOMER as Dnis,
      recorded: true,
    });
    await kit.advance(3);

    expect(await recordings.find({ ...talk, direction: 'outbound' })).toBeUndefined();
  });

  it('find what is over to be over', async () => {
    const gone = {
      taskId: `WT${'0'.repeat(32)}` as TaskId,
      reservationId: `WR${'0'.repeat(32)}` as ReservationId,
    };

    await telephony.rejectReservation(gone);
    await telephony.endLeg(`CA${'0'.repeat(32)}` as LegId);
    await expect(telephony.confirmReservation(gone)).rejects.toMatchObject({ code: 'TELEPHONY_GONE' });
    await expect(
      telephony.dialCustomer({ interactionId, ani: OUR_NUMBER as Ani, dnis: '12' as Dnis, recorded: false }),
    ).rejects.toMatchObject({ code: 'TELEPHONY_REFUSED', vendorCode: 13_223 });
  });
});

describe('the connector’s TwiML', () => {
  it.each<CallInstruction>([
    { type: 'collectDigits', interactionId, prompt: 'Your case number & the pound key' },
    { type: 'enqueue', interactionId, queue: 'Support', greeting: 'Welcome' },
    { type: 'joinConference', interactionId, recorded: false },
    { type: 'joinConference', interactionId, recorded: true },
    { type: 'hangUp', message: 'Goodbye' },
  ])('is in Twilio’s grammar: $type', (instruction) => {
    expect(parseTwiml(twimlOf(instruction)).length).toBeGreaterThan(0);
  });
});
