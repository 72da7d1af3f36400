import fc from 'fast-check';
import type { DeskCommand } from '../desk/command.ts';
import type { Target } from '../desk/target.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { CUSTOMER_PARTY, type Via } from '../interaction/party.ts';
import type { LocalCommand } from '../softphone/softphone.ts';
import type { Direction } from '../vocabulary.ts';
import { ada, adasCase, charles, customer } from './builders.ts';
import type { TinyConnector } from './tinyConnector.ts';
import { ended, withParties } from './tinyDecisions.ts';

/** Something that people, networks or the router do; `on` picks the interaction that it is about. */
export type RandomStep = { readonly on: number } & (
  | {
      readonly by: 'agent';
      readonly tab: number;
      readonly command: (target: Interaction | undefined) => DeskCommand | LocalCommand | undefined;
    }
  | {
      readonly by: 'world';
      readonly does: (connector: TinyConnector, target: Interaction) => void;
    }
  | { readonly by: 'router'; readonly does: (connector: TinyConnector) => void }
  | {
      readonly by: 'network';
      readonly tab: number;
      readonly does: 'link' | 'unlink' | 'forget' | 'reload';
    }
);

type About = (target: Interaction) => DeskCommand | LocalCommand;

const records = fc.constantFrom(ada, charles, adasCase);
const matches = fc.uniqueArray(records, { maxLength: 3 });
const target: Target = { kind: 'number', number: '+14155550100' };
const partyAt = fc.nat({ max: 2 });

const answer = fc.constant<About>(({ id }) => ({ type: 'answer', interactionId: id }));

const plain = fc
  .constantFrom(
    'decline' as const,
    'hangUp' as const,
    'activate' as const,
    'swap' as const,
    'joinAll' as const,
    'leave' as const,
    'park' as const,
    'rejoin' as const,
    'extendWrapUp' as const,
    'completeWrapUp' as const,
    'popScreen' as const,
  )
  .map((type): About => ({ id }) => ({ type, interactionId: id }));

const onParty = fc
  .tuple(fc.constantFrom('hold' as const, 'resume' as const, 'removeParty' as const), partyAt)
  .map(([type, index]): About => ({ id, parties }) => ({
    type,
    interactionId: id,
    partyId: parties[index % parties.length]?.id ?? CUSTOMER_PARTY,
  }));

const writing: fc.Arbitrary<About> = fc.oneof(
  records.map((record): About => ({ id }) => ({ type: 'chooseRecord', interactionId: id, record })),
  fc
    .constantFrom('person' as const, 'subject' as const)
    .map((part): About => ({ id }) => ({ type: 'removeRecord', interactionId: id, part })),
  fc.string().map((notes): About => ({ id }) => ({ type: 'writeNotes', interactionId: id, notes })),
  fc.constant<About>(({ id }) => ({ type: 'chooseDisposition', interactionId: id, disposition: 'Solved' })),
);

const aboutCall: fc.Arbitrary<About> = fc.oneof(
  { weight: 4, arbitrary: answer },
  { weight: 4, arbitrary: plain },
  { weight: 2, arbitrary: onParty },
  {
    weight: 2,
    arbitrary: fc
      .boolean()
      .map((muted): About => ({ id }) => ({ type: 'setMuted', interactionId: id, muted })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('consult' as const, 'transfer' as const)
      .map((type): About => ({ id }) => ({ type, interactionId: id, target })),
  },
  { weight: 1, arbitrary: writing },
);

const fromAnywhere: fc.Arbitrary<() => DeskCommand | LocalCommand> = fc.oneof(
  fc
    .option(records, { nil: undefined })
    .map((record) => () => ({ type: 'dial' as const, target, ...(record && { record }) })),
  fc
    .constantFrom(
      { name: 'ready' } as const,
      { name: 'ready' } as const,
      { name: 'ready' } as const,
      { name: 'notReady', reasonCode: 'Break' } as const,
      { name: 'loggedOut' } as const,
    )
    .map((state) => () => ({ type: 'setAgentState' as const, state })),
  fc.constantFrom('takePhone' as const, 'retry' as const).map((type) => () => ({ type })),
);

const agentCommand = fc.oneof(
  {
    weight: 3,
    arbitrary: aboutCall.map(
      (about) => (interaction: Interaction | undefined) => interaction && about(interaction),
    ),
  },
  { weight: 1, arbitrary: fromAnywhere },
);

type WorldStep = Extract<RandomStep, { by: 'world' }>['does'];

/** Both are in the conference. */
const joins: WorldStep = (connector, { id }) => {
  if (connector.tabs.every(({ microphones }) => !microphones.has(id))) return;
  connector.happen({ type: 'answered', interactionId: id, at: connector.now() });
};

const matched = matches.map((found): WorldStep => (connector, interaction) => {
  const { id: interactionId } = interaction;
  if (interaction.matched) return;
  connector.happen({ type: 'matched', interactionId, matches: found, at: connector.now() });
});

const ends = fc
  .constantFrom('missed' as const, 'customerHungUp' as const)
  .map((reason): WorldStep => (connector, { id, call }) => {
    const at = connector.now();
    const wrapsUp = call.state === 'connected' || call.state === 'dialing';
    connector.happen(wrapsUp ? ended(id, reason, at) : { type: 'callEnded', interactionId: id, reason, at });
  });

const breaks: WorldStep = (connector, { id }) => {
  connector.breakLeg(id);
};

const staysAway: WorldStep = (connector, { id, lostUntil }) => {
  if (lostUntil !== undefined) connector.happen(ended(id, 'connectionLost', connector.now()));
};

/** A third party answers, or somebody leaves. */
const changesParties = fc
  .tuple(partyAt, fc.boolean())
  .map(([index, answers]): WorldStep => (connector, interaction) => {
    const party = interaction.parties[index % interaction.parties.length];
    if (!party || interaction.call.state !== 'connected') return;
    const at = connector.now();
    const rest = interaction.parties.filter(({ id }) => id !== party.id);
    const after = answers ? [...rest, { ...party, state: 'talking', since: at } as const] : rest;
    withParties(interaction, after, at).forEach(connector.happen);
  });

const worldStep: fc.Arbitrary<WorldStep> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(joins) },
  { weight: 2, arbitrary: matched },
  { weight: 1, arbitrary: ends },
  { weight: 1, arbitrary: fc.constant(breaks) },
  { weight: 1, arbitrary: fc.constant(staysAway) },
  { weight: 1, arbitrary: changesParties },
);

