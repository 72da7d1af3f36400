import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../shared/clock.ts';
import { newSid, rfc2822, type Account } from '../account.ts';
import type { KeyRecord, Records } from '../records/records.ts';
import { readForm } from './form.ts';
import { pageOf } from './paging.ts';
import type { PathParams } from './recordRoutes.ts';
import { refusals } from './restError.ts';

/**
 * The account itself, and its API keys. A key's secret is shown once, in the answer that creates it.
 * Source: twilio.com/docs/iam/api/account and /iam/api-keys/key-resource-v2010.
 */
export function keyRoutes(
  app: FastifyInstance,
  { account, clock, records: { keys } }: { account: Account; clock: Clock; records: Records },
): void {
  const opened = clock.now();

  function found(params: unknown): KeyRecord {
    const { sid = '' } = params as PathParams;
    return keys.find(sid) ?? refuse(sid);
  }

  app.get('/', byTokenOnly(account), () => accountResource(account, opened));

  app.get('/Keys', byTokenOnly(account), (request) =>
    pageOf(request, { key: 'keys', edition: '2010', items: keys.all().map(shown) }),
  );

  app.post('/Keys', byTokenOnly(account), (request, reply) => {
    const now = rfc2822(clock.now());
    const key = keys.add({
      sid: newSid('SK'),
      friendly_name: readForm(request.body).text('FriendlyName') ?? '',
      date_created: now,
      date_updated: now,
      secret: randomBytes(16).toString('hex'),
    });
    return reply.code(201).send(key);
  });

  app.get('/Keys/:sid', byTokenOnly(account), ({ params }) => shown(found(params)));

  app.post('/Keys/:sid', byTokenOnly(account), ({ params, body }) => {
    const { sid, friendly_name } = found(params);
    const wanted = readForm(body).text('FriendlyName') ?? friendly_name;
    return shown(keys.change(sid, { friendly_name: wanted, date_updated: rfc2822(clock.now()) }));
  });

  app.delete('/Keys/:sid', byTokenOnly(account), ({ params }, reply) => {
    keys.remove(found(params).sid);
    return reply.code(204).send();
  });
}

/** A standard API key opens everything but the account and its keys. */
function byTokenOnly({ accountSid }: Account) {
  return {
    onRequest(request: FastifyRequest, _reply: FastifyReply, done: (refusal?: Error) => void): void {
      const [, encoded = ''] = /^Basic (.+)$/.exec(request.headers.authorization ?? '') ?? [];
      const byToken = Buffer.from(encoded, 'base64').toString().startsWith(`${accountSid}:`);
      done(byToken ? undefined : refusals.unauthenticated());
    },
  };
}

function refuse(sid: string): never {
  throw refusals.notFound(`/Keys/${sid}`);
}

function shown({ sid, friendly_name, date_created, date_updated }: KeyRecord) {
  return { sid, friendly_name, date_created, date_updated };
}

const subresources = {
  available_phone_numbers: 'AvailablePhoneNumbers',
  calls: 'Calls',
  conferences: 'Conferences',
  incoming_phone_numbers: 'IncomingPhoneNumbers',
  notifications: 'Notifications',
  outgoing_caller_ids: 'OutgoingCallerIds',
  recordings: 'Recordings',
  transcriptions: 'Transcriptions',
  addresses: 'Addresses',
  signing_keys: 'SigningKeys',
  connect_apps: 'ConnectApps',
  sip: 'SIP',
  authorized_connect_apps: 'AuthorizedConnectApps',
  usage: 'Usage',
  keys: 'Keys',
  applications: 'Applications',
  short_codes: 'SMS/ShortCodes',
  queues: 'Queues',
  messages: 'Messages',
  balance: 'Balance',
};

function accountResource({ accountSid, authToken }: Account, opened: number) {
  const place = `/2010-04-01/Accounts/${accountSid}`;
  return {
    sid: accountSid,
    auth_token: authToken,
    friendly_name: 'Local account',
    owner_account_sid: accountSid,
    status: 'active',
    type: 'Full',
    date_created: rfc2822(opened),
    date_updated: rfc2822(opened),
    uri: `${place}.json`,
    subresource_uris: Object.fromEntries(
      Object.entries(subresources).map(([name, path]) => [name, `${place}/${path}.json`]),
    ),
  };
}
