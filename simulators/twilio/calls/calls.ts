import type { EndpointCall, PhoneNetwork } from '../../phoneNetwork/endpointCall.ts';
import { newSid } from '../account.ts';
import type { ClientGateway } from '../voiceEdge/clientGateway.ts';
import { isFinal, type Call, type CallPlan } from './call.ts';
import { createCall, type CallParts } from './createCall.ts';

/** A call that Twilio makes. */
export interface Origination extends CallPlan {
  /** How long the other side may ring. */
  readonly timeoutSeconds: number;
}

/** Every call of the account, also those that are over. */
export interface Calls {
  /** Takes up a call that a party makes; the party hears ringing. */
  receive(plan: CallPlan, endpoint: EndpointCall): Call;
  /** Rings a number, or a browser client for `client:identity?name=value`. */
  originate(origination: Origination): Call;
  find(sid: string): Call | undefined;
  all(): readonly Call[];
}

export interface CallsOptions extends CallParts {
  readonly network: PhoneNetwork;
  readonly clients: ClientGateway;
}

/** Twilio's buffer on top of a ring limit; twilio.com/docs/voice/api/conference-participant-resource, `Timeout`. */
const ringBufferMs = 5000;

export function createCalls({ network, clients, ...parts }: CallsOptions): Calls {
  const { clock } = parts;
  const calls = new Map<string, Call>();

  function ring(sid: string, { from, to }: Origination): EndpointCall {
    const client = clientAddress(to);
    return client
      ? clients.dialClient({ ...client, callSid: sid, from, to: `client:${client.identity}` })
      : network.dial({ from, to });
  }

  return {
    receive(plan, endpoint) {
      const call = createCall(plan, parts);
      calls.set(call.sid, call);
      call.attach(endpoint);
      endpoint.ring();
      return call;
    },
    originate(origination) {
      const { timeoutSeconds, ...plan } = origination;
      const sid = newSid('CA');
      const to = plan.to.replace(/^(client:[^?]*)\?.*$/s, '$1');
      const call = createCall({ ...plan, to, sid }, parts);
      calls.set(sid, call);
      clock.schedule(0, () => {
        if (isFinal(call.status)) return;
        call.progress('initiated');
        call.attach(ring(sid, origination));
        const forget = clock.schedule(timeoutSeconds * 1000 + ringBufferMs, () => {
          if (call.answeredAt === undefined) call.end('no-answer');
        });
        call.subscribe(({ type }) => {
          if (type === 'answered' || type === 'ended') forget();
        });
      });
      return call;
    },
    find: (sid) => calls.get(sid),
    all: () => [...calls.values()],
  };
}

/** The parts of `client:identity?name=value`, or `undefined` for any other destination. */
function clientAddress(to: string) {
  const [, identity, query = ''] = /^client:([^?]+)(?:\?(.*))?$/s.exec(to) ?? [];
  if (identity === undefined) return undefined;
  return { identity, params: Object.fromEntries(new URLSearchParams(query)) };
}
