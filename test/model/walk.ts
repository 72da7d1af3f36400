import type { AgentId } from '../../softphone/core/index.ts';
import type { Party } from '../contracts/twilio/parties.ts';
import { createDice, type Dice } from './dice.ts';
import { brokenRules, leftOver } from './invariants.ts';
import { openModelAgent, type ModelAgent } from './modelAgent.ts';
import {
  DIRECT_NUMBER,
  MAIN_NUMBER,
  SALES_NUMBER,
  startModelCentre,
  type ModelCentre,
} from './modelCentre.ts';
import { possibleCommands, possibleOrders, type Surroundings } from './possibleCommands.ts';

export interface WalkOptions {
  readonly seed: number;
  readonly steps: number;
  readonly agents: number;
  /** Whether webhooks and requests go wrong on the way. */
  readonly faults: boolean;
}

export interface WalkResult {
  /** What happened, step by step. */
  readonly story: readonly string[];
  /** The rules that were broken, with the step after which that was seen. */
  readonly broken: readonly string[];
  readonly calls: number;
}

const OUTSIDE = ['+14155550181', '+14155550182', '+14155550183'];
/** What a fault may delay, and what mends it, are done by then. */
const QUIET_MS = 45_000;

/** Plays agents, callers and trouble at random, looks at the rules on the way, and lets everything end. */
export async function walk({ seed, steps, agents: count, faults }: WalkOptions): Promise<WalkResult> {
  const dice = createDice(seed);
  const ids = Array.from({ length: count }, (_, index) => `00500000000000${index}AAA` as AgentId);
  const extensions = new Map(ids.map((id, index) => [String(101 + index), id]));
  const centre = await startModelCentre(extensions);
  const agents: ModelAgent[] = [];
  for (const [index, id] of ids.entries()) {
    agents.push(await openModelAgent(centre, { id, name: `Agent ${index}` }));
  }
  const callers: Party[] = [];
  const story: string[] = [];
  const broken: string[] = [];
  teachOutside(centre, dice);

  for (const agent of agents) await agent.command({ type: 'setAgentState', state: { name: 'ready' } });
  await centre.advance(1_000);

  for (let step = 0; step < steps && broken.length === 0; step += 1) {
    if (faults && dice.once(4)) story.push(`  trouble: ${cause(centre, dice)}`);
    story.push(`${step}: ${await act({ centre, dice, agents, callers, extensions })}`);
    await centre.advance(dice.pick([50, 400, 2_000, 8_000]));
    if (dice.once(faults ? 12 : 4)) {
      centre.twilio.faults.clear();
      centre.twilio.restFaults.clear();
      await centre.advance(faults ? QUIET_MS : 3_000);
      broken.push(...(await brokenRules(centre, agents)).map((rule) => `after ${step}: ${rule}`));
    }
  }
  if (broken.length === 0) {
    await endAll(centre, { agents, callers });
    broken.push(...(await leftOver(centre, agents)).map((rule) => `at the end: ${rule}`));
  }
  await centre.stop();
  return { story, broken, calls: callers.length };
}

interface Scene {
  readonly centre: ModelCentre;
  readonly dice: Dice;
  readonly agents: readonly ModelAgent[];
  readonly callers: Party[];
  readonly extensions: ReadonlyMap<string, AgentId>;
}

/** One thing that somebody does. */
async function act({ centre, dice, agents, callers, extensions }: Scene): Promise<string> {
  if (dice.once(5)) {
    const number = dice.pick([MAIN_NUMBER, SALES_NUMBER, DIRECT_NUMBER]);
    const caller = centre.parties.call(`+1415555${1000 + callers.length}`, number);
    callers.push(caller);
    if (number === DIRECT_NUMBER) {
      const digits = dice.pick([...extensions.keys(), '999']);
      centre.clock.schedule(1_500, () => {
        caller.press(`${digits}#`);
      });
      return `${caller.from} calls extension ${digits}`;
    }
    return `${caller.from} calls ${number}`;
  }
  const up = callers.filter(lasts);
  if (up.length > 0 && dice.once(12)) {
    const caller = dice.pick(up);
    caller.hangUp();
    return `${caller.from} hangs up`;
  }
  const linked = agents.filter(({ absences }) => absences.every(({ until }) => until !== undefined));
  if (linked.length === 0) return 'nobody can do anything';
  if (dice.once(20)) return breakPages(dice, linked);
  if (dice.once(40)) return endStuckCall(dice, linked);
  const agent = dice.pick(linked);
  const others = agents.filter((each) => each !== agent);
  const around: Surroundings = {
    colleagues: others.map(({ id }) => id),
    theirCalls: others.flatMap(({ id: agentId, desk }) =>
      desk()
        .interactions.filter(({ call }) => call.state === 'connected')
        .map(({ id: interactionId }) => ({ agentId, interactionId })),
    ),
    numbers: OUTSIDE,
    extensions: [...extensions.keys()],
    parked: await centre.callCenter.parkedCalls(),
    settings: centre.callCenter.settings(),
  };
  const orders = possibleOrders(agent.desk(), around);
  const commands = orders.length > 0 && dice.once(3) ? orders : possibleCommands(agent.desk(), around);
  // What there is to do in calls comes before the wish to call somebody.
  const urgent = commands.filter(({ type }) => type !== 'dial' && type !== 'setAgentState');
  const command = dice.pick(urgent.length > 0 && !dice.once(6) ? urgent : commands);
  const refusal = await agent.command(command);
  return `${agent.id} ${JSON.stringify(command)}${refusal ? ` -> ${refusal.code}` : ''}`;
}

