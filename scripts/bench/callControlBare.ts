import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { createTwilioClient } from '../../connector/src/outbound/twilio/twilioClient.ts';

/**
 * The least that can come between a button and Twilio: a message on a WebSocket, and the same client's request. It
 * decides nothing and stores nothing; the request names a participant whom nobody knows.
 *
 * `node scripts/bench/callControlBare.ts <Twilio's address> <account> <auth token>`; prints its port.
 */
const [apiUrl = '', accountSid = '', authToken = ''] = process.argv.slice(2);
const client = createTwilioClient({ accountSid, authToken, apiUrl });
const nobody = client.conferences(`CF${'0'.repeat(32)}`).participants(`CA${'0'.repeat(32)}`);

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' }, () => {
  console.log((server.address() as AddressInfo).port);
});
server.on('connection', (socket) => {
  socket.on('message', () => {
    nobody.update({ hold: true }).then(
      () => socket.close(),
      () => {
        socket.send('answered');
      },
    );
  });
});
