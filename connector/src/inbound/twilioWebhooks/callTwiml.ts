import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { InteractionId } from '../../../../softphone/core/index.ts';
import type { CallInstruction } from '../../callCenter/telephonyEvents.ts';

/** The addresses and names that go into TwiML. */
export interface TwimlPlaces {
  readonly workflowSid: string;
  readonly waitMusic: string;
  readonly silence: string;
  digits(id: InteractionId, attempt: number): string;
  queueLeft(id: InteractionId): string;
  wait(id: InteractionId): string;
  messageLeft(id: InteractionId): string;
  conferenceStatus(id: InteractionId): string;
  readonly conferenceEvents: readonly ('start' | 'end' | 'join' | 'leave')[];
  recordingStatus(id: InteractionId): string;
  readonly recordingEvents: readonly ('in-progress' | 'completed' | 'absent')[];
}

/** Long enough for a case number and a pause for thought. */
const DIGITS_LIMIT = 12;
const DIGITS_TIMEOUT_SECONDS = 4;
const SILENCE_SECONDS = 3_600;
/** Twilio transcribes and keeps messages up to an hour; a caller with more to say calls again. */
const MESSAGE_SECONDS = 180;

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
    case 'recordMessage':
      return recordMessage(response, instruction, places);
    case 'hangUp':
      if (instruction.message !== undefined) response.say(legal(instruction.message));
      response.hangup();
      return response.toString();
  }
}

/** What a caller hears in a queue or on hold; it goes on until somebody talks. */
export function waitTwiml({ waitMusic }: TwimlPlaces): string {
  const response = new VoiceResponse();
  response.play({ loop: 0 }, waitMusic);
  return response.toString();
}

/** What an agent hears of a call while being in another. */
export function silenceTwiml({ silence }: TwimlPlaces): string {
  const response = new VoiceResponse();
  response.pause({ length: SILENCE_SECONDS });
  response.redirect({ method: 'POST' }, silence);
  return response.toString();
}

/** Characters that XML 1.0 cannot hold, not even escaped. */
const NOT_IN_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text as XML can hold it: the builder throws for any other, and the caller would hear an apology. */
function legal(text: string): string {
  return text.replaceAll(NOT_IN_XML, '');
}

type Instruction<Type extends CallInstruction['type']> = Extract<CallInstruction, { type: Type }>;

/** Without a key pressed, Twilio goes on to the verb after Gather. */
function collectDigits(
  response: VoiceResponse,
  { interactionId, prompt, attempt }: Instruction<'collectDigits'>,
  places: TwimlPlaces,
): string {
  const action = places.digits(interactionId, attempt);
  const gather = response.gather({
    input: ['dtmf'],
    finishOnKey: '#',
    numDigits: DIGITS_LIMIT,
    timeout: DIGITS_TIMEOUT_SECONDS,
    action,
    method: 'POST',
  });
  gather.say(legal(prompt));
  response.redirect({ method: 'POST' }, action);
  return response.toString();
}

/** The task carries ids only: task attributes are seen by everybody who may read the workspace. */
function enqueue(
  response: VoiceResponse,
  { interactionId, queue, greeting, priority }: Instruction<'enqueue'>,
  places: TwimlPlaces,
): string {
  if (greeting !== undefined) response.say(legal(greeting));
  const enqueued = response.enqueue({
    workflowSid: places.workflowSid,
    action: places.queueLeft(interactionId),
    method: 'POST',
    waitUrl: places.wait(interactionId),
    waitUrlMethod: 'POST',
  });
  enqueued.task(
    { ...(priority !== undefined && { priority }) },
    legal(JSON.stringify({ interactionId, queue })),
  );
  return response.toString();
}

/**
 * The first to join fixes the status callback of a conference (twilio.com/docs/voice/twiml/conference), so every leg
 * brings the same address and events.
 */
function joinConference(
  response: VoiceResponse,
  { interactionId: id, partyId, room, endsRoom, music }: Instruction<'joinConference'>,
  places: TwimlPlaces,
): string {
  response.dial().conference(
    {
      participantLabel: partyId,
      startConferenceOnEnter: true,
      endConferenceOnExit: endsRoom,
      beep: 'false',
      waitUrl: music ? places.wait(id) : '',
      ...(music && { waitMethod: 'POST' }),
      statusCallback: places.conferenceStatus(id),
      statusCallbackMethod: 'POST',
      statusCallbackEvent: [...places.conferenceEvents],
    },
    room.name,
  );
  return response.toString();
}

/** Source: twilio.com/docs/voice/twiml/record; `action` is asked even when the caller hangs up, and not where nothing is said. */
function recordMessage(
  response: VoiceResponse,
  { interactionId, prompt }: Instruction<'recordMessage'>,
  places: TwimlPlaces,
): string {
  response.say(legal(prompt));
  response.record({
    maxLength: MESSAGE_SECONDS,
    playBeep: true,
    action: places.messageLeft(interactionId),
    method: 'POST',
    recordingStatusCallback: places.recordingStatus(interactionId),
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: [...places.recordingEvents],
  });
  response.redirect({ method: 'POST' }, places.messageLeft(interactionId));
  return response.toString();
}
