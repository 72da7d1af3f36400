import type { EndpointCall } from '../../../phoneNetwork/endpointCall.ts';
import type { ClientInvite } from '../clientGateway.ts';
import { settled, type ScriptedClient, type SwitchboardUnderTest } from './scriptedClient.ts';

/** The types of what a client was sent. */
export const types = (client: ScriptedClient) => client.heard.map((message) => message.type);
/** What a client was sent last. */
export const last = (client: ScriptedClient) => client.heard.at(-1);

/** The carrier calls a client; `told` is what it hears of that. */
export async function ring({ switchboard, clock }: SwitchboardUnderTest, identity = 'agent_1') {
  const call = switchboard.clients.dialClient({
    identity,
    callSid: 'CA100',
    from: '+14155550100',
    to: `client:${identity}`,
    params: { interactionId: 'a&b' },
  });
  const told = follow(call);
  await settled();
  clock.advance(0);
  return { call, told };
}

/** What is told of a call from now on: its events, keys and the cause of its end. */
export function follow(call: EndpointCall) {
  const told: string[] = [];
  call.subscribe((event) => {
    told.push(event.type === 'digit' ? event.digit : event.type === 'ended' ? event.cause : event.type);
  });
  return told;
}

/** A client calls; `told` is what the carrier hears of it. */
export async function invite({ switchboard, clock }: SwitchboardUnderTest, client: ScriptedClient) {
  const invites: ClientInvite[] = [];
  switchboard.clients.onInvite((each) => invites.push(each));
  await client.say('invite', { callsid: 'TJ1', sdp: 'o', twilio: { params: 'To=%2B44&x=1' } });
  const [first] = invites;
  if (!first) throw new Error('The carrier was told of no call');
  const { call, params } = first;
  const told = follow(call);
  clock.advance(0);
  return { call, params, told };
}
