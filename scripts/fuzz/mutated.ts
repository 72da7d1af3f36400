import fc from 'fast-check';

/** Texts that have broken parsers elsewhere. */
const nasty = [
  '',
  '\u0000',
  '\uD800',
  '\uFFFE',
  '\r\n',
  '"',
  '\\',
  '%',
  '%00',
  '%ZZ',
  '+',
  '&',
  '=',
  '[]',
  '{}',
  'null',
  'NaN',
  '-0',
  '1e999',
  '9007199254740993',
  '__proto__',
  'constructor',
  'toString',
  "' OR ''='",
  '</Say><Hangup/>',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE x [<!ENTITY y "z">]>&y;',
  '&#0;',
  '../../etc/passwd',
  'x'.repeat(5_000),
  ' '.repeat(5_000),
  '['.repeat(2_000),
];

/** Any text, and what is known to hurt. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

/** Any value that JSON can say. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  anyText,
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, [], {}, [[]], [null]),
);

type Edit = (text: string) => string;

const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (text: string, share: number) => Math.floor(share * text.length);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, anyText).map(
    ([share, more]): Edit =>
      (text) =>
        text.slice(0, at(text, share)) + more + text.slice(at(text, share)),
  ),
  fc.tuple(place, place).map(
    ([from, to]): Edit =>
      (text) =>
        text.slice(0, at(text, Math.min(from, to))) + text.slice(at(text, Math.max(from, to))),
  ),
  fc.tuple(place, place).map(([from, to]): Edit => (text) => {
    const [start, end] = [at(text, Math.min(from, to)), at(text, Math.max(from, to))];
    return text.slice(0, end) + text.slice(start);
  }),
  fc.tuple(place, fc.nat(0xffff)).map(
    ([share, unit]): Edit =>
      (text) =>
        text.slice(0, at(text, share)) + String.fromCharCode(unit) + text.slice(at(text, share) + 1),
  ),
);

/** Right texts with up to four things wrong: a piece put in, taken out, doubled, or one character changed. */
export function mutated(right: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(right, fc.array(edit, { maxLength: 4 }))
    .map(([text, edits]) => edits.reduce((result, each) => each(result), text));
}

/** Objects of these fields: each right, wrong, or not there, and sometimes fields that nobody asked for. */
export function nearlyRight(
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  wrong: fc.Arbitrary<unknown> = anyJson,
): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const loose = Object.fromEntries(
    Object.entries(fields).map(([name, right]) => [
      name,
      fc.oneof({ weight: 6, arbitrary: right }, { weight: 1, arbitrary: wrong }),
    ]),
  );
  return fc
    .tuple(fc.record(loose, { requiredKeys: [] }), fc.dictionary(anyText, wrong, { maxKeys: 2 }))
    .map(([right, more]) => ({ ...more, ...right }));
}
