import { WebSocket } from 'ws';
import type { BoardAgent } from '../../softphone/wallboard/board.ts';
import type { FromBoard, ToBoard } from '../../softphone/wallboard/boardMessages.ts';
import { orgApiToken } from '../../test/journeys/support/orgApi.ts';
import type { LocalSystem } from '../local/startLocal.ts';
import { now } from './wireMarks.ts';

/** A supervisor's board without a browser. */
export interface OpenBoard {
  /** The instant at which the board shows an agent so. Rejects when it does not in time. */
  shows(agentId: string, fits: (agent: BoardAgent) => boolean): Promise<number>;
  /** What came since the last look. */
  take(): { readonly messages: number; readonly bytes: number };
  close(): void;
}

const LIMIT_MS = 30_000;

export async function openBoard(system: LocalSystem): Promise<OpenBoard> {
  const socket = new WebSocket(`${system.connector.url.replace('http', 'ws')}/org/board`);
  const agents = new Map<string, BoardAgent>();
  const waits = new Set<(at: number) => void>();
  let messages = 0;
  let bytes = 0;
  const say = (message: FromBoard) => {
    socket.send(JSON.stringify(message));
  };

  socket.on('message', (text: Buffer) => {
    const at = now();
    messages += 1;
    bytes += text.length;
    const message = JSON.parse(text.toString()) as ToBoard;
    if (message.type === 'ping') say({ type: 'pong' });
    const news =
      message.type === 'snapshot' ? message.board.agents : message.type === 'change' ? message.agents : [];
    for (const agent of news) agents.set(agent.id, agent);
    for (const look of [...waits]) look(at);
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const first = new Promise((resolve) => socket.once('message', resolve));
  say({ type: 'hello', token: orgApiToken(system, { permissions: ['CTI_Supervisor'] }) });
  await first;

  return {
    shows: (agentId, fits) =>
      new Promise((resolve, reject) => {
        const end = () => {
          clearTimeout(timer);
          waits.delete(look);
        };
        const look = (at: number) => {
          const agent = agents.get(agentId);
          if (!agent || !fits(agent)) return;
          end();
          resolve(at);
        };
        const timer = setTimeout(() => {
          end();
          reject(new Error(`The board waits in vain for ${agentId}`));
        }, LIMIT_MS);
        waits.add(look);
      }),
    take() {
      const taken = { messages, bytes };
      messages = 0;
      bytes = 0;
      return taken;
    },
    close() {
      socket.close();
    },
  };
}
