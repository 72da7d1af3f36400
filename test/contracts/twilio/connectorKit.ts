import { agentPartyId } from '../../../connector/src/callCenter/interactions/partyRecord.ts';
import type { Recordings } from '../../../connector/src/callCenter/ports/recordings.ts';
import type {
  ReservationId,
  ReservationRef,
  RungParty,
  TaskId,
  Telephony,
} from '../../../connector/src/callCenter/ports/telephony.ts';
import type { CallInstruction } from '../../../connector/src/callCenter/telephonyEvents.ts';
import {
  callTwiml,
  silenceTwiml,
  waitTwiml,
  type TwimlPlaces,
} from '../../../connector/src/inbound/twilioWebhooks/callTwiml.ts';
import { webhookPaths } from '../../../connector/src/inbound/twilioWebhooks/webhookPaths.ts';
import { createTwilioRecordings } from '../../../connector/src/outbound/twilio/recordings.ts';
import { createTwilioTelephony } from '../../../connector/src/outbound/twilio/twilioTelephony.ts';
import { twilioAddresses } from '../../../connector/src/twilioAddresses.ts';
import { provisionTwilio, type ProvisionedTwilio } from '../../../scripts/provision/provisionTwilio.ts';
import {
  CUSTOMER_PARTY,
  type AgentId,
  type Dnis,
  type InteractionId,
} from '../../../softphone/core/index.ts';
import { ACCOUNT, OUR_NUMBER, startKit, type TwilioKit } from './twilioKit.ts';

export const ADA = { id: '005000000000001AAA' as AgentId, name: 'Ada Agent' };
export const COLLEAGUE = '005000000000002AAA' as AgentId;
export const CALLER = '+14155550199';
export const CUSTOMER = '+14155550142';

export const interactionId = 'i1' as InteractionId;
export const room = { name: 'i-i1' };

export const customer: RungParty = {
  interactionId,
  partyId: CUSTOMER_PARTY,
  room,
  to: { number: CUSTOMER as Dnis },
  from: OUR_NUMBER as Dnis,
  ringSeconds: 30,
  endsRoom: true,
};
export const colleague: RungParty = {
  ...customer,
  partyId: agentPartyId(COLLEAGUE),
  to: { agentId: COLLEAGUE },
  endsRoom: false,
};
export const agentJoins: CallInstruction = {
  type: 'joinConference',
  interactionId,
  partyId: agentPartyId(ADA.id),
  room,
  endsRoom: false,
  music: false,
};
export const customerJoins: CallInstruction = {
  ...agentJoins,
  partyId: CUSTOMER_PARTY,
  endsRoom: true,
  music: true,
};

/** The connector's hands and its TwiML at a stand-in; an application answers as the connector's door would. */
export interface ConnectorKit extends TwilioKit {
  readonly provisioned: ProvisionedTwilio;
  readonly telephony: Telephony;
  readonly recordings: Recordings;
  readonly places: TwimlPlaces;
  twimlOf(instruction: CallInstruction): string;
  /** One field of everything that came to a path. */
  steps(path: string, field: string): readonly (string | undefined)[];
  /** The reservation that TaskRouter told last, and whose it is. */
  toldReservation(): ReservationRef & { readonly workerName: string | undefined };
}

export async function openConnectorKit(): Promise<ConnectorKit> {
  const kit = await startKit();
  const provisioned = await provisionTwilio(kit.client, {
    publicUrl: kit.appUrl,
    queues: ['Support'],
    numbers: [OUR_NUMBER],
    reservationSeconds: 20,
  });
  const addresses = twilioAddresses(kit.appUrl);
  const places = { ...addresses, workflowSid: provisioned.workflowSid };
  const twimlOf = (instruction: CallInstruction) => callTwiml(instruction, places);
  const answer = (path: string, instruction: CallInstruction) => {
    kit.on(path, () => ({ body: twimlOf(instruction) }));
  };

  answer(webhookPaths.callArrived, { type: 'enqueue', interactionId, queue: 'Support', greeting: 'Welcome' });
  answer(webhookPaths.sentToQueue, { type: 'enqueue', interactionId, queue: 'Support', priority: 100 });
  answer(webhookPaths.agentLegArrived, agentJoins);
  answer(webhookPaths.sentToRoom, customerJoins);
  answer(webhookPaths.sentToVoicemail, { type: 'recordMessage', interactionId, prompt: 'Leave a message' });
  answer(webhookPaths.queueLeft, { type: 'hangUp' });
  answer(webhookPaths.messageLeft, { type: 'hangUp' });
  kit.on(webhookPaths.wait, () => ({ body: waitTwiml(places) }));
  kit.on(webhookPaths.silence, () => ({ body: silenceTwiml(places) }));
  kit.on(webhookPaths.assignment, () => ({ body: '{}' }));

  return {
    ...kit,
    provisioned,
    places,
    twimlOf,
    recordings: createTwilioRecordings({ ...ACCOUNT, apiUrl: kit.standIn.url, client: kit.client }),
    telephony: createTwilioTelephony({
      client: kit.client,
      workspaceSid: provisioned.workspaceSid,
      workflowSid: provisioned.workflowSid,
      callerId: OUR_NUMBER as Dnis,
      queues: ['Support'],
      addresses,
    }),
    steps: (path, field) => kit.at(path).map(({ params }) => params[field]),
    toldReservation() {
      const { params = {} } =
        kit
          .at(webhookPaths.taskRouterEvents)
          .findLast((each) => each.params.EventType === 'reservation.created') ?? {};
      return {
        taskId: params.TaskSid as TaskId,
        reservationId: params.ReservationSid as ReservationId,
        workerName: params.WorkerName,
      };
    },
  };
}
