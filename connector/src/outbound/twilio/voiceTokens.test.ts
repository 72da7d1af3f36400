import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { AgentId } from '../../../../softphone/core/index.ts';
import { createVoiceTokens } from './voiceTokens.ts';

const account = {
  accountSid: `AC${'1'.repeat(32)}`,
  apiKeySid: `SK${'1'.repeat(32)}`,
  apiKeySecret: 'secret of the API key',
  applicationSid: `AP${'1'.repeat(32)}`,
};

const decoded = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as object;

describe('a voice token', () => {
  it('is for one agent, an hour, and calls through our TwiML app', () => {
    const { token, ttlSeconds } = createVoiceTokens(account).issue('005A' as AgentId);
    const [header, payload, signature] = token.split('.');

    expect(ttlSeconds).toBe(3_600);
    expect(decoded(header)).toMatchObject({ alg: 'HS256', cty: 'twilio-fpa;v=1' });
    expect(decoded(payload)).toMatchObject({
      iss: account.apiKeySid,
      sub: account.accountSid,
      grants: {
        identity: '005A',
        voice: { incoming: { allow: true }, outgoing: { application_sid: account.applicationSid } },
      },
    });
    const expected = createHmac('sha256', account.apiKeySecret).update(`${header}.${payload}`);
    expect(signature).toBe(expected.digest('base64url'));
  });

  it('tells where the signalling is when it is not Twilio’s', () => {
    const tokens = createVoiceTokens({ ...account, signalingHost: 'localhost:8443' });

    expect(tokens.issue('005A' as AgentId)).toMatchObject({ signalingHost: 'localhost:8443' });
    expect(createVoiceTokens(account).issue('005A' as AgentId)).not.toHaveProperty('signalingHost');
  });
});
