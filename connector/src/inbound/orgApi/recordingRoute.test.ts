import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CUSTOMER_PARTY,
  type AgentId,
  type Ani,
  type Dnis,
  type Instant,
  type InteractionId,
} from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../../callCenter/interactions/interactionRecord.ts';
import { newParty } from '../../callCenter/interactions/partyRecord.ts';
import { TelephonyError, type LegId } from '../../callCenter/ports/telephony.ts';
import type { Recording, RecordingId } from '../../callCenter/recording/recording.ts';
import { openOrgApiKit, type OrgApiKit } from './testing/orgApiKit.ts';

const AGENT = '005000000000001AAA' as AgentId;
const KEY = `i1:${AGENT}`;
const LEG = 'CA1' as LegId;
const RECORDING = 'RE1' as RecordingId;
const kept: Recording = { state: 'kept', recordingId: RECORDING, seconds: 3 };

let kit: OrgApiKit;

beforeEach(async () => {
  kit = await openOrgApiKit();
  given(kept);
  kit.sounds.set(RECORDING, { type: 'audio/mpeg', length: 10, bytes: sound() });
});
afterEach(() => kit.close());

function given(
  recording: Recording | undefined,
  phase: InteractionRecord['phase'] = 'ended',
  more: Partial<InteractionRecord> = {},
): void {
  const startedAt = 0 as Instant;
  const caller = { id: CUSTOMER_PARTY, role: 'customer', state: 'in', legId: LEG } as const;
  kit.records.set('i1', {
    id: 'i1' as InteractionId,
    direction: 'inbound',
    ani: '+14155550100' as Ani,
    dnis: '+14155550199' as Dnis,
    phase,
    parties: [newParty(caller, startedAt)],
    parts: [],
    startedAt,
    ...(recording && { recording }),
    ...more,
  });
}

async function* sound(): AsyncGenerator<Uint8Array> {
  for (const part of ['0123', '4567', '89']) yield await Promise.resolve(Buffer.from(part));
}

