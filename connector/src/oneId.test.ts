import { afterEach, describe, expect, it } from '@jest/globals';
import { traceIdOf } from './outbound/traces/otlpTraces.ts';
import { openComposedApp, type ComposedApp, type LogLine } from './testing/composedApp.ts';

const call = {
  CallSid: `CA${'1'.repeat(32)}`,
  From: '+14155550142',
  To: '+14155550199',
  CallerName: 'MARIA LOPEZ',
  CallStatus: 'ringing',
};

let composed: ComposedApp;

afterEach(() => composed.stop());

/** A caller waits in the queue and hangs up; the Task of it is written. */
async function abandonedCall(): Promise<void> {
  expect((await composed.webhook('/twilio/voice', call)).statusCode).toBe(200);
  expect(
    (await composed.webhook('/twilio/voice/status', { ...call, CallStatus: 'completed' })).statusCode,
  ).toBe(204);
  await composed.until(() => composed.vendors.tasks.length > 0 && hasWritten());
}

const stationsOf = (lines: readonly LogLine[]) =>
  lines
    .filter(({ interaction }) => interaction === 'interaction-1')
    .map(({ msg, webhook, turn, effect, request, result }) =>
      [msg, webhook ?? turn ?? effect ?? request, result]
        .filter((part) => typeof part === 'string')
        .join(' '),
    );

const hasWritten = () => stationsOf(composed.log()).includes('effect saveCallLog ok');

describe('the log', () => {
  it("shows every station of a call under the interaction's id, from the webhook to the Task", async () => {
    composed = await openComposedApp();
    await abandonedCall();

    expect(stationsOf(composed.log())).toEqual(
      expect.arrayContaining([
        'webhook callArrived ok',
        'turn callArrived ok',
        'effect started findMatches',
        'effect findMatches ok',
        'webhook callerGone ok',
        'turn callerGone ok',
        'call over',
        'effect started saveCallLog',
        'request createTasks ok',
        'request crm ok',
        'effect saveCallLog ok',
      ]),
    );
    const timed = composed.log().filter(({ msg }) => msg === 'effect' || msg === 'request');
    expect(timed.filter(({ milliseconds }) => typeof milliseconds !== 'number')).toEqual([]);
  });

  it('says of a call that it is over, and no more of it, where it is not asked for more', async () => {
    composed = await openComposedApp({ CONNECTOR_LOG_LEVEL: 'info' });
    await composed.webhook('/twilio/voice', call);
    await composed.webhook('/twilio/voice/status', { ...call, CallStatus: 'completed' });
    await composed.until(() => composed.vendors.tasks.length > 0);

    expect(composed.log().filter(({ interaction }) => interaction !== undefined)).toEqual([
      expect.objectContaining({ msg: 'call over', direction: 'inbound', outcome: expect.any(String) }),
    ]);
  });

  it('holds no number and no name', async () => {
    composed = await openComposedApp();
    await abandonedCall();

    const text = composed.log().map((line) => JSON.stringify(line));
    expect(text.filter((line) => /4155550142|4155550199|MARIA|Lopez/i.test(line))).toEqual([]);
    expect(text.length).toBeGreaterThan(10);
  });
});

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}

interface Export {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
}

const spansSent = () =>
  (composed.vendors.traces as Export[])
    .flatMap(({ resourceSpans }) => resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans);

describe('the traces', () => {
  it('show a call as one trace, from the webhook through turn and effect to the request that wrote the Task', async () => {
    composed = await openComposedApp({ CONNECTOR_TRACES_URL: 'VENDORS/v1/traces' });
    await abandonedCall();
    await composed.stopApp();

    const spans = spansSent();
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([traceIdOf('interaction-1')]));
    const pathTo = (span: Span | undefined): string[] =>
      span ? [...pathTo(spans.find(({ spanId }) => spanId === span.parentSpanId)), span.name] : [];
    const written = spans.find(
      ({ name, parentSpanId }) =>
        name === 'request crm' &&
        spans.find(({ spanId }) => spanId === parentSpanId)?.name === 'request createTasks',
    );
    expect(pathTo(written ?? spans.find(({ name }) => name === 'request createTasks'))).toEqual(
      expect.arrayContaining([
        'webhook callerGone',
        'turn callerGone',
        'effect saveCallLog',
        'request createTasks',
      ]),
    );
    expect(JSON.stringify(composed.vendors.traces)).not.toMatch(/4155550142|MARIA/);
  });

  it('are not sent without an address', async () => {
    composed = await openComposedApp();
    await abandonedCall();

    expect(composed.vendors.traces).toEqual([]);
  });
});
