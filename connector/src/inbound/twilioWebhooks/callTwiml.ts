import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { InteractionId } from '../../../../softphone/core/index.ts';
import type { CallInstruction } from '../../callCenter/telephonyEvents.ts';

/** The addresses and names that go into TwiML. */
export interface TwimlPlaces {
  readonly workflowSid: string;
  readonly waitMusic: string;
  digits(id: InteractionId): string;
  queueLeft(id: InteractionId): string;
  wait(id: InteractionId): string;
  conferenceName(id: InteractionId): string;
  conferenceStatus(id: InteractionId): string;
  readonly conferenceEvents: readonly ('start' | 'end' | 'join' | 'leave')[];
  recordingStatus(id: InteractionId): string;
  readonly recordingEvents: readonly ('in-progress' | 'completed' | 'absent')[];
}

/** Long enough for a case number and a pause for thought. */
const DIGITS_LIMIT = 12;
const DIGITS_TIMEOUT_SECONDS = 4;

/** An instruction in Twilio's words. */
export function callTwiml(instruction: CallInstruction, places: TwimlPlaces): string {
  const response = new VoiceResponse();
  switch (instruction.type) {
    case 'collectDigits':
      return collectDigits(response, instruction, places);
    case 'enqueue':
      return enqueue(response, instruction, places);
    case 'joinConference':
      return joinConference(response, instruction, places);
    case 'hangUp':
      if (instruction.message !== undefined) response.say(instruction.message);
      response.hangup();
      return response.toString();
  }
}

/** What a caller hears in the queue; it goes on until an agent answers. */
export function waitTwiml({ waitMusic }: TwimlPlaces): string {
  const response = new VoiceResponse();
  response.play({ loop: 0 }, waitMusic);
  return response.toString();
}

type Instruction<Type extends CallInstruction['type']> = Extract<CallInstruction, { type: Type }>;

/** Without a key pressed, Twilio goes on to the verb after Gather. */
function collectDigits(
  response: VoiceResponse,
  { interactionId, prompt }: Instruction<'collectDigits'>,
  places: TwimlPlaces,
): string {
  const action = places.digits(interactionId);
  const gather = response.gather({
    input: ['dtmf'],
    finishOnKey: '#',
    numDigits: DIGITS_LIMIT,
    timeout: DIGITS_TIMEOUT_SECONDS,
    action,
    method: 'POST',
  });
  gather.say(prompt);
  response.redirect({ method: 'POST' }, action);
  return response.toString();
}

/** The task carries ids only: task attributes are seen by everybody who may read the workspace. */
function enqueue(
  response: VoiceResponse,
  { interactionId, queue, greeting }: Instruction<'enqueue'>,
  places: TwimlPlaces,
): string {
  if (greeting !== undefined) response.say(greeting);
  const enqueued = response.enqueue({
    workflowSid: places.workflowSid,
    action: places.queueLeft(interactionId),
    method: 'POST',
    waitUrl: places.wait(interactionId),
    waitUrlMethod: 'POST',
  });
  enqueued.task(JSON.stringify({ interactionId, queue }));
  return response.toString();
}

/**
 * The first to join fixes the status callback of a conference (twilio.com/docs/voice/twiml/conference), so the
 * agent's leg brings the same address and events as the customer's.
 */
function joinConference(
  response: VoiceResponse,
  { interactionId: id, recorded }: Instruction<'joinConference'>,
  places: TwimlPlaces,
): string {
  response.dial().conference(
    {
      participantLabel: 'agent',
      startConferenceOnEnter: true,
      endConferenceOnExit: true,
      beep: 'false',
      waitUrl: '',
      statusCallback: places.conferenceStatus(id),
      statusCallbackMethod: 'POST',
      statusCallbackEvent: [...places.conferenceEvents],
      ...(recorded && {
        record: 'record-from-start',
        recordingStatusCallback: places.recordingStatus(id),
        recordingStatusCallbackMethod: 'POST',
        recordingStatusCallbackEvent: [...places.recordingEvents],
      }),
    },
    places.conferenceName(id),
  );
  return response.toString();
}
