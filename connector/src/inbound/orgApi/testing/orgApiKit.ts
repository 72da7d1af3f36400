import { fastify, type FastifyInstance } from 'fastify';
import type { InteractionRecord } from '../../../callCenter/interactions/interactionRecord.ts';
import type { RecordingSound } from '../../../callCenter/ports/recordings.ts';
import type { LegId } from '../../../callCenter/ports/telephony.ts';
import type { SetupLook } from '../../../callCenter/ports/setupCheck.ts';
import type { UnloggedCall } from '../../../callCenter/ports/unloggedCalls.ts';
import { createVirtualClock, type VirtualClock } from '../../../callCenter/testing/virtualClock.ts';
import type { Rebuilt } from '../../../callCenter/reporting/rebuildDay.ts';
import type { Recording } from '../../../callCenter/recording/recording.ts';
import { createTestOrg, signedToken } from '../../identity/testing/orgKeys.ts';
import { orgApi } from '../orgApi.ts';
import type { FoundRecording } from '../recordingRoute.ts';
import { createVisitors } from '../visitors.ts';

export const AUDIENCE = 'https://cti.example.com/org';
export const LIGHTNING = 'https://acme.lightning.force.com';

const { org, privateKey } = createTestOrg();
const stranger = createTestOrg();
const rebuilt: Readonly<Record<string, Rebuilt>> = {
  '2026-01-04': { rows: 12 },
  '2025-01-04': { refusal: 'forgotten' },
};

export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly alg?: string;
  /** Signed with the key of another org. */
  readonly forged?: boolean;
}

type Answer = Awaited<ReturnType<FastifyInstance['inject']>>;

export interface OrgApiKit {
  readonly clock: VirtualClock;
  readonly setupLooks: SetupLook[];
  readonly unlogged: UnloggedCall[];
  readonly orders: string[];
  readonly records: Map<string, InteractionRecord>;
  readonly sounds: Map<string, RecordingSound | Error>;
  /** What became of the recording whose news was lost. */
  found: Recording | Error | undefined;
  /** What was found out about recordings. */
  readonly changes: FoundRecording[];
  /** What the carrier was asked to find. */
  readonly looked: { readonly legId: LegId; readonly what: FoundRecording['what'] }[];
  readonly problems: string[];
  /** Set to let the store fail. */
  failure: Error | undefined;
  token(changes?: TokenChanges): string;
  ask(path: string, options?: AskOptions): Promise<Answer>;
  close(): Promise<void>;
}

interface AskOptions {
  readonly method?: 'GET' | 'POST' | 'OPTIONS';
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The org's door on doubles of everything behind it. */
export async function openOrgApiKit(): Promise<OrgApiKit> {
  const app = fastify();
  const clock = createVirtualClock();
  const used = new Set<string>();
  let tokens = 0;
  const kit: OrgApiKit = {
    clock,
    setupLooks: [],
    unlogged: [],
    orders: [],
    records: new Map(),
    sounds: new Map(),
    found: undefined,
    changes: [],
    looked: [],
    problems: [],
    failure: undefined,
    token({ claims, forged, alg = 'RS256' } = {}) {
      const now = clock.now() / 1000;
      const good = {
        iss: org.orgId,
        sub: '005000000000009AAA',
        aud: AUDIENCE,
        jti: `token-${++tokens}`,
        iat: now,
        exp: now + 60,
        permissions: ['CTI_Admin'],
      };
      const key = forged ? stranger.privateKey : privateKey;
      return signedToken({ ...good, ...claims }, { privateKey: key, alg });
    },
    ask: (path, options = {}) => {
      const { method = 'GET', headers = {}, body } = options;
      const token = 'token' in options ? options.token : kit.token();
      return app.inject({
        method,
        url: `/org${path}`,
        headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
        ...(body !== undefined && { payload: body }),
      });
    },
    close: () => app.close(),
  };
  const inList = (order: string) => (key: string) => {
    kit.orders.push(`${order} ${key}`);
    return Promise.resolve(kit.unlogged.some((call) => call.key === key));
  };
  const rememberOnce = (kind: string, value: string) => {
    const first = !used.has(`${kind}:${value}`);
    used.add(`${kind}:${value}`);
    return Promise.resolve(first);
  };
  await app.register(
    orgApi({
      visitors: createVisitors({ org, audience: AUDIENCE, store: { rememberOnce }, clock }),
      allowedOrigins: [LIGHTNING],
      setupLooks: kit.setupLooks,
      unloggedCalls: {
        list: () => (kit.failure ? Promise.reject(kit.failure) : Promise.resolve(kit.unlogged)),
        retry: inList('retry'),
        dismiss: inList('dismiss'),
      },
      rebuildDay: (day) => Promise.resolve(rebuilt[day] ?? { refusal: 'noDay' }),
      store: { interaction: (id) => Promise.resolve(kit.records.get(id)) },
      recordings: {
        find(legId, what) {
          kit.looked.push({ legId, what });
          return kit.found instanceof Error ? Promise.reject(kit.found) : Promise.resolve(kit.found);
        },
        open(recordingId) {
          const sound = kit.sounds.get(recordingId);
          return sound instanceof Error ? Promise.reject(sound) : Promise.resolve(sound);
        },
      },
      recordingFound: (_id, found) => {
        kit.changes.push(found);
        return Promise.resolve();
      },
      journal: { note: () => undefined, problem: (code) => void kit.problems.push(code) },
    }),
    { prefix: '/org' },
  );
  return kit;
}
