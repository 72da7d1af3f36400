import { startWorld, type World } from '../../test/journeys/support/world.ts';
import { centre } from '../local/centre.ts';
import { setCallCenter } from '../local/setCallCenter.ts';
import type { MemoryLog } from './connectorMemory.ts';
import { milliseconds, type Section } from './report.ts';
import { percentile } from './statistics.ts';
import { openWatchedDesk, type WatchedDesk } from './watchedDesk.ts';
import { watchWire, type WireWatch } from './wireMarks.ts';

const CALLS = 120;
const WARM_UP_CALLS = 10;
/** What the call before left to draw is drawn by then. */
const REST_MS = 200;
/** When each step of one ringing call happened; NaN where it did not. */
interface Steps {
  readonly callSent: number;
  readonly callAnswered: number;
  readonly matchFound: number;
  readonly reservationSent: number;
  readonly deskTold: number;
  readonly popAsked: number;
  readonly popShown: number;
}

/**
 * Part `pops`: from the webhook of a call to the record on the agent's screen, with the screen pop set to happen
 * when the call rings. Every caller hangs up while it rings.
 */
export async function screenPops(memory: MemoryLog): Promise<Section[]> {
  const world = await startWorld();
  try {
    await setCallCenter(world.system.salesforce, { 'connector/screenPopOn': 'offered' });
    const watched = await openWatchedDesk(world, { sound: false });
    const wire = watchWire(world.system.connector.url);
    memory.note('one agent signed in', world.system.connector);
    const popped: Steps[] = [];
    for (const [turn, from] of newContacts(world, WARM_UP_CALLS + CALLS).entries()) {
      const steps = await ringOnce(world, { watched, wire, from });
      if (turn >= WARM_UP_CALLS && steps) popped.push(steps);
    }
    memory.note(`after ${CALLS + WARM_UP_CALLS} calls that rang`, world.system.connector);
    wire.stop();
    return [sinceTheCall(popped), betweenSteps(popped)];
  } finally {
    await world.stop();
  }
}

/** Contacts who call for the first time: nobody's page gets longer from call to call. Answers their numbers. */
function newContacts({ system: { salesforce } }: World, count: number): string[] {
  const [administrator] = salesforce.org.users();
  return Array.from({ length: count }, (_, index) => {
    const [area, line] = [702 + Math.floor(index / 100), String(100 + (index % 100))];
    const contact = {
      FirstName: 'Robin',
      LastName: `Caller ${index}`,
      MobilePhone: `(${area}) 555-0${line}`,
    };
    salesforce.org.create('Contact', contact, administrator?.id ?? '');
    return `+1${area}5550${line}`;
  });
}

async function ringOnce(
  { system }: World,
  { watched, wire, from }: { watched: WatchedDesk; wire: WireWatch; from: string },
): Promise<Steps | undefined> {
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  await watched.takeMarks();
  wire.takeWebhooks();
  wire.takeRequests();
  const shown = watched.nextMark('console', 'screenpop');
  const over = watched.nextMark('softphone', 'deskEvent:callEnded');

  const call = system.network.call({ from, to: centre.mainNumber, say: 'silence' });
  const popShown = (await shown)?.at;
  const steps = popShown === undefined ? undefined : await stepsUpTo(popShown);
  call.hangUp();
  await over;
  return steps;

  async function stepsUpTo(end: number): Promise<Steps> {
    const marks = await watched.takeMarks();
    const webhooks = wire.takeWebhooks();
    const searches = wire.takeRequests().filter(({ path }) => /\/(search|query)\b/.test(path));
    const events = new Map(system.twilio.webhooks().map(({ token, params }) => [token, params['EventType']]));
    const arrival = webhooks.find(({ path }) => path === '/twilio/voice');
    const reservation = webhooks.find(({ token }) => events.get(token ?? '') === 'reservation.created');
    const popAsked = lastBefore(end, marksNamed('openCti:screenPop'));
    return {
      callSent: arrival?.sentAt ?? NaN,
      callAnswered: arrival?.answeredAt ?? NaN,
      matchFound: lastBefore(
        end,
        searches.map(({ answeredAt }) => answeredAt),
      ),
      reservationSent: reservation?.sentAt ?? NaN,
      deskTold: lastBefore(popAsked, [
        ...marksNamed('deskEvent:reserved'),
        ...marksNamed('deskEvent:matched'),
      ]),
      popAsked,
      popShown: end,
    };

    function marksNamed(name: string): number[] {
      return marks.filter((mark) => mark.name === name).map(({ at }) => at);
    }
  }
}

function lastBefore(end: number, instants: readonly number[]): number {
  return Math.max(...instants.filter((instant) => instant <= end));
}

const FIGURES = ['p50', 'p95', 'p99'] as const;

function figures(times: readonly number[]): string[] {
  const measured = times.filter(Number.isFinite);
  return [0.5, 0.95, 0.99].map((share) => milliseconds(percentile(measured, share)));
}

function sinceTheCall(popped: readonly Steps[]): Section {
  const since = (name: string, span: (steps: Steps) => number) => [name, ...figures(popped.map(span))];
  return {
    title: `Ring to pop, ${popped.length} of ${CALLS} calls`,
    columns: ['since the voice webhook was sent', ...FIGURES],
    rows: [
      since('webhook answered', (steps) => steps.callAnswered - steps.callSent),
      since('Salesforce answered the search', (steps) => steps.matchFound - steps.callSent),
      since('reservation webhook sent', (steps) => steps.reservationSent - steps.callSent),
      since('desk event in the softphone', (steps) => steps.deskTold - steps.callSent),
      since('screenPop asked of the console', (steps) => steps.popAsked - steps.callSent),
      since('**record shown**', (steps) => steps.popShown - steps.callSent),
      since('record shown, since the reservation webhook', (steps) => steps.popShown - steps.reservationSent),
    ],
    remarks: ['Aim: record shown below 60 ms at p95.'],
  };
}

function betweenSteps(popped: readonly Steps[]): Section {
  const step = (name: string, where: string, span: (steps: Steps) => number) => [
    name,
    where,
    ...figures(popped.map(span)),
  ];
  return {
    title: 'Where the time goes',
    columns: ['step', 'whose time', ...FIGURES],
    rows: [
      step('call is taken in', 'connector', (steps) => steps.callAnswered - steps.callSent),
      step('an agent is found', 'Twilio stand-in', (steps) => steps.reservationSent - steps.callAnswered),
      step(
        'records are found',
        'connector, Salesforce stand-in',
        (steps) => steps.matchFound - steps.callAnswered,
      ),
      step('later of the two, to the softphone', 'connector', (steps) => {
        return steps.deskTold - Math.max(steps.reservationSent, steps.matchFound);
      }),
      step('softphone decides and asks', 'softphone', (steps) => steps.popAsked - steps.deskTold),
      step('record is shown', 'Salesforce stand-in', (steps) => steps.popShown - steps.popAsked),
    ],
  };
}
