import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { advanceDesk } from '../desk/advanceDesk.ts';
import { agentStateOf, interactionAt, liveInteractions, type Desk } from '../desk/desk.ts';
import type { DeskCommand } from '../desk/command.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { InteractionId } from '../vocabulary.ts';
import { emptyDesk, popping, second } from '../testing/builders.ts';
import { randomSteps, take, type RandomStep } from '../testing/randomSteps.ts';
import { createTinyConnector, settings, type TinyConnector } from '../testing/tinyConnector.ts';
import type { Tab } from '../testing/tinyPhones.ts';
import { refusalOf } from '../desk/refusalOf.ts';
import { barItemOf } from './barItem.ts';
import type { HostSettings, PopRule } from './screenPop.ts';
import { ringingCalls } from './step.ts';
import { viewOf } from './view.ts';

function walk(
  steps: readonly RandomStep[],
  check: (connector: TinyConnector) => void,
  host = popping(),
): void {
  const connector = createTinyConnector(host);
  for (const each of connector.tabs) connector.link(each);
  connector.happen({ type: 'agentStateSet', state: { name: 'ready' }, at: second(0) });
  for (const each of steps) {
    take(connector, each);
    check(connector);
  }
}

function expectAlways(check: (connector: TinyConnector) => void): void {
  fc.assert(
    fc.property(randomSteps, (steps) => {
      walk(steps, check);
    }),
    { numRuns: 100 },
  );
}

const isRunning = ({ call }: Interaction) => call.state !== 'offered' && call.state !== 'ended';
const soundIn = ({ tabs }: TinyConnector, { id }: Interaction) =>
  tabs.filter(({ microphones }) => microphones.has(id));

function expectPossible(desk: Desk): void {
  expect(liveInteractions(desk).length).toBeLessThanOrEqual(settings.mostCalls);
  expect(new Set(desk.interactions.map(({ id }) => id)).size).toBe(desk.interactions.length);
  for (const interaction of desk.interactions) {
    expect(interaction.wrapUp !== undefined).toBe(interaction.call.state === 'ended');
    expect(interaction.lostUntil === undefined || interaction.call.state === 'connected').toBe(true);
    for (const record of [interaction.person, interaction.subject]) {
      if (record) expect(interaction.matches).toContainEqual(record);
    }
  }
  const active = desk.active === undefined ? undefined : interactionAt(desk, desk.active);
  expect(desk.active === undefined || (active !== undefined && isRunning(active))).toBe(true);
  expect(agentStateOf(desk).name).toBe(expectedState(desk));
}

function expectedState({ agent, interactions }: Desk): string {
  const states = interactions.map(({ call }) => call.state);
  if (states.some((state) => state !== 'ended' && state !== 'offered')) return 'onCall';
  if (states.includes('offered')) return 'reserved';
  return states.length > 0 ? 'wrapUp' : agent.resting.name;
}

function expectInStep(connector: TinyConnector, each: Tab): void {
  const { softphone, linked } = each;
  if (linked) expect(softphone.desk).toEqual(connector.desk());
  const ringing = ringingCalls(softphone).length > 0;
  expect(each.ringing).toBe(linked && softphone.phone.owner === 'here' && ringing);
  const sounds = softphone.phone.audios.map(({ interactionId }) => interactionId);
  expect(new Set(sounds)).toEqual(new Set(each.microphones.keys()));
  const parked = connector.parkedCalls().map(({ interactionId }) => interactionId);
  const known = [...parked, ...(softphone.desk?.interactions ?? []).map(({ id }) => id)];
  if (linked) for (const id of softphone.answeredHere) expect(known).toContain(id);
  const offered = softphone.desk && agentStateOf(softphone.desk).name === 'reserved';
  if (offered) expect(barItemOf(softphone).state).toBe('ringing');
}

/** A call in which they talk sounds in one tab; one whose connection is lost in none, until the phone is there. */
function expectSound(connector: TinyConnector): void {
  const owner = connector.owner();
  for (const interaction of connector.desk().interactions) {
    const where = soundIn(connector, interaction);
    const connected = interaction.call.state === 'connected';
    if (!isRunning(interaction)) expect(where).toEqual([]);
    const silent = interaction.lostUntil !== undefined || connector.unnoticed.has(interaction.id);
    if (connected) expect(where).toHaveLength(silent ? 0 : 1);
    if (connected && owner) expect(interaction.lostUntil).toBeUndefined();
    if (where[0]?.linked) expect(where).toEqual([owner]);
  }
}

