import { WebSocket } from 'ws';
import { advanceDesk, type AgentId, type Desk, type DeskCommand } from '../../softphone/core/index.ts';
import type { ToConnector, ToSoftphone } from '../../softphone/protocol/messages.ts';

/** How often an agent looks at the desk and does what is to be done. */
const LOOK_MS = 200;
const LINK_AGAIN_MS = 500;
/** What was ordered and does not show is ordered again after so long. */
const PATIENCE_MS = 3_000;

/** An agent who works on and on: takes calls, talks, ends them, writes about them; and links again when cut off. */
export interface SoakAgent {
  /** The interactions in which the agent talked. */
  readonly talkedIn: ReadonlySet<string>;
  /** Milliseconds from pressing Answer until the desk shows that they talk, the broken links among them. */
  readonly answerMs: readonly number[];
  /** Milliseconds without a link, for each time that it was lost. */
  readonly cutOffMs: readonly number[];
  readonly id: AgentId;
  isLinked(): boolean;
  /** Whether nothing is at hand. */
  isIdle(): boolean;
  stop(): void;
}

export interface SoakAgentParts {
  /** Where the load balancer is. */
  readonly url: string;
  readonly id: AgentId;
  readonly session: string;
  readonly talkMs: () => number;
}

export function startSoakAgent({ url, id, session, talkMs }: SoakAgentParts): SoakAgent {
  const talkedIn = new Set<string>();
  const answerMs: number[] = [];
  const cutOffMs: number[] = [];
  const pressed = new Map<string, number>();
  const endsAt = new Map<string, number>();
  const orderedAt = new Map<string, number>();
  let desk: Desk | undefined;
  let seq: number | undefined;
  let socket: WebSocket;
  let lostAt: number | undefined;
  let isStopped = false;
  let commands = 0;

  function say(message: ToConnector): void {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  }

  function order(command: DeskCommand): void {
    const now = performance.now();
    const what = 'interactionId' in command ? `${command.type} ${command.interactionId}` : command.type;
    if (now - (orderedAt.get(what) ?? -Infinity) < PATIENCE_MS) return;
    orderedAt.set(what, now);
    say({ type: 'command', commandId: String((commands += 1)), command });
  }

  function link(): void {
    socket = new WebSocket(`${url.replace('http', 'ws')}/link`);
    socket.on('open', () => {
      say({ type: 'hello', session, tabId: id, again: true, ...(seq !== undefined && { seq }) });
    });
    socket.on('message', (data: Buffer) => {
      hear(JSON.parse(data.toString()) as ToSoftphone);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (isStopped) return;
      lostAt ??= performance.now();
      setTimeout(link, LINK_AGAIN_MS);
    });
  }

  function hear(message: ToSoftphone): void {
    if (message.type === 'ping') say({ type: 'pong' });
    if (message.type === 'welcome') {
      desk = message.desk ?? desk;
      seq = message.seq;
      if (lostAt !== undefined) cutOffMs.push(performance.now() - lostAt);
      lostAt = undefined;
    }
    if (message.type === 'deskEvent' && desk) {
      seq = message.seq;
      desk = advanceDesk(desk, message.event) ?? desk;
    }
  }

  /** What is to be done is ordered again until it shows. */
  function work(): void {
    if (!desk) return;
    if (desk.agent.resting.name !== 'ready') order({ type: 'setAgentState', state: { name: 'ready' } });
    for (const { id: interactionId, call } of desk.interactions) {
      if (call.state === 'offered') {
        pressed.set(interactionId, pressed.get(interactionId) ?? performance.now());
        order({ type: 'answer', interactionId });
      }
      if (call.state === 'connected') talk(interactionId);
      if (call.state === 'ended') order({ type: 'completeWrapUp', interactionId });
    }
  }

  function talk(interactionId: Desk['interactions'][number]['id']): void {
    const now = performance.now();
    const pressedAt = pressed.get(interactionId);
    if (!talkedIn.has(interactionId)) {
      talkedIn.add(interactionId);
      if (pressedAt !== undefined) answerMs.push(now - pressedAt);
      endsAt.set(interactionId, now + talkMs());
    }
    if (now >= (endsAt.get(interactionId) ?? 0)) order({ type: 'hangUp', interactionId });
  }

  link();
  const looking = setInterval(work, LOOK_MS);

  return {
    id,
    talkedIn,
    answerMs,
    cutOffMs,
    isLinked: () => lostAt === undefined && desk !== undefined,
    isIdle: () => desk?.interactions.length === 0,
    stop() {
      isStopped = true;
      clearInterval(looking);
      socket.close();
    },
  };
}
