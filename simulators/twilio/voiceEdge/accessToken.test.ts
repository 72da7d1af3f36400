import { describe, expect, it } from '@jest/globals';
import twilio from 'twilio';
import { verifyAccessToken, type TokenCheck } from './accessToken.ts';

const account = `AC${'1'.repeat(32)}`;
const key = `SK${'2'.repeat(32)}`;
const secret = 'key-secret';
const application = `AP${'3'.repeat(32)}`;
const check: TokenCheck = {
  accountSid: account,
  keySecret: (apiKeySid) => (apiKeySid === key ? secret : undefined),
  now: Date.now(),
};

/** A token as Twilio's own library makes it. */
function createToken(changes: {
  secret?: string;
  key?: string;
  account?: string;
  ttl?: number;
  identity?: string;
}) {
  const token = new twilio.jwt.AccessToken(
    changes.account ?? account,
    changes.key ?? key,
    changes.secret ?? secret,
    {
      identity: changes.identity ?? 'agent_1',
      ttl: changes.ttl ?? 3600,
    },
  );
  token.addGrant(
    new twilio.jwt.AccessToken.VoiceGrant({ incomingAllow: true, outgoingApplicationSid: application }),
  );
  return token;
}

describe('an access token', () => {
  it('tells who the client is and what it may do', () => {
    const claims = verifyAccessToken(createToken({}).toJwt(), check);

    expect(claims).toMatchObject({ identity: 'agent_1', incomingAllowed: true, applicationSid: application });
    expect(claims).toHaveProperty('ttlSeconds', expect.closeTo(3600, -3));
  });

  it.each([
    ['signed with another secret', 31_202, createToken({ secret: 'other' }).toJwt()],
    ['of an unknown key', 31_203, createToken({ key: `SK${'9'.repeat(32)}` }).toJwt()],
    ['of another account', 31_203, createToken({ account: `AC${'9'.repeat(32)}` }).toJwt()],
    ['that is past its time', 31_205, createToken({ ttl: -1 }).toJwt()],
    ['that lives longer than a day', 31_207, createToken({ ttl: 90_000 }).toJwt()],
    ['with an identity that no client may have', 31_105, createToken({ identity: 'agent/1' }).toJwt()],
    [
      'without a voice grant',
      31_201,
      new twilio.jwt.AccessToken(account, key, secret, { identity: 'x' }).toJwt(),
    ],
    ['that is no token', 31_204, 'nonsense'],
    ['that claims to need no signature', 31_204, unsigned()],
  ])('%s is refused with %i', (_sentence, code, token) => {
    expect(verifyAccessToken(token, check)).toHaveProperty('code', code);
  });

  it('may forbid calls in a direction', () => {
    const token = new twilio.jwt.AccessToken(account, key, secret, { identity: 'agent_1' });
    token.addGrant(new twilio.jwt.AccessToken.VoiceGrant({}));

    expect(verifyAccessToken(token.toJwt(), check)).toMatchObject({
      incomingAllowed: false,
      applicationSid: undefined,
    });
  });
});

function unsigned() {
  const [, body] = createToken({}).toJwt().split('.');
  const head = Buffer.from(JSON.stringify({ alg: 'none', cty: 'twilio-fpa;v=1', typ: 'JWT' })).toString(
    'base64url',
  );
  return `${head}.${body ?? ''}.`;
}
