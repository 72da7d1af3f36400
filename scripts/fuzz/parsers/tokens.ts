import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { createOrgTokenReader } from '../../../connector/src/inbound/identity/orgToken.ts';
import { createTestOrg, signedToken } from '../../../connector/src/inbound/identity/testing/orgKeys.ts';
import { createTokenReader } from '../../../connector/src/inbound/softphoneLink/agentToken.ts';
import { createSeal } from '../../../connector/src/inbound/softphoneLink/sealed.ts';
import { fuzzed, type FuzzedParser } from '../fuzzParser.ts';
import { anyJson, anyText, mutated, nearlyRight } from '../mutated.ts';

const NOW_MS = 1_767_603_600_000;
const AUDIENCE = 'https://cti.example.com';
const { org, privateKey } = createTestOrg();
const claims = {
  iss: org.orgId,
  sub: '005000000000001AAA',
  name: 'Ada Agent',
  aud: AUDIENCE,
  nonce: 'nonce',
  jti: 'token-1',
  iat: NOW_MS / 1000,
  exp: NOW_MS / 1000 + 90,
  permissions: ['CTI_Agent'],
};
const genuine = signedToken(claims, { privateKey });

/** Text of which one is genuine: any other opens nothing, or what the genuine one opens. */
function unforgeable(name: string, right: string, open: (text: string) => unknown): FuzzedParser {
  const opened = open(right);
  const parts = right.split('.').map((part) => fc.oneof(fc.constant(part), mutated(fc.constant(part))));
  const header = anyJson.map((content) => Buffer.from(JSON.stringify(content)).toString('base64url'));
  return fuzzed({
    name,
    inputs: fc.oneof(
      mutated(fc.constant(right)),
      fc.tuple(...parts).map((all) => all.join('.')),
      fc.tuple(header, ...parts.slice(1)).map((all) => all.join('.')),
      anyText,
    ),
    check(text) {
      const found = open(text);
      if (found !== undefined && !isDeepStrictEqual(found, opened)) throw new Error('A forgery was taken.');
    },
  });
}

/** Tokens that the org did sign, with claims that it would never make. */
const signedClaims = fuzzed({
  name: 'signed tokens with odd claims',
  inputs: nearlyRight(
    Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, fc.constant(value)])),
  ),
  check(odd) {
    const read = createTokenReader(org, AUDIENCE)(signedToken(odd, { privateKey }), NOW_MS);
    if (!read) return;
    const { iss, aud, sub, nonce, jti } = odd;
    const texts = [sub, nonce, jti].every((value) => typeof value === 'string');
    if (iss !== org.orgId || aud !== AUDIENCE || !texts)
      throw new Error('A token without its claims was taken.');
  },
});

const seal = createSeal('s'.repeat(40));
const readAgent = createTokenReader(org, AUDIENCE);
const readVisitor = createOrgTokenReader(org, AUDIENCE);

export const tokenParsers = [
  unforgeable('agent tokens', genuine, (token) => readAgent(token, NOW_MS)),
  unforgeable('tokens of the org API', genuine, (token) => readVisitor(token, NOW_MS)),
  unforgeable('sealed values', seal.seal('session', { agentId: '005', expiresAt: NOW_MS }), (text) =>
    seal.open('session', text),
  ),
  signedClaims,
];
