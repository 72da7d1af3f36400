import { WebSocket } from 'ws';
import { advanceDesk, type AgentId, type Desk, type DeskCommand } from '../../softphone/core/index.ts';
import type { ToConnector, ToSoftphone } from '../../softphone/protocol/messages.ts';
import { now } from './wireMarks.ts';

/** An agent at a link of the connector, without a browser: presses buttons and follows the desk. */
export interface LinkedDesk {
  readonly id: AgentId;
  desk(): Desk;
  /** Sends the command; the instant at which it left. */
  press(command: DeskCommand): number;
  /** The instant of the message after which the desk is so. Rejects when it does not come, or a command is refused. */
  shows(sentence: string, fits: (desk: Desk) => boolean): Promise<number>;
  /** Milliseconds from a ping to its pong. */
  echo(): Promise<number>;
  close(): void;
}

interface Wait {
  readonly hear: (message: ToSoftphone, at: number) => void;
  readonly fail: (failure: Error) => void;
}

const LIMIT_MS = 30_000;

/** Opens the link of an agent to whom the connector gave a session. */
export async function openLinkedDesk(
  connectorUrl: string,
  { id, session }: { id: AgentId; session: string },
): Promise<LinkedDesk> {
  const socket = new WebSocket(`${connectorUrl.replace('http', 'ws')}/link`);
  const waits = new Set<Wait>();
  let desk: Desk | undefined;
  let commands = 0;

  const say = (message: ToConnector) => {
    socket.send(JSON.stringify(message));
  };

  /** Resolves at the first message for which `fits` says yes. */
  const heard = (sentence: string, fits: (message: ToSoftphone) => boolean): Promise<number> =>
    new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        waits.delete(wait);
      };
      const wait: Wait = {
        hear(message, at) {
          if (!fits(message)) return;
          end();
          resolve(at);
        },
        fail(failure) {
          end();
          reject(failure);
        },
      };
      const timer = setTimeout(() => {
        wait.fail(new Error(`${id} waits in vain: ${sentence}`));
      }, LIMIT_MS);
      waits.add(wait);
    });

  socket.on('message', (data: Buffer) => {
    const at = now();
    const message = JSON.parse(data.toString()) as ToSoftphone;
    if (message.type === 'ping') say({ type: 'pong' });
    if (message.type === 'welcome') desk = message.desk ?? desk;
    if (message.type === 'deskEvent' && desk) desk = advanceDesk(desk, message.event) ?? desk;
    for (const { hear, fail } of [...waits]) {
      if (message.type === 'commandRefused') fail(new Error(`${id} is refused: ${message.refusal.code}`));
      else hear(message, at);
    }
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const welcome = heard('a welcome', ({ type }) => type === 'welcome');
  say({ type: 'hello', session, tabId: id });
  await welcome;
  const deskNow = () => {
    if (!desk) throw new Error(`${id} has no desk`);
    return desk;
  };

  return {
    id,
    desk: deskNow,
    press(command) {
      const pressedAt = now();
      say({ type: 'command', commandId: String((commands += 1)), command });
      return pressedAt;
    },
    shows: async (sentence, fits) =>
      fits(deskNow()) ? now() : heard(sentence, () => desk !== undefined && fits(desk)),
    async echo() {
      const saidAt = now();
      const pong = heard('a pong', ({ type }) => type === 'pong');
      say({ type: 'ping' });
      return (await pong) - saidAt;
    },
    close() {
      socket.close();
    },
  };
}
