import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../simulators/shared/clock.ts';
import type { AgentId, Desk, Interaction, InteractionId } from '../../softphone/core/index.ts';
import { createParties, type Parties, type Party } from '../../test/contracts/twilio/parties.ts';
import { freePortBase } from '../../test/journeys/support/freePorts.ts';
import { askForSession, orgToken } from '../../test/journeys/support/orgToken.ts';
import { centre } from '../local/centre.ts';
import { startLocal, type LocalSystem } from '../local/startLocal.ts';
import { openLinkedDesk, type LinkedDesk } from './callControlDesk.ts';

/** The whole product without browsers and sound; the connector is a process of its own. */
export interface SoundlessCentre {
  readonly system: LocalSystem;
  readonly parties: Parties;
  /** Signs the agent with that place in the list in; answers each of the agent's legs at once. */
  signIn(place: number): Promise<LinkedDesk>;
  stop(): Promise<void>;
}

/** A caller and an agent who talk. */
export interface Talk {
  readonly desk: LinkedDesk;
  readonly caller: Party;
  readonly interactionId: InteractionId;
}

export async function startSoundlessCentre(
  environment: Readonly<Record<string, string>> = {},
  instances = 1,
): Promise<SoundlessCentre> {
  const folder = mkdtempSync(join(tmpdir(), 'cti-bench-'));
  const parties = createParties(systemClock);
  const system = await startLocal({
    port: await freePortBase(),
    folder,
    reset: false,
    say: () => undefined,
    environment,
    instances,
    people: parties,
  });
  const desks: LinkedDesk[] = [];
  return {
    system,
    parties,
    async signIn(place) {
      const id = `005${String(place).padStart(15, '0')}` as AgentId;
      parties.teach(`client:${id}`, (rung) => {
        rung.answer();
      });
      const token = await orgToken(system, { claims: { sub: id, name: `Agent ${place}` } });
      const { session } = (await (await askForSession(system, token)).json()) as { session: string };
      const desk = await openLinkedDesk(system.connector.url, { id, session });
      desks.push(desk);
      return desk;
    },
    async stop() {
      for (const desk of desks) desk.close();
      await system.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Somebody calls, and the agent, who is made ready, answers. */
export async function talk({ parties }: SoundlessCentre, desk: LinkedDesk, from: string): Promise<Talk> {
  desk.press({ type: 'setAgentState', state: { name: 'ready' } });
  await desk.shows('ready', ({ agent }) => agent.resting.name === 'ready');
  const caller = parties.call(from, centre.mainNumber);
  await desk.shows('a call rings', (shown) => ringing(shown) !== undefined);
  const interactionId = ringing(desk.desk())?.id ?? ('' as InteractionId);
  desk.press({ type: 'answer', interactionId });
  await desk.shows('the two talk', customerIs('talking', interactionId));
  return { desk, caller, interactionId };
}

/** Whether the customer of that call is so. */
export function customerIs(state: 'talking' | 'onHold', id: InteractionId): (desk: Desk) => boolean {
  return ({ interactions }) => {
    const { call, parties = [] } = interactions.find((each) => each.id === id) ?? {};
    const customer = parties.find(({ role }) => role === 'customer');
    return call?.state === 'connected' && customer?.state === state;
  };
}

function ringing({ interactions }: Desk): Interaction | undefined {
  return interactions.find(({ call }) => call.state === 'offered');
}
