import type { Desk, DeskCommand } from '../../softphone/core/index.ts';
import { customerIs, startSoundlessCentre, talk, type SoundlessCentre } from './callControlCentre.ts';
import { openBareLink, type BareLink } from './callControlBareLink.ts';
import type { LinkedDesk } from './callControlDesk.ts';
import type { MemoryLog } from './connectorMemory.ts';
import { milliseconds, type Section } from './report.ts';
import { median, percentile } from './statistics.ts';
import { watchWire, type WireMark, type WireWatch } from './wireMarks.ts';

const CALLS = 70;
const WARM_UP_CALLS = 10;
/** Nobody presses the next button at once: what Twilio tells of the last one has come by then. */
const REST_MS = 80;
const REQUEST_LIMIT_MS = 5_000;
const CALLER = '+14155550190';
const OUTSIDE = '+14155550181';

/** Requests by what they do at Twilio. */
const requests = {
  sound: /\/Conferences\/[^/]+\/Participants\/[^/?]+\.json$/,
  ring: /\/Conferences\/[^/]+\/Participants\.json$/,
  any: /\/(Calls|Conferences)\//,
  bare: /\/Conferences\/CF0{32}\/Participants\/CA0{32}\.json$/,
} as const;

/** A button, what it asks of Twilio first and last, and what the agent sees then. */
interface Press {
  readonly command: DeskCommand;
  readonly asks: RegExp;
  readonly rings?: RegExp;
  readonly sees: (desk: Desk) => boolean;
}

const names = ['hold', 'resume', 'consult', 'transfer', 'park', 'pick up'] as const;
type Name = (typeof names)[number];

/** Milliseconds, by command. */
interface Times {
  readonly asked: Record<Name, number[]>;
  readonly shown: Record<Name, number[]>;
  /** To the request that rings somebody else. */
  readonly rung: Record<Name, number[]>;
  readonly bareAsked: number[];
  readonly bareAnswered: number[];
  readonly echo: number[];
}

const noTimes = (): Record<Name, number[]> => ({
  hold: [],
  resume: [],
  consult: [],
  transfer: [],
  park: [],
  'pick up': [],
});

/**
 * Part `commands`: from the agent's button, which is a message on the link, to the request at Twilio, and to what the
 * agent sees of it; beside an echo of the link, and a program that passes buttons on without deciding anything.
 */
export async function callControlCommands(memory: MemoryLog): Promise<Section[]> {
  const centre = await startSoundlessCentre();
  const bare = await openBareLink(centre.system);
  const wire = watchWire(centre.system.connector.url);
  try {
    const desk = await centre.signIn(1);
    const times: Times = {
      asked: noTimes(),
      shown: noTimes(),
      rung: noTimes(),
      bareAsked: [],
      bareAnswered: [],
      echo: [],
    };
    for (let call = -WARM_UP_CALLS; call < CALLS; call += 1) {
      await playCall({ centre, desk, bare, wire }, call < 0 ? undefined : times);
    }
    memory.note(`after ${WARM_UP_CALLS + CALLS} calls with every command`, centre.system.connector);
    return [sectionOf(times)];
  } finally {
    wire.stop();
    bare.stop();
    await centre.stop();
  }
}

interface Scene {
  readonly centre: SoundlessCentre;
  readonly desk: LinkedDesk;
  readonly bare: BareLink;
  readonly wire: WireWatch;
}

