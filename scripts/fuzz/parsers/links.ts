import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { parseFromBoard } from '../../../connector/src/inbound/boardLink/parseFromBoard.ts';
import { remoteKey } from '../../../connector/src/inbound/limits/remoteKey.ts';
import { byteRangeOf } from '../../../connector/src/inbound/orgApi/byteRange.ts';
import { parseToConnector } from '../../../softphone/protocol/parseToConnector.ts';
import {
  parseSessionGrant,
  parseSessionNonce,
  parseSessionRefusal,
  parseToSoftphone,
} from '../../../softphone/protocol/parseToSoftphone.ts';
import { anyToConnector, anyToSoftphone } from '../../../softphone/protocol/testing/messageArbitraries.ts';
import { fuzzed, type FuzzedParser } from '../fuzzParser.ts';
import { anyText, mutated } from '../mutated.ts';

/** A parser of JSON text: it answers nothing, or what reads the same again. */
function messages(
  name: string,
  right: fc.Arbitrary<unknown>,
  parse: (json: string) => unknown,
): FuzzedParser {
  return fuzzed({
    name,
    inputs: fc.oneof(mutated(right.map((message) => JSON.stringify(message))), mutated(fc.json()), anyText),
    check(json) {
      const read = parse(json);
      if (read !== undefined && !isDeepStrictEqual(parse(JSON.stringify(read)), read)) {
        throw new Error('Read again it is something else.');
      }
      if (({} as Record<string, unknown>)['polluted'] !== undefined)
        throw new Error('All objects have changed.');
    },
  });
}

const fromBoard = fc.oneof(
  fc.record({ type: fc.constantFrom('refresh', 'pong') }),
  fc.record({ type: fc.constant('hello'), token: fc.string() }),
  fc.record({
    type: fc.constant('order'),
    id: fc.string(),
    order: fc.record({
      type: fc.constantFrom('monitor', 'takeOver', 'stopMonitoring'),
      agentId: fc.string(),
      interactionId: fc.string(),
    }),
  }),
);
const answers = fc.constantFrom(
  { nonce: 'n', audience: 'https://cti.example.com' },
  { session: 's', expiresAt: 1_767_603_600_000 },
  { code: 'TOKEN_REFUSED' },
);

const sessionAnswers = messages('answers to a sign-in', answers, (json) => {
  parseSessionNonce(json);
  parseSessionRefusal(json);
  return parseSessionGrant(json);
});

const byteRanges = fuzzed({
  name: 'byte ranges',
  inputs: fc.record({
    header: fc.oneof(
      mutated(fc.constantFrom('bytes=0-99', 'bytes=-5', 'bytes=7-', 'bytes=0-1,4-5')),
      anyText,
    ),
    length: fc.oneof(fc.nat(200), fc.maxSafeNat()),
  }),
  check({ header, length }) {
    const range = byteRangeOf(header, length);
    if (range === undefined || range === 'unsatisfiable') return;
    const { from, to } = range;
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || from > to || to >= length) {
      throw new Error(`${from}-${to} of ${length}`);
    }
  },
});

const addresses = fuzzed({
  name: 'remote addresses',
  inputs: fc.oneof(mutated(fc.oneof(fc.ipV4(), fc.ipV6())), anyText),
  check: (address) => void remoteKey(address),
});

export const linkParsers = [
  messages('messages to the connector', anyToConnector, parseToConnector),
  messages('messages to the softphone', anyToSoftphone, parseToSoftphone),
  messages('messages of a wallboard', fromBoard, parseFromBoard),
  sessionAnswers,
  byteRanges,
  addresses,
];
