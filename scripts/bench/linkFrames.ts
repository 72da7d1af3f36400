const TEXT = 0x81;
const MASKED = 0x80;
/** Lengths that say that the length follows, in 2 or in 8 bytes. */
const IN_TWO = 126;
const IN_EIGHT = 127;

/**
 * A text as a page sends it (RFC 6455, "Base Framing Protocol"). The mask is four zeros, which leaves the text as it is.
 */
export function pageFrame(text: string): Buffer {
  const words = Buffer.from(text);
  if (words.length < IN_TWO)
    return Buffer.concat([Buffer.of(TEXT, MASKED | words.length, 0, 0, 0, 0), words]);
  const head = Buffer.of(TEXT, MASKED | IN_TWO, 0, 0, 0, 0, 0, 0);
  head.writeUInt16BE(words.length, 2);
  return Buffer.concat([head, words]);
}

/** The whole texts at the beginning of what a server has sent, and what is left over. */
export function takeTexts(bytes: Buffer): { readonly texts: readonly Buffer[]; readonly rest: Buffer } {
  const texts: Buffer[] = [];
  let rest = bytes;
  for (let frame = firstFrame(rest); frame && frame.end <= rest.length; frame = firstFrame(rest)) {
    if (rest[0] === TEXT) texts.push(rest.subarray(frame.start, frame.end));
    rest = rest.subarray(frame.end);
  }
  return { texts, rest };
}

function firstFrame(bytes: Buffer): { readonly start: number; readonly end: number } | undefined {
  const [, length] = bytes;
  const start = length === IN_EIGHT ? 10 : length === IN_TWO ? 4 : 2;
  if (length === undefined || bytes.length < start) return undefined;
  if (length === IN_EIGHT) return { start, end: start + Number(bytes.readBigUInt64BE(2)) };
  return { start, end: start + (length === IN_TWO ? bytes.readUInt16BE(2) : length) };
}
