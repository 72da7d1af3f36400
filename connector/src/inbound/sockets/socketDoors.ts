import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { WebSocketServer, type WebSocket } from 'ws';

/** Who has opened a socket. */
export interface SocketVisitor {
  /** What the browser says of the page; `undefined` for who is no browser. */
  readonly origin: string | undefined;
}

/** A path at which pages open WebSockets. */
export interface SocketDoor {
  readonly path: string;
  /** Origins whose pages may come; who names none is no browser. */
  readonly allowedOrigins: readonly string[];
  readonly largestMessageBytes: number;
  /** Takes a socket that has just been opened. */
  readonly welcome: (webSocket: WebSocket, visitor: SocketVisitor) => void;
}

/** The doors of one server that are WebSockets. */
export interface SocketDoors {
  /** Opens a door; the answer closes it, and the sockets that came through it. */
  open(door: SocketDoor): () => void;
  /** How many sockets are open at each. */
  counts(): readonly { readonly door: string; readonly count: number }[];
}

/**
 * Whoever asks for another path, or comes from another origin, is refused with 403; whoever comes to a door and asks for
 * no socket, with 426.
 */
export function createSocketDoors(app: FastifyInstance): SocketDoors {
  const doors = new Map<string, SocketDoor & { readonly sockets: WebSocketServer }>();

  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // The server does not look after this connection any more: one that breaks would end the process.
    const end = () => socket.destroy();
    socket.on('error', end);
    const door = doors.get(request.url?.split('?')[0] ?? '');
    const { origin } = request.headers;
    if (!door || (origin !== undefined && !door.allowedOrigins.includes(origin))) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n', end);
      return;
    }
    door.sockets.handleUpgrade(request, socket, head, (webSocket) => {
      socket.off('error', end);
      door.welcome(webSocket, { origin });
    });
  });

  return {
    open(door) {
      const sockets = new WebSocketServer({ noServer: true, maxPayload: door.largestMessageBytes });
      doors.set(door.path, { ...door, sockets });
      app.get(door.path, (_request, reply) =>
        reply
          .code(426)
          .header('upgrade', 'websocket')
          .send({ code: 'SOCKET_WANTED', message: 'Open a WebSocket here.' }),
      );
      return () => {
        doors.delete(door.path);
        for (const webSocket of sockets.clients) webSocket.close(1001);
        sockets.close();
      };
    },
    counts: () => [...doors].map(([door, { sockets }]) => ({ door, count: sockets.clients.size })),
  };
}