const offers = fc.constantFrom<(readonly [Via, Direction])[]>(
  ['queue', 'inbound'],
  ['direct', 'inbound'],
  ['transfer', 'outbound'],
  ['consult', 'inbound'],
  ['internal', 'internal'],
);

const routerStep: fc.Arbitrary<(connector: TinyConnector) => void> = fc
  .tuple(offers, fc.option(matches, { nil: undefined }), fc.option(records, { nil: undefined }))
  .map(([[via, direction], found, record]) => (connector: TinyConnector) => {
    const related = record && via !== 'queue' ? { [record.part]: record } : {};
    connector.reserve({ via, direction, parties: [customer], ...(found && { matches: found }), ...related });
  });

const pickUp = fc.nat({ max: 2 }).map((index) => (connector: TinyConnector, at: number) => {
  const parked = connector.parkedCalls();
  const interactionId = parked[index % parked.length]?.interactionId;
  const tab = connector.tabs[at];
  if (!interactionId || !tab) return;
  connector.act(tab, {
    type: 'commanded',
    command: { type: 'pickUp', interactionId },
    at: connector.now(),
  });
});

const on = fc.nat({ max: 5 });
const tab = fc.nat({ max: 1 });

const randomStep: fc.Arbitrary<RandomStep> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({ by: fc.constant('agent' as const), on, tab, command: agentCommand }),
  },
  { weight: 6, arbitrary: fc.record({ by: fc.constant('world' as const), on, does: worldStep }) },
  { weight: 2, arbitrary: fc.record({ by: fc.constant('router' as const), on, does: routerStep }) },
  {
    weight: 1,
    arbitrary: fc.tuple(pickUp, tab).map(([pick, at]) => ({
      by: 'router' as const,
      on: 0,
      does: (connector: TinyConnector) => {
        pick(connector, at);
      },
    })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      by: fc.constant('network' as const),
      on,
      tab,
      does: fc.constantFrom<Extract<RandomStep, { by: 'network' }>['does'][]>(
        'link',
        'link',
        'link',
        'unlink',
        'forget',
        'reload',
      ),
    }),
  },
);

/** A day at the desk: long enough for calls to pile up. */
export const randomSteps: fc.Arbitrary<readonly RandomStep[]> = fc.array(randomStep, {
  maxLength: 80,
  size: 'max',
});

/** Takes a step with a connector. */
export function take(connector: TinyConnector, step: RandomStep): void {
  const { interactions } = connector.desk();
  const target = interactions[step.on % interactions.length];
  switch (step.by) {
    case 'agent': {
      const command = step.command(target);
      const at = connector.tabs[step.tab];
      if (command && at) connector.act(at, { type: 'commanded', command, at: connector.now() });
      return;
    }
    case 'world':
      if (target) step.does(connector, target);
      return;
    case 'router':
      step.does(connector);
      return;
    case 'network': {
      const at = connector.tabs[step.tab];
      if (!at) return;
      if (step.does === 'link') connector.link(at);
      else if (step.does === 'reload') connector.reload(at);
      else connector.unlink(at);
      if (step.does === 'forget') at.seq = undefined;
    }
  }
}
