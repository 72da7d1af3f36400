import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';

/** A path at which pages open WebSockets. */
export interface SocketDoor {
  readonly path: string;
  /** Origins whose pages may come; who names none is no browser. */
  readonly allowedOrigins: readonly string[];
  readonly largestMessageBytes: number;
  /** Takes a socket that has just been opened. */
  readonly welcome: (webSocket: WebSocket) => void;
}

/** The doors of one server that are WebSockets. */
export interface SocketDoors {
  /** Opens a door; the answer closes it, and the sockets that came through it. */
  open(door: SocketDoor): () => void;
}

/** Whoever asks for another path, or comes from another origin, is refused with 403. */
export function createSocketDoors(server: Server): SocketDoors {
  const doors = new Map<string, SocketDoor & { readonly sockets: WebSocketServer }>();

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const door = doors.get(request.url?.split('?')[0] ?? '');
    const { origin } = request.headers;
    if (!door || (origin && !door.allowedOrigins.includes(origin))) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    door.sockets.handleUpgrade(request, socket, head, (webSocket) => {
      door.welcome(webSocket);
    });
  });

  return {
    open(door) {
      const sockets = new WebSocketServer({ noServer: true, maxPayload: door.largestMessageBytes });
      doors.set(door.path, { ...door, sockets });
      return () => {
        doors.delete(door.path);
        for (const webSocket of sockets.clients) webSocket.close(1001);
        sockets.close();
      };
    },
  };
}
