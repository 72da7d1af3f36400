import { type ApexClass, ApexFailure } from './apexRegistry.ts';
import { claimsFor, connectorsOf, signedToken, type TokenSeat } from './connectorToken.ts';

/** Seconds a token is good for. */
const lifeSeconds = 90;

const longestNonce = 512;

/**
 * Stands in for the Apex class ConnectorAuth: `issueAgentToken(nonce, audience)` answers a token that says who the
 * signed-in user is. A project without the type Connector vouches to every audience.
 */
export function connectorAuth(seat: TokenSeat): ApexClass {
  const { org } = seat;
  return {
    name: 'ConnectorAuth',
    methods: {
      issueAgentToken: ({ user, params }) => {
        const nonce = params.get('nonce') ?? '';
        const audience = params.get('audience') ?? '';
        if (nonce.trim() === '' || nonce.length > longestNonce) {
          throw new ApexFailure(`The nonce must have 1 to ${longestNonce} characters.`);
        }
        const known = connectorsOf(org);
        if (known.length > 0 && !known.some((connector) => connector.audience === audience)) {
          throw new ApexFailure(
            'This org has no Connector with that audience: add it under Custom Metadata Types.',
          );
        }
        return signedToken(seat, { ...claimsFor(seat, user, { audience, seconds: lifeSeconds }), nonce });
      },
    },
  };
}
