import type { Call } from '../../calls/call.ts';
import { musicAt } from '../../conferences/conference.ts';
import { conferenceRecording } from '../../recordings/recordingPlan.ts';
import { methodOf, type ProgressCallback } from '../../webhooks/progressCallback.ts';
import { Interrupted, interruptible } from '../interruptible.ts';
import { TwimlRefused, type TwimlElement } from '../parseTwiml.ts';
import { addressIn, callbackIn, CONTINUE, goTo, tellAction, type TwimlRun, type Verb } from '../twimlRun.ts';
import { dialParties } from './dialParties.ts';

type Params = Readonly<Record<string, string>>;

/**
 * Connects the caller with a conference, a number or a browser client.
 * Source: twilio.com/docs/voice/twiml/dial.
 */
export const dial: Verb = async (element, run) => {
  const { action, method } = element.attributes;
  const conference = element.children.find(({ name }) => name === 'Conference');
  let result: Params | 'skip';
  try {
    result = conference
      ? await dialConference(conference, run)
      : await dialParties(partiesOf(element, run), run);
  } catch (error) {
    if (error instanceof Interrupted && error.why === 'hangup' && action !== undefined)
      tellAction(run, { action, method }, { DialCallStatus: conference ? 'answered' : 'completed' });
    throw error;
  }
  if (result === 'skip' || action === undefined) return CONTINUE;
  return goTo(run, { action, method }, result);
};

/**
 * Twilio's error 16025: a taken label lets the call fall through to the next verb; 13240: nobody to coach;
 * 16020: the conference is full.
 */
async function dialConference(element: TwimlElement, run: TwimlRun): Promise<Params | 'skip'> {
  const { conferences } = run.parts;
  const { attributes } = element;
  return interruptible<Params | 'skip'>(run.signal, (resolve) => {
    const participant = conferences.join(conferences.open(element.text), run.call, {
      label: attributes.participantLabel,
      startConferenceOnEnter: attributes.startConferenceOnEnter !== 'false',
      endConferenceOnExit: attributes.endConferenceOnExit === 'true',
      muted: attributes.muted === 'true',
      maxParticipants: numberIn(attributes.maxParticipants),
      coaching: attributes.coach !== undefined,
      callSidToCoach: attributes.coach,
      waitMusic: musicAt(
        attributes.waitUrl && addressIn(run, attributes.waitUrl),
        methodOf(attributes.waitMethod),
      ),
      callback: callbackIn(run, element, 'ConferenceStatusCallback'),
      recording:
        attributes.record === 'record-from-start'
          ? conferenceRecording(callbackIn(run, element, 'RecordingStatusCallback'))
          : undefined,
      onLeft: () => {
        resolve({ DialCallStatus: 'answered' });
      },
    });
    if (participant === 'labelTaken') resolve('skip');
    if (participant === 'nobodyToCoach' || participant === 'full') resolve({ DialCallStatus: 'failed' });
    return () => undefined;
  });
}

function numberIn(attribute: string | undefined): number | undefined {
  return attribute === undefined ? undefined : Number(attribute);
}

/** Whom a `<Dial>` rings, all at once. */
export interface DialPlan {
  readonly from: string;
  readonly timeoutSeconds: number;
  readonly parties: readonly { readonly to: string; readonly statusCallback: ProgressCallback | undefined }[];
}

function partiesOf(element: TwimlElement, run: TwimlRun): DialPlan {
  const nouns =
    element.children.length > 0 ? element.children : [{ ...element, name: 'Number', attributes: {} }];
  const { callerId, timeout = '30' } = element.attributes;
  return {
    from: callerId ?? callerIdOf(run.call),
    timeoutSeconds: Number(timeout),
    parties: nouns.map((noun) => ({
      to: addressOf(noun),
      statusCallback: callbackIn(run, noun, 'StatusCallback'),
    })),
  };
}

function callerIdOf(call: Call): string {
  return call.direction === 'inbound' ? call.from : call.to;
}

function addressOf(noun: TwimlElement): string {
  if (noun.name === 'Number') return noun.text;
  if (noun.name !== 'Client')
    throw new TwimlRefused(12_200, `The stand-in does not dial <${noun.name}> (docs/simulators/twilio.md)`);
  const identity = noun.children.find(({ name }) => name === 'Identity')?.text ?? noun.text;
  const params = noun.children
    .filter(({ name }) => name === 'Parameter')
    .map(({ attributes }) => [attributes.name ?? '', attributes.value ?? '']);
  const query = new URLSearchParams(params).toString();
  return `client:${identity}${query === '' ? '' : `?${query}`}`;
}
