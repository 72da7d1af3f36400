import {
  CUSTOMER_PARTY,
  newSoftphone,
  viewOf,
  type AgentDay,
  type CallSummary,
  type Desk,
  type Instant,
  type Interaction,
  type ParkedCall,
  type Party,
  type RecordMatch,
  type RecordSights,
  type RestingState,
  type Softphone,
  type SoftphoneView,
} from '../../softphone/core/index.ts';

/** The moment at which component tests take place. */
export const NOW = Date.UTC(2026, 0, 15, 9, 30) as Instant;

/** An instant some seconds after (or, below zero, before) `NOW`. */
export function secondsFromNow(seconds: number): Instant {
  return (NOW + seconds * 1000) as Instant;
}

export const ana: RecordMatch = {
  objectType: 'Contact',
  recordId: '003000000000001AAA',
  part: 'person',
  reason: { kind: 'number', field: 'MobilePhone' },
};

export const bruno: RecordMatch = {
  objectType: 'Lead',
  recordId: '00Q000000000001AAA',
  part: 'person',
  reason: { kind: 'number', field: 'Phone' },
};

export const brokenFurnace: RecordMatch = {
  objectType: 'Case',
  recordId: '500000000000001AAA',
  part: 'subject',
  reason: { kind: 'openCase' },
};

/** The desktop has read these records, and the agent may see them. */
export const records: RecordSights = {
  [ana.recordId]: { state: 'seen', name: 'Ana Ruiz', detail: 'Acme Corp' },
  [bruno.recordId]: { state: 'seen', name: 'Bruno Keller' },
  [brokenFurnace.recordId]: { state: 'seen', name: '00001026', detail: 'Furnace does not start' },
};

/** The customer, who talks since a minute. */
export function aCustomer(changes: Partial<Party> = {}): Party {
  return {
    id: CUSTOMER_PARTY,
    role: 'customer',
    number: '+14155550100',
    state: 'talking',
    since: secondsFromNow(-60),
    ...changes,
  };
}

/** Another agent in the call, who talks since 12 s. */
export function aColleague(changes: Partial<Party> = {}): Party {
  return {
    id: 'agent-2' as Party['id'],
    role: 'agent',
    agentId: '005000000000002AAA' as NonNullable<Party['agentId']>,
    name: 'Ben Keller',
    state: 'talking',
    since: secondsFromNow(-12),
    ...changes,
  };
}

/** Two calls that wait in orbits, the older one last. */
export const parkedCalls: readonly ParkedCall[] = [
  {
    interactionId: 'parked-2' as ParkedCall['interactionId'],
    orbit: '702',
    number: '+14155550177',
    parkedBy: 'Maria Lopez',
    since: secondsFromNow(-20),
  },
  {
    interactionId: 'parked-1' as ParkedCall['interactionId'],
    orbit: '701',
    number: '+14155550123',
    queue: 'Support',
    parkedBy: 'Ben Keller',
    since: secondsFromNow(-72),
  },
];

/** An inbound interaction that rings since 5 s and for 15 s more; `changes` make it another one. */
export function anInteraction(changes: Partial<Interaction> = {}): Interaction {
  return {
    id: 'interaction-1' as Interaction['id'],
    direction: 'inbound',
    ani: '+14155550100' as Interaction['ani'],
    dnis: '+18885550199' as Interaction['dnis'],
    via: 'queue',
    queue: 'Support',
    parties: [aCustomer()],
    muted: false,
    earlierNotes: [],
    call: { state: 'offered', offeredAt: secondsFromNow(-5), expiresAt: secondsFromNow(15) },
    matches: [],
    matched: true,
    notes: '',
    ...changes,
  };
}

/** An interaction whose call runs since a minute. */
export function aConnectedInteraction(changes: Partial<Interaction> = {}): Interaction {
  return anInteraction({
    call: { state: 'connected', startedAt: secondsFromNow(-65), answeredAt: secondsFromNow(-60) },
    matches: [ana],
    person: ana,
    ...changes,
  });
}

/** An interaction in wrap-up, with 30 s left of 45. */
export function aWrapUp(changes: Partial<Interaction> = {}): Interaction {
  return aConnectedInteraction({
    call: {
      state: 'ended',
      startedAt: secondsFromNow(-140),
      answeredAt: secondsFromNow(-135),
      endedAt: secondsFromNow(-15),
      reason: 'customerHungUp',
    },
    wrapUp: { startedAt: secondsFromNow(-15), endsAt: secondsFromNow(30) },
    ...changes,
  });
}

/** A call of this morning. */
export function aCallSummary(changes: Partial<CallSummary> = {}): CallSummary {
  return {
    interactionId: 'interaction-0' as CallSummary['interactionId'],
    direction: 'inbound',
    ani: '+14155550100' as CallSummary['ani'],
    dnis: '+18885550199' as CallSummary['dnis'],
    outcome: 'answered',
    startedAt: secondsFromNow(-3600),
    talkSeconds: 95,
    ...changes,
  };
}

/** The figures of an agent who is ready, as they are now. */
export function aDay(changes: Partial<AgentDay> = {}): AgentDay {
  return {
    at: NOW,
    answered: 12,
    missed: 1,
    dialed: 3,
    averageHandleSeconds: 185,
    timesMs: { ready: 4_800_000, notReady: 0, reserved: 65_000, onCall: 2_880_000, wrapUp: 580_000 },
    running: 'ready',
    ...changes,
  };
}

/** The desk of an agent with these interactions at hand. */
export function aDesk(
  interactions: readonly Interaction[] = [],
  resting: RestingState = { name: 'ready' },
): Desk {
  return {
    agent: {
      id: '005000000000001AAA' as Desk['agent']['id'],
      name: 'Maria Lopez',
      resting,
      restingSince: secondsFromNow(-200),
    },
    interactions,
  };
}

/** What the agent may do with the active one of these interactions. */
export function allowedIn(active: Interaction, ...others: readonly Interaction[]): readonly string[] {
  const desk = { ...aDesk([active, ...others]), active: active.id };
  return aView({ desk }).may[active.id] ?? [];
}

/** A signed-in softphone that owns the phone. */
export function aSoftphone(changes: Partial<Softphone> = {}): Softphone {
  return {
    ...newSoftphone,
    records,
    session: { state: 'signedIn' },
    link: 'open',
    desk: aDesk(),
    phone: { ...newSoftphone.phone, owner: 'here', registration: 'registered', microphone: 'granted' },
    settings: {
      country: 'US',
      reasonCodes: [
        { name: 'Break', colour: '#DD7A01', choosable: true },
        { name: 'Lunch', colour: '#DD7A01', choosable: true },
        { name: 'Training', colour: '#9050E9', choosable: true },
        { name: 'Missed call', colour: '#BA0517', choosable: false },
      ],
      reasonRequired: true,
      wrapUpExtensions: 2,
      wrapUpExtensionSeconds: 60,
      dispositions: ['Resolved', 'Follow-up', 'Wrong number'].map((name) => ({ name, queues: [] })),
      queueRules: [],
      callerIds: [],
      dialFrom: ['ready', 'notReady'],
      mostCalls: 4,
      mostParties: 10,
    },
    ...changes,
  };
}

/** What the panels draw of that softphone. */
export function aView(changes: Partial<Softphone> = {}): SoftphoneView {
  return viewOf(aSoftphone(changes));
}
