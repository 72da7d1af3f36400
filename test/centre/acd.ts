import type { CallCenter } from '../../connector/src/callCenter/callCenter.ts';
import {
  routerNames,
  type Availability,
  type LegId,
  type ReservationId,
  type ReservationRef,
  type Room,
  type RouterState,
  type TaskId,
  type Telephony,
} from '../../connector/src/callCenter/ports/telephony.ts';
import type { VirtualClock } from '../../simulators/shared/clock.ts';
import {
  CUSTOMER_PARTY,
  type AgentId,
  type Instant,
  type InteractionId,
} from '../../softphone/core/index.ts';

interface WaitingTask {
  readonly taskId: TaskId;
  readonly interactionId: InteractionId;
  readonly legId: LegId;
  readonly queue: string;
  readonly priority: number;
  readonly order: number;
}

interface Seat {
  readonly agentId: AgentId;
  readonly queue: string;
  availability: Availability;
  reservation?: ReservationRef;
  idleSince: number;
}

interface Reserved {
  readonly reservation: ReservationRef;
  readonly task: WaitingTask;
  readonly seat: Seat;
  readonly forget: () => void;
}

export interface AcdParts {
  readonly clock: VirtualClock;
  readonly callCenter: () => Pick<CallCenter, 'ask' | 'tell'>;
  readonly reservationSeconds: number;
  /** Runs work that the clock waits for. */
  readonly during: (work: Promise<unknown>) => void;
}

/** A carrier and router that do at once what they are asked: the longest waiting caller gets the longest idle agent. */
export interface Acd {
  readonly telephony: Telephony;
  staff(agentId: AgentId, queue: string): void;
  /** The leg waits in a queue. */
  enqueue(waiting: Omit<WaitingTask, 'taskId' | 'order'>): void;
  /** The caller hung up. */
  callerLeaves(interactionId: InteractionId, legId: LegId): void;
}

