import { addressIn, goTo, type Verb } from '../twimlRun.ts';

export const redirect: Verb = (element, run) =>
  Promise.resolve(
    goTo(run, { action: element.text || addressIn(run, ''), method: element.attributes.method }),
  );

export const hangUp: Verb = () => Promise.resolve({ type: 'hangUp' });

/** Ends a call that is not answered, at no cost; twilio.com/docs/voice/twiml/reject. */
export const reject: Verb = (element, run) => {
  run.call.end(element.attributes.reason === 'busy' ? 'busy' : 'no-answer');
  return Promise.resolve({ type: 'hangUp' });
};

export const leave: Verb = () => Promise.resolve({ type: 'leave' });