/** One call with every button, from its ring to its end. */
async function playCall({ centre, desk, bare, wire }: Scene, times: Times | undefined): Promise<void> {
  const { caller, interactionId } = await talk(centre, desk, CALLER);
  const customer = (desk.desk().interactions[0]?.parties ?? []).find(({ role }) => role === 'customer');
  const partyId = customer?.id;
  if (partyId === undefined) throw new Error('There is no customer');
  const target = { kind: 'number', number: OUTSIDE } as const;
  const held = customerIs('onHold', interactionId);
  const talking = customerIs('talking', interactionId);
  const callOf = (shown: Desk) => shown.interactions.find(({ id }) => id === interactionId);
  const outsideOf = (shown: Desk) => callOf(shown)?.parties.find(({ role }) => role === 'outside');
  const over = (shown: Desk) => (callOf(shown)?.call.state ?? 'ended') === 'ended';

  await measure('hold', {
    command: { type: 'hold', interactionId, partyId },
    asks: requests.sound,
    sees: held,
  });
  await measure('resume', {
    command: { type: 'resume', interactionId, partyId },
    asks: requests.sound,
    sees: talking,
  });
  await measure('consult', {
    command: { type: 'consult', interactionId, target },
    asks: requests.sound,
    rings: requests.ring,
    sees: (shown) => outsideOf(shown) !== undefined,
  });
  await desk.shows('the customer waits', held);
  const outside = outsideOf(desk.desk())?.id ?? partyId;
  desk.press({ type: 'removeParty', interactionId, partyId: outside });
  await desk.shows('the consult is over', (shown) => outsideOf(shown) === undefined);
  desk.press({ type: 'resume', interactionId, partyId });
  await desk.shows('the two talk again', talking);

  await measure('park', { command: { type: 'park', interactionId }, asks: requests.any, sees: over });
  await wrapUp();
  await measure('pick up', {
    command: { type: 'pickUp', interactionId },
    asks: requests.ring,
    sees: (shown) => callOf(shown) !== undefined,
  });
  await desk.shows('the two talk once more', talking);
  await measure('transfer', {
    command: { type: 'transfer', interactionId, target },
    asks: requests.any,
    rings: requests.ring,
    sees: over,
  });
  await wrapUp();
  caller.hangUp();
  await rest();

  async function measure(name: Name, { command, asks, rings, sees }: Press): Promise<void> {
    await rest();
    wire.takeRequests();
    const next = requestsOf(wire);
    const echo = await desk.echo();
    const pressed = await bare.press();
    const bareAt = await next(requests.bare);
    const pressedAt = desk.press(command);
    const shownAt = await desk.shows(name, sees);
    const askedAt = await next(asks);
    const rungAt = rings ? await next(rings) : NaN;
    times?.echo.push(echo);
    times?.bareAsked.push(bareAt - pressed.pressedAt);
    times?.bareAnswered.push(pressed.answeredAt - pressed.pressedAt);
    times?.asked[name].push(askedAt - pressedAt);
    times?.shown[name].push(shownAt - pressedAt);
    times?.rung[name].push(rungAt - pressedAt);
  }

  async function wrapUp(): Promise<void> {
    await rest();
    if (callOf(desk.desk())) desk.press({ type: 'completeWrapUp', interactionId });
    await desk.shows('free', ({ interactions }) => interactions.length === 0);
  }
}

/** Finds what comes next at the stand-in, which may have come already; NaN when it does not come. */
function requestsOf(wire: WireWatch): (asks: RegExp) => Promise<number> {
  const marks: WireMark[] = [];
  return async (asks) => {
    const deadline = performance.now() + REQUEST_LIMIT_MS;
    while (performance.now() < deadline) {
      marks.push(...wire.takeRequests());
      const place = marks.findIndex(({ method, path }) => method === 'POST' && asks.test(path));
      if (place >= 0) return marks.splice(0, place + 1).at(-1)?.sentAt ?? NaN;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return NaN;
  };
}

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, REST_MS));
}

function sectionOf({ asked, shown, rung, echo, bareAsked, bareAnswered }: Times): Section {
  const bare = median(bareAsked);
  const row = (name: string, times: readonly number[], later: readonly number[]) => [
    name,
    String(times.filter(Number.isFinite).length),
    ...percentiles(times),
    (median(times.filter(Number.isFinite)) / bare).toFixed(1),
    ...percentiles(later),
  ];
  return {
    title: 'From a button to Twilio',
    columns: ['button', 'times', 'request p50', 'p95', 'to bare', 'seen p50', 'p95'],
    rows: [
      ...names.map((name) => row(name, asked[name], shown[name])),
      row('consult, the other phone', rung.consult, []),
      row('transfer, the other phone', rung.transfer, []),
      row('link and client alone (bare)', bareAsked, bareAnswered),
      ['echo of the link', String(echo.length), '', '', '', ...percentiles(echo)],
    ],
    remarks: [
      "Request: the button's first request arrives at the stand-in; consult and transfer then ring the other phone, after the customer's music has been answered. Seen: what the agent is told comes back on the link; of hold and resume after Twilio has answered.",
      'Aim: p95 below 30 ms to the request.',
    ],
  };
}

function percentiles(times: readonly number[]): readonly string[] {
  const measured = times.filter(Number.isFinite);
  return [median(measured), percentile(measured, 0.95)].map(milliseconds);
}
