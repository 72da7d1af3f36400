import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CUSTOMER_PARTY, type AgentId, type InteractionId } from '../../../softphone/core/index.ts';
import { agentPartyId } from './interactions/partyRecord.ts';
import type { LegId, Room } from './ports/telephony.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  openCallCenterKit,
  ROOM,
  type CallCenterKit,
  type TelephonyNewsWithoutKey,
} from './testing/callCenterKit.ts';
import { roomNamed } from './testing/scenes.ts';
import { OTHER, OTHER_LEG, otherIsReady, OUTSIDE_PARTY, PARTNER } from './testing/secondAgent.ts';

const RUNS = 12;
const TIMEOUT_MS = 60_000;

/** What people do, and what the carrier has to tell of it: in any order, up to three times, or only after the next step. */
interface Step {
  readonly does: (kit: CallCenterKit, interactionId: InteractionId) => Promise<unknown>;
  readonly news: readonly ((interactionId: InteractionId) => TelephonyNewsWithoutKey)[];
  /** Whether the next step may come before the news of this one. */
  readonly mayBeLate?: boolean;
  /** Whether the carrier tells of a leg before it has answered the request to ring it. */
  readonly slowly?: boolean;
}

const joined =
  (legId: LegId, room: Required<Room> = ROOM, agentId?: AgentId): Step['news'][number] =>
  (interactionId) => ({
    type: 'legJoined',
    interactionId,
    legId,
    room,
    ...(agentId !== undefined && { partyId: agentPartyId(agentId) }),
  });
const left =
  (legId: LegId, room: Required<Room> = ROOM, followed = false): Step['news'][number] =>
  (interactionId) => ({ type: 'legLeft', interactionId, legId, room, ...(followed && { followed }) });
const picksUp =
  (agentId: AgentId, legId: LegId): Step['news'][number] =>
  (interactionId) => ({ type: 'legAnswered', interactionId, partyId: agentPartyId(agentId), legId });
const ended =
  (agentId: AgentId, legId: LegId): Step['news'][number] =>
  (interactionId) => ({
    type: 'legEnded',
    interactionId,
    partyId: agentPartyId(agentId),
    legId,
    cause: 'completed',
  });
const over =
  (legId: LegId, room: Required<Room> = ROOM): Step['news'][number] =>
  (interactionId) => ({ type: 'conferenceEnded', interactionId, legId, room });
const gone = (): TelephonyNewsWithoutKey => ({ type: 'callerGone', legId: CUSTOMER_LEG });

const NEXT_ROOM = roomNamed('WT101');
const REJOINED_LEG = `${AGENT_LEG}-2` as LegId;

const answers: Step = {
  does: (kit, interactionId) => kit.orders(AGENT, { type: 'answer', interactionId }),
  news: [picksUp(AGENT, AGENT_LEG), joined(CUSTOMER_LEG), joined(AGENT_LEG)],
};
const agentGoes = [left(AGENT_LEG), ended(AGENT, AGENT_LEG)];
const customerHangsUp = (agentId: AgentId, legId: LegId, room = ROOM): Step => ({
  does: () => Promise.resolve(),
  news: [
    left(CUSTOMER_LEG, room),
    left(legId, room, true),
    ended(agentId, legId),
    over(CUSTOMER_LEG, room),
    gone,
  ],
});
const otherComes = [picksUp(OTHER, OTHER_LEG), joined(OTHER_LEG, ROOM, OTHER)];

const scenarios: [string, readonly Step[]][] = [
  ['a call that the customer ends', [answers, customerHangsUp(AGENT, AGENT_LEG)]],
  [
    'a consult that becomes a transfer',
    [
      answers,
      {
        does: async (kit, interactionId) => {
          const target = { kind: 'agent', agentId: OTHER } as const;
          await kit.orders(AGENT, { type: 'consult', interactionId, target });
          await kit.orders(OTHER, { type: 'answer', interactionId });
        },
        news: otherComes,
      },
      {
        does: (kit, interactionId) => kit.orders(AGENT, { type: 'leave', interactionId }),
        news: agentGoes,
        mayBeLate: true,
      },
      customerHangsUp(OTHER, OTHER_LEG),
    ],
  ],
  [
    'a transfer to a queue',
    [
      answers,
      {
        does: (kit, interactionId) =>
          kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'queue', queue: 'Sales' } }),
        news: [...agentGoes, left(CUSTOMER_LEG), over(AGENT_LEG)],
        mayBeLate: true,
      },
      {
        does: async (kit, interactionId) => {
          await kit.reserves(interactionId, OTHER);
          await kit.orders(OTHER, { type: 'answer', interactionId });
        },
        news: [picksUp(OTHER, OTHER_LEG), joined(CUSTOMER_LEG, NEXT_ROOM), joined(OTHER_LEG, NEXT_ROOM)],
      },
    ],
  ],
  [
    'a parked call that another agent picks up',
    [
      answers,
      {
        does: (kit, interactionId) => kit.orders(AGENT, { type: 'park', interactionId }),
        news: agentGoes,
        mayBeLate: true,
      },
      {
        does: (kit, interactionId) => kit.orders(OTHER, { type: 'pickUp', interactionId }),
        news: otherComes,
        slowly: true,
      },
    ],
  ],
  [
    'a transfer that comes back to its giver',
    [
      answers,
      {
        does: (kit, interactionId) =>
          kit.orders(AGENT, {
            type: 'transfer',
            interactionId,
            target: { kind: 'agent', agentId: OTHER },
          }),
        news: agentGoes,
        mayBeLate: true,
      },
      {
        does: async (kit, interactionId) => {
          await kit.orders(OTHER, { type: 'decline', interactionId });
          await kit.orders(AGENT, { type: 'answer', interactionId });
        },
        news: [picksUp(AGENT, REJOINED_LEG), joined(REJOINED_LEG, ROOM, AGENT)],
        slowly: true,
      },
    ],
  ],
  [
    'a third party outside who stays alone with the customer',
    [
      answers,
      {
        does: (kit, interactionId) =>
          kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'number', number: PARTNER } }),
        news: [
          (interactionId) => ({
            ...joined(`CA-${OUTSIDE_PARTY}` as LegId)(interactionId),
            partyId: OUTSIDE_PARTY,
          }),
        ],
      },
      {
        does: (kit, interactionId) => kit.orders(AGENT, { type: 'leave', interactionId }),
        news: agentGoes,
      },
    ],
  ],
];

