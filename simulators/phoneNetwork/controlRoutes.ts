import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Exchange } from './exchange.ts';
import type { PartyBehaviour, Say } from './partyBehaviour.ts';
import { parsePhoneNumber } from './phoneNumber.ts';
import type { CallRequest, ScriptedCall } from './scriptedCall.ts';

type Fields = Readonly<Record<string, unknown>>;

/** HTTP control of the network for tests and for `npm run call`, below `/_sim/phone`. */
export function addControlRoutes(app: FastifyInstance, exchange: Exchange, centreNumber: string): void {
  app.get('/_sim/phone', () => ({ centreNumber, calls: exchange.calls().map(show) }));

  app.post('/_sim/phone/calls', async (request, reply) => {
    const parsed = parseCall(fieldsOf(request.body), centreNumber);
    if (typeof parsed === 'string') return refuse(reply, parsed);
    return reply.code(201).send(show(exchange.call(parsed)));
  });

  app.get<CallPath>('/_sim/phone/calls/:id', (request, reply) => withCall(request.params.id, reply, show));

  app.post<CallPath>('/_sim/phone/calls/:id/digits', (request, reply) =>
    withCall(request.params.id, reply, (call) => {
      const { digits } = fieldsOf(request.body);
      if (!isDigits(digits)) return refuse(reply, 'digits must be of 0-9, *, # and w');
      call.press(digits);
      return show(call);
    }),
  );

  app.delete<CallPath>('/_sim/phone/calls/:id', (request, reply) =>
    withCall(request.params.id, reply, (call) => {
      call.hangUp();
      return show(call);
    }),
  );

  app.put<{ Params: { number: string } }>('/_sim/phone/numbers/:number', (request, reply) => {
    const number = parsePhoneNumber(request.params.number);
    const behaviour = parseBehaviour(fieldsOf(request.body));
    if (!number) return refuse(reply, 'the number must be international, as +14155550100 is');
    if (typeof behaviour === 'string') return refuse(reply, behaviour);
    exchange.script(number, behaviour);
    return { number, behaviour };
  });

  function withCall(id: string, reply: FastifyReply, answer: (call: ScriptedCall) => unknown) {
    const call = exchange.calls().find((each) => each.id === id);
    return call
      ? answer(call)
      : reply.code(404).send({ message: `There is no call ${id}; GET /_sim/phone lists them` });
  }
}

interface CallPath {
  Params: { id: string };
}

function show(call: ScriptedCall) {
  const { id, direction, from, to } = call;
  const { loudness, tones } = call.heard();
  return { id, direction, from, to, ...call.phase(), hears: { loudness: Math.round(loudness), tones } };
}

function refuse(reply: FastifyReply, message: string) {
  return reply.code(400).send({ message });
}

function parseCall(fields: Fields, centreNumber: string): CallRequest | string {
  const from = fields.from === 'anonymous' ? fields.from : parsePhoneNumber(textOf(fields.from));
  const to = parsePhoneNumber(textOf(fields.to ?? centreNumber));
  const say = parseSay(fields.say ?? 'silence');
  const { digits = '', hangUpAfterSeconds } = fields;
  if (!from) return 'from must be an international number, as +14155550100 is, or anonymous';
  if (!to) return 'to must be an international number, as +14155550100 is';
  if (!say) return 'say must be silence, tone, or tone: and a frequency from 100 to 3800 Hz, as tone:440';
  if (!isDigits(digits)) return 'digits must be of 0-9, *, # and w';
  if (!isSeconds(hangUpAfterSeconds)) return 'hangUpAfterSeconds must be a number of seconds';
  return { from, to, say, digits, ...(hangUpAfterSeconds === undefined ? {} : { hangUpAfterSeconds }) };
}

function parseBehaviour(fields: Fields): PartyBehaviour | string {
  const { outcome, afterSeconds = 2, hangUpAfterSeconds } = fields;
  if (outcome === 'busy' || outcome === 'noAnswer' || outcome === 'fails') return { outcome };
  const say = parseSay(fields.say ?? 'tone');
  if (outcome !== 'answers') return 'outcome must be answers, busy, noAnswer or fails';
  if (!say) return 'say must be silence, tone, or tone: and a frequency from 100 to 3800 Hz, as tone:440';
  if (afterSeconds === undefined || !isSeconds(afterSeconds) || !isSeconds(hangUpAfterSeconds)) {
    return 'afterSeconds and hangUpAfterSeconds must be numbers of seconds';
  }
  return { outcome, afterSeconds, say, ...(hangUpAfterSeconds === undefined ? {} : { hangUpAfterSeconds }) };
}

/** `silence`, `tone` (440 Hz) or `tone:700`. */
function parseSay(value: unknown): Say | undefined {
  if (value === 'silence') return 'silence';
  const frequency = /^tone(?::(\d{3,4}))?$/.exec(textOf(value));
  if (!frequency) return undefined;
  const tone = Number(frequency[1] ?? 440);
  return tone <= 3800 ? { tone } : undefined;
}

function isDigits(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9*#w]*$/.test(value);
}

function isSeconds(value: unknown): value is number | undefined {
  return value === undefined || (typeof value === 'number' && value >= 0 && value <= 86_400);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function fieldsOf(body: unknown): Fields {
  return typeof body === 'object' && body !== null ? (body as Fields) : {};
}
