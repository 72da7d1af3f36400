import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { LocalSystem } from '../local/startLocal.ts';
import type { SoakWorld } from '../soak/soakWorld.ts';
import { knownCall, newCall, newEnd, newJoin, type Webhook } from './signedWebhooks.ts';
import { sendSteadily, type SteadyFigures } from './steadyWebhooks.ts';

/** So long all may take to be caught up: what failed is tried again after some time. */
const CAUGHT_UP_MS = 90_000;
const LOOK_MS = 500;

/** Events that were answered 2xx. */
export interface AcknowledgedEvents extends SteadyFigures {
  /** The customers' legs of calls that have arrived and ended. */
  readonly ended: ReadonlySet<string>;
  /** The keys under which the connector remembers news. */
  readonly toldKeys: readonly string[];
}

export interface EventsRule {
  readonly perSecond: number;
  /** Of each call, between its arrival and its end. */
  readonly joins: number;
}

/** Calls arrive, join and end by webhooks that are sent, again and again, until they are answered 2xx. */
export function sendEvents(
  { system, url }: { readonly system: Pick<LocalSystem, 'keys'>; readonly url: string },
  { perSecond, joins }: EventsRule,
): { stop(): Promise<AcknowledgedEvents> } {
  const followUps: Webhook[] = [];
  const ended = new Set<string>();
  const toldKeys: string[] = [];

  function acknowledged(webhook: Webhook, answer: string): void {
    const { form } = webhook;
    if (webhook.path === '/twilio/voice') {
      const call = knownCall(webhook, answer);
      followUps.push(...Array.from({ length: joins }, () => newJoin(call)), newEnd(call));
    } else if (form['CallStatus'] === 'completed') {
      ended.add(form['CallSid'] ?? '');
      toldKeys.push(`caller:${form['CallSid']}:completed`);
    } else {
      toldKeys.push(`conference:${form['ConferenceSid']}:${form['SequenceNumber']}`);
    }
  }

  const load = sendSteadily({
    target: { url, authToken: system.keys.authToken },
    perSecond,
    next: () => followUps.shift() ?? newCall(),
    acknowledged,
    insists: true,
  });
  return {
    async stop() {
      return { ...(await load.stop()), ended, toldKeys };
    },
  };
}

/** What came of what was answered 2xx, and of the talks of agents. */
export interface Aftermath {
  /** What has left nothing after all the time there is to catch up: news, and logs. */
  readonly lost: readonly string[];
  /** Calls, and agents' parts, with more than one log. */
  readonly doubled: readonly string[];
}

/** Compares when all is there that should be, or when the time for it is over. */
export async function aftermathOf(
  world: SoakWorld,
  { ended, toldKeys }: Pick<AcknowledgedEvents, 'ended' | 'toldKeys'>,
): Promise<Aftermath> {
  const by = performance.now() + CAUGHT_UP_MS;
  let notTold = toldKeys;
  for (;;) {
    const logs = world.logs();
    const legs = new Set(logs.map(({ customerLeg }) => customerLeg));
    const keys = new Set(logs.map(({ key }) => key));
    notTold = await notTakenIn(world.database, notTold);
    const lost = [
      ...notTold,
      ...[...ended].filter((leg) => !legs.has(leg)),
      ...talksOf(world).filter((key) => !keys.has(key)),
    ];
    const isOver = lost.length === 0 && world.agents.every((agent) => agent.isIdle());
    if (isOver || performance.now() > by) return { lost, doubled: doubledIn(world, ended) };
    await pause(LOOK_MS);
  }
}

/** The keys of logs that there must be: one for each agent who talked in a call. */
export function talksOf({ agents }: SoakWorld): readonly string[] {
  return agents.flatMap(({ id, talkedIn }) => [...talkedIn].map((interactionId) => `${interactionId}:${id}`));
}

async function notTakenIn(database: string, keys: readonly string[]): Promise<readonly string[]> {
  const client = new Client(database);
  await client.connect();
  try {
    const found = await client.query<{ key: string }>('select key from seen_events where key = any($1)', [
      keys,
    ]);
    const taken = new Set(found.rows.map(({ key }) => key));
    return keys.filter((key) => !taken.has(key));
  } finally {
    await client.end();
  }
}

/** A call that no agent had has one log; one that agents had, one for each. */
function doubledIn(world: SoakWorld, ended: ReadonlySet<string>): readonly string[] {
  const logs = world.logs();
  const legs = logs.flatMap(({ customerLeg }) => (ended.has(customerLeg) ? [customerLeg] : []));
  return [...twice(legs), ...twice(logs.map(({ key }) => key))];
}

function twice(values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return [...new Set(values.filter((value) => seen.size === seen.add(value).size))];
}