/** As far as the tab knows, the agent is heard in the active call only, and not where muted. */
function expectMicrophones({ softphone, microphones, linked }: Tab): void {
  const { desk } = viewOf(softphone).softphone;
  for (const [id, microphone] of microphones) {
    const interaction = desk && interactionAt(desk, id);
    const heard = desk?.active === id && interaction?.muted === false;
    if (interaction) expect(microphone).toBe(heard ? 'open' : 'shut');
  }
  if (linked) expect(softphone.muting).toEqual([]);
}

type PlainCommand = Extract<DeskCommand, { type: (typeof plain)[number] }>;
const plain = [
  'answer',
  'decline',
  'hangUp',
  'activate',
  'swap',
  'joinAll',
  'leave',
  'park',
  'rejoin',
] as const;

function isPlain(command: {
  type: DeskCommand['type'];
  interactionId: InteractionId;
}): command is PlainCommand {
  return plain.some((type) => type === command.type);
}

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
  it('the desk is a possible one: no call is active that has ended or only rings', () => {
    expectAlways((connector) => {
      expectPossible(connector.desk());
    });
  });

  it('every tab with a link shows the connector’s desk, and the one with the phone rings', () => {
    expectAlways((connector) => {
      for (const each of connector.tabs) expectInStep(connector, each);
      expect(connector.tabs.filter(({ ringing }) => ringing).length).toBeLessThanOrEqual(1);
    });
  });

  it('a call sounds in one tab, and a broken connection is taken up by the one with the phone', () => {
    expectAlways(expectSound);
  });

  it('no microphone is open in a call that is not active, or where the agent is muted', () => {
    expectAlways(({ tabs }) => {
      tabs.forEach(expectMicrophones);
    });
  });

  it('at most one linked tab owns the phone, and it is the one that the connector knows', () => {
    expectAlways((connector) => {
      const owners = connector.tabs.filter(
        ({ softphone, linked }) => linked && softphone.phone.owner === 'here',
      );
      expect(owners).toEqual(connector.owner() ? [connector.owner()] : []);
    });
  });

  it('no button is offered for what the connector would refuse', () => {
    expectAlways((connector) => {
      const offered = connector.tabs
        .filter(({ linked }) => linked)
        .flatMap(({ softphone }) => Object.entries(viewOf(softphone).may))
        .flatMap(([id, types]) => types.map((type) => ({ type, interactionId: id as InteractionId })));
      const refused = offered.filter(
        (command) => isPlain(command) && refusalOf(connector.desk(), command, settings) !== undefined,
      );

      expect(refused).toEqual([]);
    });
  });

  it('nothing pops twice for one interaction', () => {
    expectAlways(({ tabs }) => {
      const popped = tabs.flatMap((each) => each.popped);
      expect(new Set(popped).size).toBe(popped.length);
    });
  });

  it('a tab pops once for one interaction, and nothing lies over a call that rings', () => {
    fc.assert(
      fc.property(randomSteps, hosts, (steps, host) => {
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
      { numRuns: 100 },
    );
  });

  it('the same events make the same desk, and an answered call stays one', () => {
    expectAlways((connector) => {
      const replayed = connector.events.reduce((desk, event) => advanceDesk(desk, event) ?? desk, emptyDesk);
      expect(replayed).toEqual(connector.desk());
      for (const { id, call } of connector.desk().interactions) {
        const begun = connector.events.findLastIndex(
          (event) => (event.type === 'reserved' || event.type === 'dialed') && event.interactionId === id,
        );
        const wasAnswered = connector.events
          .slice(begun)
          .some((event) => event.type === 'answered' && event.interactionId === id);
        const knowsAnswer =
          call.state === 'connected' || (call.state === 'ended' && call.answeredAt !== undefined);
        expect(knowsAnswer).toBe(wasAnswered);
      }
    });
  });
});
