import { logKeyOf } from '../../connector/src/callCenter/callLog/logKey.ts';
import type { AgentId, Instant } from '../../softphone/core/index.ts';
import { absentAgents } from './absentAgents.ts';
import type { ModelAgent } from './modelAgent.ts';
import { AWAY_AFTER_SECONDS, type ModelCentre } from './modelCentre.ts';
import { listenersThatDiffer } from './listenersThatDiffer.ts';
import { recordingsThatDiffer } from './recordingsThatDiffer.ts';

type Snapshot = ReturnType<ModelCentre['twilio']['snapshot']>;
type Conference = Snapshot['conferences'][number];

/** So many pages that are gone at once are not lost (`recovery/lostPage`). */
const LOST_TOGETHER = 3;
/** The music is there by then. */
const APPLIED_MS = 1_000;

/** What must hold whenever nothing is under way; every broken rule is a sentence. */
export async function brokenRules(
  centre: ModelCentre,
  agents: readonly ModelAgent[],
): Promise<readonly string[]> {
  const carrier = centre.twilio.snapshot();
  return [
    ...inTwoPlaces(carrier),
    ...inSilence(carrier, notHeard(centre, agents)),
    ...onTwoCalls(carrier, agents),
    ...agents.flatMap(({ intrusions }) => intrusions.map((id) => `a queue call rang during a call: ${id}`)),
    ...(await picturesThatDiffer(centre, agents)),
    ...(await recordingsThatDiffer(centre, agents)),
    ...(await wronglyMissed(centre, agents)),
    ...(await listenersThatDiffer(centre, agents)),
    ...absentAgents(centre, agents),
  ];
}

/** A caller of the router is still on the list of its queue while talking: conferences and queues are counted apart. */
function inTwoPlaces({ conferences, queues }: Snapshot): string[] {
  const talks = conferences.flatMap(({ participants }) => participants.map(({ callSid }) => callSid));
  const waits = queues.flatMap(({ callSids }) => callSids);
  return [talks, waits].flatMap((places) =>
    places.filter((sid, index) => places.indexOf(sid) !== index).map((sid) => `${sid} is in two places`),
  );
}

/** The agents whose pages have been gone for so long that nobody hears them. */
function notHeard({ clock }: ModelCentre, agents: readonly ModelAgent[]): readonly AgentId[] {
  const graceMs = AWAY_AFTER_SECONDS * 1000;
  return agents.flatMap(({ id, absences }) => {
    const now = absences.at(-1);
    if (!now || now.until !== undefined || clock.now() - now.from < graceMs + APPLIED_MS) return [];
    const together = agents.filter((each) =>
      each.absences.some(({ from }) => Math.abs(from - now.from) <= graceMs),
    );
    return together.length < LOST_TOGETHER ? [id] : [];
  });
}

/** Somebody who is not an agent and hears the talk hears somebody. */
function inSilence({ conferences, calls }: Snapshot, unheard: readonly AgentId[]): string[] {
  const isClient = (callSid: string, name = '') =>
    calls.some(({ sid, to, from }) =>
      [to, from].some((each) => sid === callSid && each.startsWith(`client:${name}`)),
    );
  const isAgent = (callSid: string) => isClient(callSid);
  const isUnheard = (callSid: string) => unheard.some((id) => isClient(callSid, id));
  return conferences.flatMap(({ friendlyName, participants }) => {
    const talkers = participants.filter((each) => isHeard(each) && !isUnheard(each.callSid));
    return talkers
      .filter(({ callSid }) => talkers.length < 2 && !isAgent(callSid))
      .map(({ callSid }) => `${callSid} sits in silence in ${friendlyName}`);
  });
}

/** A supervisor who listens is muted, and one who coaches is heard by the agent alone. */
function isHeard(participant: Conference['participants'][number]): boolean {
  const { joined, hears, hold, muted, coaching } = participant;
  return joined && hears === 'none' && !hold && !muted && coaching === undefined;
}

function onTwoCalls({ conferences, calls }: Snapshot, agents: readonly ModelAgent[]): string[] {
  return agents.flatMap(({ id }) => {
    const own = new Set(
      calls
        .filter(({ to, from }) => to.startsWith(`client:${id}`) || from.startsWith(`client:${id}`))
        .map(({ sid }) => sid),
    );
    const heardIn = conferences.filter(({ participants }) =>
      participants.some((each) => own.has(each.callSid) && isHeard(each)),
    );
    return heardIn.length > 1 ? [`${id} is heard in ${heardIn.map((each) => each.friendlyName).join()}`] : [];
  });
}

/** Who is there with the sound of a call does not count as gone. */
async function wronglyMissed({ store }: ModelCentre, agents: readonly ModelAgent[]): Promise<string[]> {
  return (await store.liveInteractions()).flatMap(({ id, parties }) =>
    agents
      .filter((agent) => agent.hasSoundOf(id))
      .filter((agent) => parties.some(({ agentId, lostPage }) => agentId === agent.id && lostPage))
      .map((agent) => `${agent.id} is there and counts as gone in ${id}`),
  );
}

/** The desk that a softphone has followed is the desk that is stored. */
async function picturesThatDiffer(centre: ModelCentre, agents: readonly ModelAgent[]): Promise<string[]> {
  const broken: string[] = [];
  for (const agent of agents) {
    const stored = await centre.store.desk(agent.id);
    if (JSON.stringify(stored?.desk) !== JSON.stringify(agent.desk()))
      broken.push(`${agent.id} sees another desk`);
  }
  return broken;
}

/** What must hold when every call is over. */
export async function leftOver(
  centre: ModelCentre,
  agents: readonly ModelAgent[],
): Promise<readonly string[]> {
  const { calls, conferences, tasks } = centre.twilio.snapshot();
  const final = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];
  const keys = centre.logs.map(({ key }) => key);
  const live = await centre.store.liveInteractions();
  return [
    ...calls
      .filter(({ status }) => !final.includes(status))
      .map(({ sid, to }) => `leg ${sid} to ${to} is up`),
    ...conferences
      .filter(({ status }) => status !== 'completed')
      .map(({ friendlyName }) => `conference ${friendlyName} goes on`),
    ...tasks
      .filter(({ status }) => !['completed', 'canceled'].includes(status))
      .map(({ sid, status }) => `task ${sid} is ${status}`),
    ...live.map(({ id, phase }) => `interaction ${id} is ${phase}`),
    ...agents
      .filter((agent) => agent.desk().interactions.length > 0)
      .map(({ id }) => `${id} has something at hand`),
    ...agents.filter((agent) => agent.desk().monitoring).map(({ id }) => `${id} still listens`),
    ...(await unlogged(centre, agents)),
    ...keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `log ${key} was written twice`),
  ];
}

/** Every agent who had a part in a call has a log of it. */
async function unlogged({ store, logs }: ModelCentre, agents: readonly ModelAgent[]): Promise<string[]> {
  const keys = new Set(logs.map(({ key }) => key));
  const missing: string[] = [];
  for (const { id: agentId } of agents) {
    for (const { id } of await store.history(agentId, 0 as Instant, 1_000)) {
      if (!keys.has(logKeyOf(id, agentId))) missing.push(`${agentId} has no log of ${id}`);
    }
  }
  return missing;
}
