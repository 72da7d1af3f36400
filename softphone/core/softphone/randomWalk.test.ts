import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { advanceDesk } from '../desk/advanceDesk.ts';
import type { DeskCommand } from '../desk/command.ts';
import { agentStateOf, liveInteraction, type Desk } from '../desk/desk.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { ada, adasCase, charles, emptyDesk, popping, second } from '../testing/builders.ts';
import { createTinyConnector, type Tab, type TinyConnector } from '../testing/tinyConnector.ts';
import { barItemOf } from './barItem.ts';
import type { HostSettings, PopRule } from './screenPop.ts';
import type { LocalCommand } from './softphone.ts';

/** One step of a walk: something that people, networks or the router do. */
type Step =
  | {
      readonly by: 'agent';
      readonly tab: number;
      readonly command: (target: Interaction | undefined) => DeskCommand | LocalCommand | undefined;
    }
  | {
      readonly by: 'world';
      readonly does: (connector: TinyConnector, target: Interaction | undefined) => void;
    }
  | { readonly by: 'network'; readonly tab: number; readonly does: 'link' | 'unlink' | 'forget' };

const records = fc.constantFrom(ada, charles, adasCase);
const matches = fc.uniqueArray(records, { maxLength: 3 });

const onInteraction = fc.constantFrom('answer', 'decline', 'hangUp', 'completeWrapUp');

const agentCommand: fc.Arbitrary<
  (target: Interaction | undefined) => DeskCommand | LocalCommand | undefined
> = fc.oneof(
  onInteraction.map(
    (type) => (target: Interaction | undefined) => target && { type, interactionId: target.id },
  ),
  records.map(
    (record) => (target: Interaction | undefined) =>
      target && { type: 'chooseRecord' as const, interactionId: target.id, record },
  ),
  fc
    .constantFrom('person' as const, 'subject' as const)
    .map(
      (part) => (target: Interaction | undefined) =>
        target && { type: 'removeRecord' as const, interactionId: target.id, part },
    ),
  fc
    .string()
    .map(
      (notes) => (target: Interaction | undefined) =>
        target && { type: 'writeNotes' as const, interactionId: target.id, notes },
    ),
  fc.constant(
    (target: Interaction | undefined) =>
      target && { type: 'chooseDisposition' as const, interactionId: target.id, disposition: 'Solved' },
  ),
  fc.option(records, { nil: undefined }).map((record) => () => ({
    type: 'dial' as const,
    number: '+14155550100',
    ...(record && { record }),
  })),
  fc
    .constantFrom(
      { name: 'ready' } as const,
      { name: 'notReady', reasonCode: 'Break' } as const,
      { name: 'loggedOut' } as const,
    )
    .map((state) => () => ({ type: 'setAgentState' as const, state })),
  fc.constant(
    (target: Interaction | undefined) => target && { type: 'popScreen' as const, interactionId: target.id },
  ),
  fc.constantFrom('takePhone' as const, 'mute' as const, 'retry' as const).map((type) => () => ({ type })),
);

const world: fc.Arbitrary<(connector: TinyConnector, target: Interaction | undefined) => void> = fc.oneof(
  fc.option(matches, { nil: undefined }).map((found) => (connector: TinyConnector) => {
    connector.reserve(found);
  }),
  matches.map((found) => (connector: TinyConnector, target: Interaction | undefined) => {
    if (target && !target.matched)
      connector.happen({ type: 'matched', interactionId: target.id, matches: found, at: connector.now() });
  }),
  fc.constant((connector: TinyConnector, target: Interaction | undefined) => {
    if (target) connector.happen({ type: 'answered', interactionId: target.id, at: connector.now() });
  }),
  fc
    .constantFrom('missed' as const, 'customerHungUp' as const)
    .map((reason) => (connector: TinyConnector, target: Interaction | undefined) => {
      if (!target) return;
      const wrapsUp = target.call.state === 'connected' || target.call.state === 'dialing';
      connector.happen({
        type: 'callEnded',
        interactionId: target.id,
        reason,
        at: connector.now(),
        ...(wrapsUp && { wrapUpEndsAt: second(9_999) }),
      });
    }),
);

const tab = fc.nat({ max: 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ by: fc.constant('agent' as const), tab, command: agentCommand }) },
  { weight: 4, arbitrary: fc.record({ by: fc.constant('world' as const), does: world }) },
  {
    weight: 1,
    arbitrary: fc.record({
      by: fc.constant('network' as const),
      tab,
      does: fc.constantFrom('link' as const, 'unlink' as const, 'forget' as const),
    }),
  },
);

function walk(steps: readonly Step[], check: (connector: TinyConnector) => void, host = popping()): void {
  const connector = createTinyConnector(host);
  for (const each of connector.tabs) connector.link(each);
  connector.happen({ type: 'agentStateSet', state: { name: 'ready' }, at: second(0) });
  for (const each of steps) {
    take(connector, each);
    check(connector);
  }
}