/** A supervisor ends a call, whatever it is about. */
async function endStuckCall(dice: Dice, agents: readonly ModelAgent[]): Promise<string> {
  const calls = agents.flatMap(({ id: agentId, desk }) =>
    desk().interactions.map(({ id: interactionId }) => ({ agentId, interactionId })),
  );
  if (calls.length === 0) return 'no call is stuck';
  const order = { type: 'endInteraction', ...dice.pick(calls) } as const;
  await dice.pick(agents).command({ type: 'supervise', order });
  return `a supervisor ends ${order.interactionId} of ${order.agentId}`;
}

/** A browser crashes, or a link breaks, or all of them. */
function breakPages(dice: Dice, linked: readonly ModelAgent[]): string {
  const backAfterMs = dice.pick([1_000, 4_000, 15_000, 40_000]);
  if (dice.once(6)) {
    for (const each of linked) each.blink(backAfterMs);
    return `all links break for ${backAfterMs} ms`;
  }
  const agent = dice.pick(linked);
  if (dice.once(3)) {
    agent.blink(backAfterMs);
    return `the link of ${agent.id} breaks for ${backAfterMs} ms`;
  }
  const noticed = dice.pick(['atOnce', 'late'] as const);
  agent.crash(backAfterMs, noticed);
  return `the browser of ${agent.id} breaks for ${backAfterMs} ms, noticed ${noticed}`;
}

/** People outside answer, or not, and hang up when they have had enough. */
function teachOutside({ parties, clock }: ModelCentre, dice: Dice): void {
  for (const number of OUTSIDE) {
    parties.teach(number, (rung) => {
      const does = dice.pick(['answers', 'answers', 'answers', 'hangsUp', 'nothing']);
      if (does === 'nothing') return;
      clock.schedule(dice.pick([500, 3_000]), () => {
        if (!lasts(rung)) return;
        if (does === 'answers') rung.answer();
        else rung.hangUp();
      });
      if (does === 'answers' && dice.once(2)) {
        clock.schedule(dice.pick([10_000, 40_000]), () => {
          if (lasts(rung)) rung.hangUp();
        });
      }
    });
  }
}

/** One thing that goes wrong on the way, a few times. */
function cause({ twilio }: ModelCentre, dice: Dice): string {
  const times = 1 + dice.roll(3);
  const matches = () => dice.once(2);
  if (dice.once(2)) {
    const action = dice.pick([
      { type: 'repeat', times: 3 },
      { type: 'delay', ms: 1_500 },
      { type: 'overtaken', by: 2 },
      { type: 'drop' },
    ] as const);
    twilio.faults.add({ action, matches, times: action.type === 'drop' ? 2 : times });
    return `webhooks: ${JSON.stringify(action)}`;
  }
  const action = dice.pick([
    { type: 'refuse', status: 503 },
    { type: 'refuse', status: 429 },
    { type: 'drop' },
    { type: 'answerLate', ms: 2_000 },
    { type: 'loseAnswer' },
  ] as const);
  twilio.restFaults.add({ action, matches, times });
  return `requests: ${JSON.stringify(action)}`;
}

/** Everybody hangs up; what waits for somebody to come runs out of time. */
async function endAll(
  centre: ModelCentre,
  { agents, callers }: { agents: readonly ModelAgent[]; callers: readonly Party[] },
): Promise<void> {
  centre.twilio.faults.clear();
  centre.twilio.restFaults.clear();
  await centre.advance(QUIET_MS);
  for (const agent of agents) {
    await agent.command({ type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } });
  }
  const outside = OUTSIDE.flatMap((number) => centre.parties.rung(number));
  for (const person of [...callers, ...outside].filter(lasts)) person.hangUp();
  await centre.advance(5_000);
  for (const agent of agents) {
    for (const { id: interactionId } of agent.desk().interactions) {
      await agent.command({ type: 'hangUp', interactionId });
    }
  }
  await centre.advance(120_000);
}

function lasts({ heard }: Party): boolean {
  return heard.every((each) => each === 'ringing' || each === 'answered');
}
