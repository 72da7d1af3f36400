import {
  advanceDesk,
  interactionAt,
  type AgentId,
  type Desk,
  type DeskCommand,
  type DeskEvent,
  type InteractionId,
  type Refusal,
} from '../../softphone/core/index.ts';
import type { Party } from '../contracts/twilio/parties.ts';
import type { ModelCentre } from './modelCentre.ts';

/** An agent with one softphone, without a browser: follows the desk, and has a leg for each call. */
export interface ModelAgent {
  readonly id: AgentId;
  desk(): Desk;
  command(command: DeskCommand): Promise<Refusal | undefined>;
  /** The agent's own legs that last. */
  legs(): readonly Party[];
  /** The browser goes away with all its legs, and comes back so many ms later. */
  crash(backAfterMs: number): void;
  /** Queue calls that rang while another call was at hand; there should be none. */
  readonly intrusions: readonly string[];
}

const ANSWER_MS = 150;

export async function openModelAgent(
  centre: ModelCentre,
  { id, name }: { id: AgentId; name: string },
): Promise<ModelAgent> {
  const { callCenter, parties, clock } = centre;
  const legs = new Map<InteractionId, Party>();
  const intrusions: string[] = [];
  let desk = (await callCenter.signIn({ id, name })).desk;
  let away = false;

  const command = (given: DeskCommand) => centre.track(callCenter.command(id, given));

  parties.teach(`client:${id}`, (rung) => {
    clock.schedule(ANSWER_MS, () => {
      const interactionId = rung.params['interactionId'] as InteractionId;
      const state = interactionAt(desk, interactionId)?.call.state;
      // The softphone answers by itself what the agent has taken, and refuses what is over.
      if (away || rung.heard.some((each) => each !== 'ringing')) return;
      if (state === undefined || state === 'ended' || state === 'offered') {
        rung.hangUp();
        return;
      }
      legs.get(interactionId)?.hangUp();
      legs.set(interactionId, rung);
      rung.answer();
    });
  });

  callCenter.subscribe(id, {
    historyChanged: () => undefined,
    parkedChanged: () => undefined,
    deskEvent: ({ event }) => {
      follow(event);
    },
  });

  function follow(event: DeskEvent): void {
    const before = desk;
    desk = advanceDesk(desk, event) ?? desk;
    if (event.type === 'reserved' && event.via === 'queue' && isBusy(before)) {
      intrusions.push(event.interactionId);
    }
    if (event.type === 'callEnded') endLeg(event.interactionId);
    if (away) return;
    if (event.type === 'connectionLost') rejoin(event.interactionId);
    if (event.type === 'dialed') {
      const { interactionId } = event;
      legs.set(interactionId, parties.connect(id, centre.applicationSid, { interactionId }));
    }
  }

  function endLeg(interactionId: InteractionId): void {
    const leg = legs.get(interactionId);
    legs.delete(interactionId);
    if (leg && lasts(leg)) leg.hangUp();
  }

  function rejoin(interactionId: InteractionId): void {
    void command({ type: 'rejoin', interactionId });
  }

  return {
    id,
    desk: () => desk,
    command,
    intrusions,
    legs: () => [...legs.values()].filter(lasts),
    crash(backAfterMs) {
      away = true;
      for (const interactionId of [...legs.keys()]) endLeg(interactionId);
      clock.schedule(backAfterMs, () => {
        away = false;
        for (const { id: interactionId, lostUntil } of desk.interactions) {
          if (lostUntil !== undefined) rejoin(interactionId);
        }
      });
    },
  };
}

function lasts({ heard }: Party): boolean {
  return heard.every((each) => each === 'ringing' || each === 'answered');
}

function isBusy({ interactions }: Desk): boolean {
  return interactions.some(({ call }) => call.state !== 'ended');
}