const ask = (claims: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  kit.ask(`/recordings/${encodeURIComponent(KEY)}`, {
    token: kit.token({ claims: { permissions: ['CTI_Agent'], recording: KEY, ...claims } }),
    headers,
  });

describe('a recording', () => {
  it('is sent to the user for whom the org signed its key', async () => {
    const answer = await ask();

    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe('0123456789');
    expect(answer.headers).toMatchObject({
      'content-type': 'audio/mpeg',
      'content-length': '10',
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store',
    });
  });

  it.each([undefined, 'i1', 'i2:005000000000001AAA'])(
    'is refused to a token for %s, whatever its permission',
    async (recording) => {
      const answer = await ask({ recording, permissions: ['CTI_Admin', 'CTI_Supervisor', 'CTI_Agent'] });

      expect(answer.statusCode).toBe(403);
      expect(answer.json()).toMatchObject({ code: 'RECORDING_REFUSED' });
    },
  );

  it('is sent in parts', async () => {
    const answer = await ask({}, { range: 'bytes=3-5' });

    expect(answer.statusCode).toBe(206);
    expect(answer.body).toBe('345');
    expect(answer.headers).toMatchObject({ 'content-range': 'bytes 3-5/10', 'content-length': '3' });
  });

  it('has no part behind its end', async () => {
    const answer = await ask({}, { range: 'bytes=10-' });

    expect(answer.statusCode).toBe(416);
    expect(answer.headers['content-range']).toBe('bytes */10');
  });

  it('of a length that nobody knows is sent whole', async () => {
    kit.sounds.set(RECORDING, { type: 'audio/mpeg', bytes: sound() });

    const answer = await ask({}, { range: 'bytes=3-5' });

    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe('0123456789');
  });

  it.each([
    { state: 'asked' },
    { state: 'running', recordingId: RECORDING },
    { state: 'paused', recordingId: RECORDING },
  ] as const)('that is %o is not ready', async (recording) => {
    given(recording);

    const answer = await ask();

    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ code: 'RECORDING_NOT_READY' });
  });

  it.each([
    { state: 'asked' },
    { state: 'running', recordingId: RECORDING },
    { state: 'paused', recordingId: RECORDING },
  ] as const)('that is %o after its call, because news was lost, is looked for', async (recording) => {
    given(recording);
    kit.found = kept;

    const answer = await ask();

    expect(answer.statusCode).toBe(200);
    expect(kit.looked).toEqual([{ legId: LEG, what: 'call' }]);
    expect(kit.changes).toEqual([{ what: 'call', recording: kept }]);
  });

  it('that turns out to be absent is missing from then on', async () => {
    given({ state: 'asked' });
    kit.found = { state: 'absent' };

    expect((await ask()).json()).toMatchObject({ code: 'RECORDING_MISSING' });
    expect(kit.changes).toEqual([{ what: 'call', recording: { state: 'absent' } }]);
  });

  it('is not looked for while its call goes on', async () => {
    given({ state: 'asked' }, 'connected');
    kit.found = kept;

    expect((await ask()).json()).toMatchObject({ code: 'RECORDING_NOT_READY' });
  });

  it('that cannot be looked for now may be asked for later', async () => {
    given({ state: 'asked' });
    kit.found = new TelephonyError('TELEPHONY_UNAVAILABLE');

    expect((await ask()).json()).toMatchObject({ code: 'RECORDING_UNAVAILABLE' });
  });

  it.each([undefined, { state: 'absent' }, { state: 'deleted', recordingId: RECORDING }] as const)(
    'that is %o is missing',
    async (recording) => {
      given(recording);

      const answer = await ask();

      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toMatchObject({ code: 'RECORDING_MISSING' });
    },
  );

  it('of an unknown call is missing', async () => {
    kit.records.clear();

    expect((await ask()).json()).toMatchObject({ code: 'RECORDING_MISSING' });
  });

  it('that the carrier does not have any more is missing from then on', async () => {
    kit.sounds.clear();

    expect((await ask()).json()).toMatchObject({ code: 'RECORDING_MISSING' });
    expect(kit.changes).toEqual([{ what: 'call', recording: { state: 'deleted', recordingId: RECORDING } }]);
  });

  it('that the carrier does not hand out may be asked for later', async () => {
    kit.sounds.set(RECORDING, new TelephonyError('TELEPHONY_UNAVAILABLE'));

    const answer = await ask();

    expect(answer.statusCode).toBe(502);
    expect(answer.json()).toMatchObject({ code: 'RECORDING_UNAVAILABLE' });
  });
});

describe('a message', () => {
  const message: Recording = { state: 'running', recordingId: RECORDING };

  it('is what the log of its agent plays', async () => {
    given(undefined, 'ended', { voicemail: { agentId: AGENT, message: kept } });

    expect((await ask()).body).toBe('0123456789');
  });

  it('is looked for by the leg that left it, when news was lost', async () => {
    given(undefined, 'ended', { voicemail: { agentId: AGENT, message } });
    kit.found = kept;

    expect((await ask()).statusCode).toBe(200);
    expect(kit.looked).toEqual([{ legId: LEG, what: 'message' }]);
    expect(kit.changes).toEqual([{ what: 'message', recording: kept }]);
  });

  it('that is for nobody in particular is not what an agent’s log plays', async () => {
    given({ state: 'absent' }, 'ended', { voicemail: { message: kept } });

    expect((await ask()).json()).toMatchObject({ code: 'RECORDING_MISSING' });
  });

  it('is what the log of its own plays', async () => {
    given({ state: 'absent' }, 'ended', { voicemail: { message: kept } });

    const claims = { permissions: ['CTI_Agent'], recording: 'i1' };
    const answer = await kit.ask('/recordings/i1', { token: kit.token({ claims }) });

    expect(answer.body).toBe('0123456789');
  });
});
