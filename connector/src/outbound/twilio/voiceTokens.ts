import AccessToken from 'twilio/lib/jwt/AccessToken.js';
import type { AgentId } from '../../../../softphone/core/index.ts';

const TTL_SECONDS = 3_600;

export interface VoiceTokensParts {
  readonly accountSid: string;
  readonly apiKeySid: string;
  readonly apiKeySecret: string;
  /** The TwiML app that an agent's own leg asks where to go. */
  readonly applicationSid: string;
  /** Set where the Voice SDK's signalling is not Twilio's. */
  readonly signalingHost?: string | undefined;
}

export interface VoiceToken {
  readonly token: string;
  readonly ttlSeconds: number;
  readonly signalingHost?: string;
}

/** Lets an agent's softphone register for calls, and call through our TwiML app. Source: twilio.com/docs/iam/access-tokens. */
export function createVoiceTokens(parts: VoiceTokensParts): { issue(agentId: AgentId): VoiceToken } {
  const { accountSid, apiKeySid, apiKeySecret, applicationSid, signalingHost } = parts;
  return {
    issue(agentId) {
      const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, {
        identity: agentId,
        ttl: TTL_SECONDS,
      });
      token.addGrant(
        new AccessToken.VoiceGrant({ incomingAllow: true, outgoingApplicationSid: applicationSid }),
      );
      return {
        token: token.toJwt(),
        ttlSeconds: TTL_SECONDS,
        ...(signalingHost !== undefined && { signalingHost }),
      };
    },
  };
}
