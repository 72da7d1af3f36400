import type { Call } from '../call/call.ts';
import { advanceDesk } from '../desk/advanceDesk.ts';
import { newDesk, type Desk } from '../desk/desk.ts';
import type { DeskEvent } from '../desk/deskEvent.ts';
import type { RecordMatch } from '../interaction/interaction.ts';
import { CUSTOMER_PARTY, type Party, type PartyId } from '../interaction/party.ts';
import type { Audio } from '../phone/phone.ts';
import type { RecordSights } from '../softphone/recordSight.ts';
import { noPops, type HostSettings, type PopRules } from '../softphone/screenPop.ts';
import { newSoftphone, type Softphone } from '../softphone/softphone.ts';
import type { Monitoring } from '../supervision/supervision.ts';
import type { AgentId, Ani, Dnis, Instant, InteractionId } from '../vocabulary.ts';

/** Seconds after the tests' time begins. */
export function second(seconds: number): Instant {
  return (1_767_603_600_000 + seconds * 1000) as Instant;
}

export const one = 'interaction-1' as InteractionId;
export const two = 'interaction-2' as InteractionId;
export const caller = '+14155550100' as Ani;
export const centre = '+14155550199' as Dnis;

export const customer: Party = {
  id: CUSTOMER_PARTY,
  role: 'customer',
  number: caller,
  state: 'talking',
  since: second(7),
};
export const colleague: Party = {
  id: 'agent-005H' as PartyId,
  role: 'agent',
  agentId: '005H' as AgentId,
  name: 'Hedy Lamarr',
  state: 'talking',
  since: second(30),
};

export const listening: Monitoring = {
  interactionId: 'interaction-9' as InteractionId,
  agentId: '005G' as AgentId,
  agentName: 'Grace Hopper',
  mode: 'monitor',
  state: 'connecting',
  since: second(0),
};
export const ada: RecordMatch = { objectType: 'Contact', recordId: '003A', part: 'person' };
export const charles: RecordMatch = { objectType: 'Lead', recordId: '00QC', part: 'person' };
export const adasCase: RecordMatch = {
  objectType: 'Case',
  recordId: '500A',
  part: 'subject',
  reason: { kind: 'openCase' },
  belongsTo: ada.recordId,
};

/** The desktop has read them, and the agent may see them. */
export const faces: RecordSights = {
  [ada.recordId]: { state: 'seen', name: 'Ada Lovelace' },
  [charles.recordId]: { state: 'seen', name: 'Charles Babbage' },
  [adasCase.recordId]: { state: 'seen', name: '00001001', detail: 'Engine does not start' },
};

export const calls: { readonly [State in Call['state']]: Extract<Call, { state: State }> } = {
  offered: { state: 'offered', offeredAt: second(0), expiresAt: second(20) },
  answering: { state: 'answering', acceptedAt: second(5) },
  dialing: { state: 'dialing', dialedAt: second(0) },
  connected: { state: 'connected', startedAt: second(5), answeredAt: second(7) },
  ended: {
    state: 'ended',
    startedAt: second(5),
    answeredAt: second(7),
    endedAt: second(67),
    reason: 'customerHungUp',
  },
};

export const reserved = (
  changes: Partial<Extract<DeskEvent, { type: 'reserved' }>> = {},
): Extract<DeskEvent, { type: 'reserved' }> => ({
  type: 'reserved',
  interactionId: one,
  ani: caller,
  dnis: centre,
  direction: 'inbound',
  via: 'queue',
  queue: 'Support',
  parties: [customer],
  earlierNotes: [],
  expiresAt: second(20),
  at: second(0),
  ...changes,
});

export const dialed = (
  changes: Partial<Extract<DeskEvent, { type: 'dialed' }>> = {},
): Extract<DeskEvent, { type: 'dialed' }> => ({
  type: 'dialed',
  interactionId: one,
  ani: '+14155550199' as Ani,
  dnis: '+14155550100' as Dnis,
  direction: 'outbound',
  parties: [{ ...customer, state: 'ringing' }],
  at: second(0),
  ...changes,
});

export const accepted: DeskEvent = { type: 'accepted', interactionId: one, at: second(5) };
export const answered: DeskEvent = { type: 'answered', interactionId: one, at: second(7) };
export const hungUp: DeskEvent = {
  type: 'callEnded',
  interactionId: one,
  reason: 'customerHungUp',
  wrapUpEndsAt: second(97),
  at: second(67),
};
export const missed: DeskEvent = {
  type: 'callEnded',
  interactionId: one,
  reason: 'missed',
  at: second(20),
};
/** The agent's own connection breaks. */
export const lost: DeskEvent = {
  type: 'connectionLost',
  interactionId: one,
  until: second(60),
  at: second(40),
};
export const wrappedUp: DeskEvent = { type: 'wrapUpCompleted', interactionId: one, at: second(80) };
export const ready: DeskEvent = { type: 'agentStateSet', state: { name: 'ready' }, at: second(-60) };

export const emptyDesk: Desk = newDesk({ id: '005G' as AgentId, name: 'Grace Hopper' }, second(-120));

/** The desk of a ready agent after events that all can happen. */
export function deskAfter(...events: readonly DeskEvent[]): Desk {
  return [ready, ...events].reduce((desk, event) => {
    const next = advanceDesk(desk, event);
    if (!next) throw new Error(`${event.type} cannot happen here`);
    return next;
  }, emptyDesk);
}

/** The desk in each state that an interaction can be in. */
export const desks = {
  idle: deskAfter(),
  offered: deskAfter(reserved()),
  answering: deskAfter(reserved(), accepted),
  dialing: deskAfter(dialed()),
  connected: deskAfter(reserved(), accepted, answered),
  wrapUp: deskAfter(reserved(), accepted, answered, hungUp),
} as const;

/** On a second call, while the first waits. */
export const twoCalls: Desk = deskAfter(
  reserved(),
  accepted,
  answered,
  reserved({ interactionId: two, via: 'direct', at: second(20), expiresAt: second(40) }),
  { type: 'accepted', interactionId: two, at: second(25) },
  { type: 'answered', interactionId: two, at: second(27) },
);

/** The form of a new contact for nobody, the record of one match; by default when the call is answered. */
export function popping(
  screenPopOn: HostSettings['screenPopOn'] = 'answered',
  inbound: Partial<PopRules> = {},
): HostSettings {
  const rules: PopRules = {
    noMatch: { kind: 'newRecord', objectType: 'Contact' },
    oneMatch: { kind: 'record' },
    manyMatches: { kind: 'none' },
  };
  return { screenPopOn, pops: { inbound: { ...rules, ...inbound }, outbound: noPops, internal: noPops } };
}

/** The sound of a call that runs in this tab. */
export function audioFor(interactionId: InteractionId, changes: Partial<Audio> = {}): Audio {
  return { interactionId, state: 'connected', muted: false, digits: '', warnings: [], ...changes };
}

/** A signed-in softphone that owns the phone. */
export function softphoneAt(desk: Desk, changes: Partial<Softphone> = {}): Softphone {
  return {
    ...newSoftphone,
    session: { state: 'signedIn' },
    link: 'open',
    desk,
    host: popping(),
    phone: { ...newSoftphone.phone, owner: 'here', registration: 'registered' },
    ...changes,
  };
}
