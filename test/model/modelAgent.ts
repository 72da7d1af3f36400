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

/** An agent, who may supervise, with one softphone, without a browser: follows the desk, and has a leg for each call. */
export interface ModelAgent {
  readonly id: AgentId;
  desk(): Desk;
  command(command: DeskCommand): Promise<Refusal | undefined>;
  /** The agent's own legs that last. */
  legs(): readonly Party[];
  /** The browser goes away, and a new page comes so many ms later. The carrier is told, or notices by itself. */
  crash(backAfterMs: number, noticed: 'atOnce' | 'late'): void;
  /** The link of the page goes away, and comes back so many ms later; its legs live on. */
  blink(backAfterMs: number): void;
  /** When the page had no link; the last may go on. */
  readonly absences: readonly Absence[];
  /** Whether the page is there, and has the sound of a call. */
  hasSoundOf(interactionId: InteractionId): boolean;
  /** Queue calls that rang while another call was at hand; there should be none. */
  readonly intrusions: readonly string[];
}

interface Absence {
  readonly from: number;
  readonly until?: number;
}

const ANSWER_MS = 150;
/** How long the carrier waits for a browser that says nothing any more. */
const NOTICED_MS = 20_000;

export async function openModelAgent(
  centre: ModelCentre,
  { id, name }: { id: AgentId; name: string },
): Promise<ModelAgent> {
  const { callCenter, parties, clock } = centre;
  const legs = new Map<InteractionId, Party>();
  const intrusions: string[] = [];
  let desk = (await callCenter.signIn({ id, name })).desk;
  const absences: Absence[] = [];
  let away = false;

  const command = (given: DeskCommand) => centre.track(callCenter.command(id, given, { supervises: true }));

  parties.teach(`client:${id}`, (rung) => {
    clock.schedule(ANSWER_MS, () => {
      const interactionId = rung.params['interactionId'] as InteractionId;
      const state = interactionAt(desk, interactionId)?.call.state;
      // The softphone answers by itself what the agent has taken, and refuses what is over.
      if (away || rung.heard.some((each) => each !== 'ringing')) return;
      const listens = desk.monitoring?.interactionId === interactionId;
      if (!listens && (state === undefined || state === 'ended' || state === 'offered')) {
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

  function goAway(backAfterMs: number, comeBack: () => void): void {
    away = true;
    absences.push({ from: clock.now() });
    void centre.track(callCenter.pageGone(id));
    clock.schedule(backAfterMs, () => {
      away = false;
      const { from } = absences.pop() ?? { from: 0 };
      absences.push({ from, until: clock.now() });
      comeBack();
      for (const { id: interactionId, lostUntil } of desk.interactions) {
        if (lostUntil !== undefined) rejoin(interactionId);
      }
    });
  }

  /** A page that is new takes up what should have sound and has none. */
  function takeUp(): void {
    for (const { id: interactionId, call, lostUntil } of desk.interactions) {
      if (call.state !== 'connected' || lostUntil !== undefined) continue;
      void command({ type: 'rejoin', interactionId, unnoticed: true });
    }
  }

  return {
    id,
    desk: () => desk,
    command,
    intrusions,
    legs: () => [...legs.values()].filter(lasts),
    absences,
    hasSoundOf(interactionId) {
      const leg = legs.get(interactionId);
      return !away && leg !== undefined && lasts(leg);
    },
    crash(backAfterMs, noticed) {
      const dead = [...legs.values()];
      legs.clear();
      const end = () => {
        for (const leg of dead.filter(lasts)) leg.hangUp();
      };
      if (noticed === 'atOnce') end();
      else clock.schedule(NOTICED_MS, end);
      goAway(backAfterMs, () => {
        void centre.track(callCenter.pageOpen(id));
        takeUp();
      });
    },
    blink(backAfterMs) {
      goAway(backAfterMs, () => void centre.track(callCenter.pageBack(id)));
    },
  };
}

function lasts({ heard }: Party): boolean {
  return heard.every((each) => each === 'ringing' || each === 'answered');
}

function isBusy({ interactions }: Desk): boolean {
  return interactions.some(({ call }) => call.state !== 'ended');
}