export function createAcd({ clock, callCenter, reservationSeconds, during }: AcdParts): Acd {
  const seats = new Map<AgentId, Seat>();
  const waiting = new Map<string, WaitingTask[]>();
  const reserved = new Map<ReservationId, Reserved>();
  const rooms = new Map<string, readonly { readonly legId: LegId; readonly customer: boolean }[]>();
  const over = new Set<LegId>();
  const held = new Set<LegId>();
  let count = 0;

  const tell = (news: Record<string, unknown> & { readonly type: string }) => {
    count += 1;
    during(callCenter().tell({ key: `news-${count}`, ...news } as never));
  };

  /** What a command sets off comes after the connector has its answer. */
  const soon = (action: () => void) => void clock.schedule(0, action);

  function dispatch(queue: string): void {
    const tasks = waiting.get(queue) ?? [];
    while (tasks.length > 0) {
      const idle = [...seats.values()].filter(
        (seat) => seat.queue === queue && seat.availability === 'available' && !seat.reservation,
      );
      const [seat] = idle.sort((one, other) => one.idleSince - other.idleSince);
      const task = tasks[0];
      if (!seat || !task) return;
      tasks.shift();
      reserve(seat, task);
    }
  }

  function reserve(seat: Seat, task: WaitingTask): void {
    count += 1;
    const reservation = { taskId: task.taskId, reservationId: `WR${count}` as ReservationId };
    const { interactionId } = task;
    const { agentId } = seat;
    seat.reservation = reservation;
    const forget = clock.schedule(reservationSeconds * 1000, () => {
      takeBack(reservation);
      tell({ type: 'reservationEnded', interactionId, agentId, reservation, outcome: 'expired' });
    });
    reserved.set(reservation.reservationId, { reservation, task, seat, forget });
    tell({
      type: 'reservationCreated',
      interactionId,
      agentId,
      reservation,
      timeoutSeconds: reservationSeconds,
    });
  }

  /** The agent gets no calls for now; the caller waits on in the old place. */
  function takeBack({ reservationId }: ReservationRef): void {
    const found = reserved.get(reservationId);
    if (!found) return;
    found.forget();
    reserved.delete(reservationId);
    found.seat.availability = 'unavailable';
    delete found.seat.reservation;
    putInPlace(found.task);
    soon(() => {
      dispatch(found.task.queue);
    });
  }

  function putInPlace(task: WaitingTask): void {
    const tasks = waiting.get(task.queue) ?? [];
    tasks.push(task);
    tasks.sort((one, other) => other.priority - one.priority || one.order - other.order);
    waiting.set(task.queue, tasks);
  }

  function enqueue(task: Omit<WaitingTask, 'taskId' | 'order'>): void {
    count += 1;
    putInPlace({ ...task, taskId: `WT${count}` as TaskId, order: count });
    soon(() => {
      dispatch(task.queue);
    });
  }

  function connect({ reservationId }: ReservationRef): void {
    const found = reserved.get(reservationId);
    if (!found) return;
    found.forget();
    reserved.delete(reservationId);
    const { task, seat } = found;
    const { interactionId } = task;
    const room: Required<Room> = { name: task.taskId, conferenceId: `CF-${task.taskId}` };
    const agentLeg = `CA-agent-${reservationId}` as LegId;
    rooms.set(room.name, [
      { legId: task.legId, customer: true },
      { legId: agentLeg, customer: false },
    ]);
    soon(() => {
      tell({ type: 'legJoined', interactionId, legId: task.legId, partyId: CUSTOMER_PARTY, room });
      tell({ type: 'legJoined', interactionId, legId: agentLeg, partyId: `agent-${seat.agentId}`, room });
    });
  }

  function stateOf(agentId: AgentId): RouterState {
    const { availability = 'offline', idleSince = 0 } = seats.get(agentId) ?? {};
    return { agentId, availability, stateName: routerNames[availability], since: idleSince as Instant };
  }

  const nothing = () => Promise.resolve();
  const telephony: Telephony = {
    routerState: async (agentId) => ({ ...stateOf(agentId), own: true }),
    routerStates: async () => [...seats.keys()].map(stateOf),
    async setAvailability(agentId, availability) {
      const seat = seats.get(agentId);
      if (!seat) return;
      if (availability === 'available' && seat.availability !== 'available') seat.idleSince = clock.now();
      seat.availability = availability;
      soon(() => {
        dispatch(seat.queue);
      });
    },
    connectReservation: async (reservation) => {
      connect(reservation);
    },
    rejectReservation: async (reservation) => {
      takeBack(reservation);
    },
    async releaseAgent({ reservationId }) {
      const seat = [...seats.values()].find((each) => each.reservation?.reservationId === reservationId);
      if (!seat) return;
      delete seat.reservation;
      seat.idleSince = clock.now();
      soon(() => {
        dispatch(seat.queue);
      });
    },
    async sendToQueue({ interactionId, legId }) {
      const question = { type: 'queueAsked', interactionId } as const;
      during(
        callCenter()
          .ask(question)
          .then((instruction) => {
            if (instruction.type !== 'enqueue') return;
            const { queue, priority = 0 } = instruction;
            enqueue({ interactionId, legId, queue, priority });
          }),
      );
    },
    async setSound({ legId, sound }) {
      if (sound === 'talk') held.delete(legId);
      else held.add(legId);
    },
    async endLeg(legId) {
      over.add(legId);
    },
    legEnd: async (legId) => (over.has(legId) ? { cause: 'completed' } : undefined),
    async attendees({ name }) {
      const legs = (rooms.get(name) ?? []).filter(({ legId }) => !over.has(legId));
      return legs.map(({ legId, customer }) => ({
        legId,
        conferenceId: `CF-${name}`,
        state: 'in' as const,
        held: held.has(legId),
        ...(customer && { partyId: CUSTOMER_PARTY }),
      }));
    },
    async waitingLegs() {
      const tasks = [...[...waiting.values()].flat(), ...[...reserved.values()].map(({ task }) => task)];
      return new Set(tasks.map(({ legId }) => legId));
    },
    occupyAgent: nothing,
    confirmReservation: nothing,
    ringParty: () => Promise.reject(new Error('Nobody is rung in this centre')),
    setListening: nothing,
    sendToVoicemail: nothing,
    sendToRoom: nothing,
    startRecording: () => Promise.reject(new Error('Nothing is recorded in this centre')),
    setRecording: nothing,
    endRecording: nothing,
    findMessage: () => Promise.resolve({ state: 'absent' }),
  };

  return {
    telephony,
    staff(agentId, queue) {
      seats.set(agentId, { agentId, queue, availability: 'offline', idleSince: clock.now() });
    },
    enqueue,
    callerLeaves(interactionId, legId) {
      over.add(legId);
      for (const [queue, tasks] of waiting) {
        waiting.set(
          queue,
          tasks.filter((task) => task.interactionId !== interactionId),
        );
      }
      for (const found of [...reserved.values()].filter(({ task }) => task.interactionId === interactionId)) {
        found.forget();
        reserved.delete(found.reservation.reservationId);
        delete found.seat.reservation;
        found.seat.idleSince = clock.now();
        soon(() => {
          dispatch(found.seat.queue);
        });
      }
      tell({ type: 'callerGone', legId });
    },
  };
}