function take(connector: TinyConnector, taken: Step): void {
  const target = liveInteraction(connector.desk()) ?? connector.desk().interactions.at(-1);
  switch (taken.by) {
    case 'agent': {
      const at = connector.tabs[taken.tab]!;
      const command = taken.command(target);
      if (command) connector.act(at, { type: 'commanded', command, at: connector.now() });
      return;
    }
    case 'world':
      taken.does(connector, target);
      return;
    case 'network': {
      const at = connector.tabs[taken.tab]!;
      if (taken.does === 'link') connector.link(at);
      else connector.unlink(at);
      if (taken.does === 'forget') at.seq = undefined;
    }
  }
}

function expectPossible(desk: Desk): void {
  const live = desk.interactions.filter(({ call }) => call.state !== 'ended');
  expect(live.length).toBeLessThanOrEqual(1);
  expect(new Set(desk.interactions.map(({ id }) => id)).size).toBe(desk.interactions.length);
  for (const interaction of desk.interactions) {
    expect(interaction.wrapUp !== undefined).toBe(interaction.call.state === 'ended');
    for (const record of [interaction.person, interaction.subject]) {
      if (record) expect(interaction.matches).toContainEqual(record);
    }
  }
  expect(agentStateOf(desk).name).toBe(expectedState(desk));
}

function expectedState({ agent, interactions }: Desk): string {
  const states = interactions.map(({ call }) => call.state);
  if (states.includes('offered')) return 'reserved';
  if (states.some((state) => state !== 'ended')) return 'onCall';
  return states.length > 0 ? 'wrapUp' : agent.resting.name;
}

function expectInStep(connector: TinyConnector, each: Tab): void {
  const { softphone, linked } = each;
  if (linked) expect(softphone.desk).toEqual(connector.desk());
  const live = softphone.desk && liveInteraction(softphone.desk);
  const offered = live?.call.state === 'offered';
  const rings =
    linked && softphone.phone.owner === 'here' && offered && !softphone.answeredHere.includes(live.id);
  expect(each.ringing).toBe(rings);
  const sounds = softphone.phone.audios.map(({ interactionId }) => interactionId);
  expect(sounds).toEqual(each.sound === undefined ? [] : [each.sound]);
  if (linked && each.sound !== undefined) {
    expect(live?.id).toBe(each.sound);
    expect(softphone.phone.owner).toBe('here');
  }
  for (const id of softphone.answeredHere) {
    expect(softphone.desk?.interactions.map((interaction) => interaction.id)).toContain(id);
  }
  if (offered) expect(barItemOf(softphone).state).toBe('ringing');
}

const walks = { numRuns: 400 };

const rules: fc.Arbitrary<PopRule> = fc.constantFrom<PopRule[]>(
  { kind: 'record' },
  { kind: 'search' },
  { kind: 'newRecord', objectType: 'Contact' },
  { kind: 'page', page: 'Caller' },
  { kind: 'flow', flow: 'Caller' },
  { kind: 'none' },
);
const popRules = fc.record({ noMatch: rules, oneMatch: rules, manyMatches: rules });
const hosts: fc.Arbitrary<HostSettings> = fc.record({
  screenPopOn: fc.constantFrom<HostSettings['screenPopOn'][]>('offered', 'answered', 'byHand'),
  pops: fc.record({ inbound: popRules, outbound: popRules, internal: popRules }),
});

describe('whatever happens', () => {
  it('the desk is a possible one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        walk(steps, (connector) => {
          expectPossible(connector.desk());
        });
      }),
      walks,
    );
  });

  it('every tab with a link shows the connector’s desk, and the one with the phone rings and talks', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        walk(steps, (connector) => {
          for (const each of connector.tabs) expectInStep(connector, each);
        });
      }),
      walks,
    );
  });

  it('at most one linked tab owns the phone, and it is the one that the connector knows', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        walk(steps, (connector) => {
          const owners = connector.tabs.filter(
            ({ softphone, linked }) => linked && softphone.phone.owner === 'here',
          );
          expect(owners).toEqual(connector.owner() ? [connector.owner()] : []);
        });
      }),
      walks,
    );
  });

  it('nothing pops twice for one interaction', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        walk(steps, ({ tabs }) => {
          const popped = tabs.flatMap((each) => each.popped);
          expect(new Set(popped).size).toBe(popped.length);
        });
      }),
      walks,
    );
  });

  it('a tab pops once for one interaction, and nothing lies over a call that rings', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), hosts, (steps, host) => {
        walk(
          steps,
          ({ tabs }) => {
            for (const { popped, covered } of tabs) {
              expect(new Set(popped).size).toBe(popped.length);
              expect(covered).toBe(false);
            }
          },
          host,
        );
      }),
      walks,
    );
  });

  it('the same events make the same desk, and an answered call stays one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        walk(steps, (connector) => {
          const replayed = connector.events.reduce(
            (desk, event) => advanceDesk(desk, event) ?? desk,
            emptyDesk,
          );
          expect(replayed).toEqual(connector.desk());
          for (const { id, call } of connector.desk().interactions) {
            const wasAnswered = connector.events.some(
              (event) => event.type === 'answered' && event.interactionId === id,
            );
            const knowsAnswer =
              call.state === 'connected' || (call.state === 'ended' && call.answeredAt !== undefined);
            expect(knowsAnswer).toBe(wasAnswered);
          }
        });
      }),
      walks,
    );
  });
});
