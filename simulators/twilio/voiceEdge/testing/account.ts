import twilio from 'twilio';

/** The account whose tokens the edge under test takes. */
export const account = { sid: `AC${'1'.repeat(32)}`, key: `SK${'2'.repeat(32)}`, secret: 'key-secret' };

/** An access token for calls in both directions. */
export function tokenFor(identity: string, ttl = 3600): string {
  const token = new twilio.jwt.AccessToken(account.sid, account.key, account.secret, { identity, ttl });
  const outgoingApplicationSid = `AP${'3'.repeat(32)}`;
  token.addGrant(new twilio.jwt.AccessToken.VoiceGrant({ incomingAllow: true, outgoingApplicationSid }));
  return token.toJwt();
}
