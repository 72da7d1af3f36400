/** The payload type of telephone-event at 8 kHz in a session description (RFC 4733), if it has one. */
export function eventPayloadType(sdp: string): number | undefined {
  const found = /a=rtpmap:(\d+) telephone-event\/8000/.exec(sdp)?.[1];
  return found === undefined ? undefined : Number(found);
}

/**
 * werift's description as Chromium wants it: `a=ice-lite` at session level, where alone it is read,
 * and no telephone-event at 48 kHz, which werift answers because it compares names only.
 */
export function tidySdp(sdp: string): string {
  const unwanted = /a=rtpmap:(\d+) telephone-event\/48000/.exec(sdp)?.[1];
  const attributeOfUnwanted = new RegExp(`^a=(rtpmap|fmtp|rtcp-fb):${unwanted ?? 'none'} `);
  const lines = sdp
    .split('\r\n')
    .filter((line) => line !== 'a=ice-lite' && !attributeOfUnwanted.test(line))
    .map((line) => (unwanted && line.startsWith('m=audio') ? line.replace(` ${unwanted}`, '') : line));
  lines.splice(
    lines.findIndex((line) => line.startsWith('m=')),
    0,
    'a=ice-lite',
  );
  return lines.join('\r\n');
}
