import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { HEARTBEAT_MS } from '../../softphone/protocol/messages.ts';

/**
 * The least that can bring one text to many softphones: it welcomes everybody, pings as often as the connector, and
 * passes what one says who is no softphone on to all. Prints its port.
 */
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' }, () => {
  console.log((server.address() as AddressInfo).port);
});
server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    const { type } = JSON.parse(text) as { type: string };
    if (type === 'hello') socket.send(JSON.stringify({ type: 'welcome' }));
    else if (type !== 'pong') sendAll(text);
  });
  // All link within a second: their heartbeats are not to come together as well.
  setTimeout(() => {
    setInterval(() => socket.send(JSON.stringify({ type: 'ping' })), HEARTBEAT_MS);
  }, Math.random() * HEARTBEAT_MS);
});

function sendAll(text: string): void {
  for (const socket of server.clients) socket.send(text);
}
