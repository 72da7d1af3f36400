import { describe, expect, it } from '@jest/globals';
import { eventPayloadType, tidySdp } from './sdp.ts';

const made = [
  'v=0',
  's=-',
  'm=audio 9 UDP/TLS/RTP/SAVPF 0 110 126',
  'a=ice-lite',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:110 telephone-event/48000',
  'a=fmtp:110 0-16',
  'a=rtpmap:126 telephone-event/8000',
  '',
].join('\r\n');

describe('a session description', () => {
  it('says ice-lite for the session and offers telephone-event at 8 kHz only', () => {
    expect(tidySdp(made).split('\r\n')).toEqual([
      'v=0',
      's=-',
      'a=ice-lite',
      'm=audio 9 UDP/TLS/RTP/SAVPF 0 126',
      'a=rtpmap:0 PCMU/8000',
      'a=rtpmap:126 telephone-event/8000',
      '',
    ]);
  });

  it('names the payload type of telephone-event, if any', () => {
    expect(eventPayloadType(made)).toBe(126);
    expect(eventPayloadType('v=0')).toBeUndefined();
  });
});
