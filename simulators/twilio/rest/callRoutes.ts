import type { FastifyInstance } from 'fastify';
import { API_VERSION, rfc2822, secondsBetween, type Account } from '../account.ts';
import { isFinal, type Call } from '../calls/call.ts';
import type { Calls } from '../calls/calls.ts';
import type { Conferences } from '../conferences/conferences.ts';
import type { Records } from '../records/records.ts';
import { recordCall, type CallRecorder } from '../recordings/recordCall.ts';
import { callPlan } from '../recordings/recordingPlan.ts';
import type { TwimlPrograms } from '../twiml/twimlPrograms.ts';
import type { TwimlSource } from '../twiml/twimlRun.ts';
import { progressCallback } from '../webhooks/progressCallback.ts';
import { readForm, type Form } from './form.ts';
import { pageOf } from './paging.ts';
import type { PathParams } from './recordRoutes.ts';
import { refusals } from './restError.ts';

export interface CallRouteParts extends CallRecorder {
  readonly account: Account;
  readonly calls: Calls;
  readonly conferences: Conferences;
  readonly programs: TwimlPrograms;
  readonly records: Records;
}

const standardRingSeconds = 60;

/** Source: twilio.com/docs/voice/api/call-resource. */
export function callRoutes(app: FastifyInstance, parts: CallRouteParts): void {
  const { account, calls, programs, records } = parts;

  function found(sid: string | undefined): Call {
    const call = calls.find(sid ?? '');
    if (!call) throw refusals.notFound(`/Calls/${sid ?? ''}`);
    return call;
  }

  app.get('/Calls', (request) => {
    const query = readForm(request.query);
    const filters: Readonly<Record<string, (call: Call) => string | undefined>> = {
      To: ({ to }) => to,
      From: ({ from }) => from,
      Status: shownStatus,
      ParentCallSid: ({ parentCallSid }) => parentCallSid,
    };
    const items = calls
      .all()
      .filter((call) =>
        Object.entries(filters).every(([name, of]) => (query.text(name) ?? of(call)) === of(call)),
      )
      .toReversed()
      .map((call) => callResource(account, call));
    return pageOf(request, { key: 'calls', edition: '2010', items });
  });

  app.post('/Calls', (request, reply) => {
    const form = readForm(request.body);
    const to = form.required('To');
    const from = form.required('From');
    const source = sourceOf(form, records) ?? refuse(refusals.noUrl());
    if (!isDestination(to)) throw refusals.invalidCallee(to);
    expectOwnCaller(records, from, to);
    const call = calls.originate({
      from,
      to,
      direction: 'outbound-api',
      timeoutSeconds: form.integer('Timeout') ?? standardRingSeconds,
      statusCallback: progressCallback(form.text, 'StatusCallback'),
    });
    recordWhenAnswered(parts, call, form);
    const fallbackUrl = form.text('FallbackUrl');
    const fallback = fallbackUrl ? { url: fallbackUrl, method: form.method('FallbackMethod') } : undefined;
    call.subscribe(({ type }) => {
      if (type === 'answered') programs.run(call, source, fallback);
    });
    return reply.code(201).send(callResource(account, call));
  });

  app.get('/Calls/:sid', (request) => callResource(account, found((request.params as PathParams).sid)));

  app.post('/Calls/:sid', (request) => {
    const call = found((request.params as PathParams).sid);
    const form = readForm(request.body);
    if (isFinal(call.status)) throw refusals.callNotInProgress();
    const callback = progressCallback(form.text, 'StatusCallback');
    if (callback) call.setStatusCallback(callback);
    const status = form.text('Status');
    const source = sourceOf(form, records);
    if (status === 'completed' || (status === 'canceled' && call.answeredAt === undefined)) call.end();
    else if (source) {
      if (call.answeredAt === undefined && call.direction !== 'inbound') throw refusals.callNotInProgress();
      call.redirect();
      programs.run(call, source);
    }
    return callResource(account, call);
  });
}

function refuse(error: Error): never {
  throw error;
}

/** The first of `Url`, `Twiml` and `ApplicationSid`. */
function sourceOf(form: Form, records: Records): TwimlSource | undefined {
  const url = form.text('Url');
  if (url) return { url, method: form.method('Method') };
  const twiml = form.text('Twiml');
  if (twiml) return { twiml };
  const application = records.applications.find(form.text('ApplicationSid'));
  return application && { url: application.voice_url, method: application.voice_method };
}

/** `Record` of a call that the API makes. */
export function recordWhenAnswered(recorder: CallRecorder, call: Call, form: Form): void {
  if (!form.flag('Record')) return;
  const plan = callPlan(form.text, 'OutboundAPI');
  call.subscribe(({ type }) => {
    if (type === 'answered') recordCall(recorder, call, plan);
  });
}

/** E.164, or a browser client. */
export function isDestination(to: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(to) || /^client:[^?\s]+/.test(to);
}

/** A call to the telephone network shows a number of the account; a browser client may be shown anything. */
export function expectOwnCaller(records: Records, from: string, to: string): void {
  if (to.startsWith('client:')) return;
  const owned = records.phoneNumbers.all().some(({ phone_number }) => phone_number === from);
  if (!owned) throw refusals.unverifiedCaller(from);
}

/** The REST API has no status for a call on its way: it is still queued. */
function shownStatus({ status }: Call): string {
  return status === 'initiated' ? 'queued' : status;
}

function callResource({ accountSid }: Account, call: Call): Readonly<Record<string, unknown>> {
  const place = `/${API_VERSION}/Accounts/${accountSid}/Calls/${call.sid}`;
  const end = call.endedAt;
  const subresources = [
    'notifications',
    'recordings',
    'payments',
    'events',
    'siprec',
    'streams',
    'transcriptions',
    'user_defined_message_subscriptions',
    'user_defined_messages',
  ];
  return {
    sid: call.sid,
    account_sid: accountSid,
    parent_call_sid: call.parentCallSid ?? null,
    api_version: API_VERSION,
    to: call.to,
    to_formatted: call.to,
    from: call.from,
    from_formatted: call.from,
    phone_number_sid: call.phoneNumberSid ?? null,
    status: shownStatus(call),
    start_time: call.answeredAt === undefined ? null : rfc2822(call.answeredAt),
    end_time: end === undefined ? null : rfc2822(end),
    duration: end === undefined ? null : String(secondsBetween(call.answeredAt ?? end, end)),
    price: null,
    price_unit: 'USD',
    direction: call.direction,
    answered_by: null,
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: '0',
    trunk_sid: null,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(end ?? call.answeredAt ?? call.createdAt),
    uri: `${place}.json`,
    subresource_uris: Object.fromEntries(
      subresources.map((name) => [
        name,
        `${place}/${name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}.json`,
      ]),
    ),
  };
}