interface Telling {
  readonly copies: number;
  readonly late: boolean;
  readonly rank: number;
}

const inOrder: readonly Telling[] = [];

/** Plays the steps, the news told as `tellings` say, and returns how all stands in the end. */
async function play(steps: readonly Step[], tellings: readonly Telling[]): Promise<unknown> {
  const kit = await openCallCenterKit();
  try {
    await otherIsReady(kit);
    const interactionId = await kit.offer();
    for (const leg of [CUSTOMER_LEG, AGENT_LEG]) kit.carrier.heard.set(leg, 'talk');
    kit.carrier.newLegOf(agentPartyId(AGENT));
    let waiting: { rank: number; key: string; news: TelephonyNewsWithoutKey }[] = [];
    let count = 0;
    for (const { does, news, mayBeLate, slowly } of steps) {
      const answer = slowly ? kit.carrier.delays('ringParty') : undefined;
      await does(kit, interactionId);
      const later: typeof waiting = [];
      for (const newsOf of news) {
        const { copies = 1, late = false, rank = count } = tellings[count] ?? {};
        count += 1;
        const told = { key: `news:${count}`, news: newsOf(interactionId) };
        for (let copy = 0; copy < copies; copy += 1) {
          (late && mayBeLate ? later : waiting).push({ ...told, rank: (rank * (copy + 1)) % 97 });
        }
      }
      for (const { key, news: told } of waiting.toSorted((one, other) => one.rank - other.rank)) {
        await kit.tell(told, key);
      }
      answer?.();
      await kit.settle();
      waiting = later;
    }
    return await endOf(kit, interactionId);
  } finally {
    await kit.stop();
  }
}

async function endOf(kit: CallCenterKit, interactionId: InteractionId): Promise<unknown> {
  const { phase, hungUpBy, parties, parts } = await kit.recordOf(interactionId);
  const present =
    phase === 'ended' ? [] : parties.map(({ id, state, legId, held }) => ({ id, state, legId, held }));
  const states = [await kit.stateOf(AGENT), await kit.stateOf(OTHER)];
  const ended = [...new Set(kit.endedLegs())].toSorted();
  await kit.wrapUpRunsOut();
  return {
    phase,
    hungUpBy,
    parties: present.toSorted((one, other) => one.id.localeCompare(other.id)),
    parts: parts.map(({ agentId, via, left: how }) => ({ agentId, via, how })),
    states,
    ended: phase === 'ended' ? [] : ended,
    logs: kit.saved.map(({ key, outcome }) => ({ key, outcome })),
    heard: phase === 'ended' ? {} : await kit.appliedSounds(interactionId),
  };
}

const telling = fc.record({
  copies: fc.integer({ min: 1, max: 3 }),
  late: fc.boolean(),
  rank: fc.integer({ min: 1, max: 96 }),
});

describe('news that is repeated, out of order or late comes to the same end', () => {
  it.each(scenarios)(
    '%s',
    async (_name, steps) => {
      const expected = await play(steps, inOrder);
      const newsCount = steps.reduce((sum, { news }) => sum + news.length, 0);

      await fc.assert(
        fc.asyncProperty(
          fc.array(telling, { minLength: newsCount, maxLength: newsCount }),
          async (tellings) => {
            expect(await play(steps, tellings)).toEqual(expected);
          },
        ),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );

  it('and the customer is still the customer', async () => {
    const end = await play(scenarios[2]![1], inOrder);

    expect(end).toMatchObject({ phase: 'connected', heard: { [CUSTOMER_PARTY]: 'talk' } });
  });
});
