import { describe, expect, it } from '@jest/globals';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { parseTwiml } from './parseTwiml.ts';

describe('a TwiML document', () => {
  it('is read into verbs with attributes, text and children', () => {
    const response = new VoiceResponse();
    response.say({ voice: 'alice' }, 'Tom & Jerry <3');
    response.enqueue({ workflowSid: 'WW1' }).task('{"queue":"Support"}');

    expect(parseTwiml(response.toString())).toEqual([
      { name: 'Say', attributes: { voice: 'alice' }, text: 'Tom & Jerry <3', children: [] },
      {
        name: 'Enqueue',
        attributes: { workflowSid: 'WW1' },
        text: '',
        children: [{ name: 'Task', attributes: {}, text: '{"queue":"Support"}', children: [] }],
      },
    ]);
  });

  it('may be empty: nothing more to do', () => {
    expect(parseTwiml('')).toEqual([]);
    expect(parseTwiml('<?xml version="1.0" encoding="UTF-8"?><Response/>')).toEqual([]);
  });

  it.each([
    ['<Response><Say>la</Response>', 12_100],
    ['<html></html>', 12_100],
    ['thanks', 12_100],
    ['<Response/><Response/>', 12_100],
    ['<Response><Pause length="long"/></Response>', 12_200],
    ['<Response><Dial hangupOnStar="maybe"/></Response>', 12_200],
    ['<Response><Gather input="dtmf smell"/></Response>', 12_200],
    ['<Response><Number>1</Number></Response>', 12_200],
  ])('%s is refused with %i', (document, code) => {
    expect(() => parseTwiml(document)).toThrow(expect.objectContaining({ name: 'TwimlRefused', code }));
  });
});
