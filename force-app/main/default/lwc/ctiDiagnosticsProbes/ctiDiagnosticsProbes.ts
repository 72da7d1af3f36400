import { ConnectorError, newPass, type Pass } from 'c/connectorApi';

/**
 * Looks at the browser and at the ways to the connector. What comes back is a state, a count or a technical word: never
 * a name, a number, an id or a device's label, which often holds its owner's name.
 */
export interface Probe {
  readonly name: ProbeName;
  readonly state: 'ok' | 'wrong' | 'unknown';
  readonly value: string;
}

export type ProbeName =
  | 'browser'
  | 'online'
  | 'screen'
  | 'language'
  | 'microphone'
  | 'inputs'
  | 'outputs'
  | 'org'
  | 'permissions'
  | 'clock'
  | 'https'
  | 'webSocket';

const MOST_SECONDS_OFF = 30;
const SOCKET_MS = 5_000;
const KNOWN_PERMISSIONS = ['CTI_Agent', 'CTI_Supervisor', 'CTI_Admin'];

/** Every probe, in the order of the report. */
export async function probeAll(): Promise<readonly Probe[]> {
  const [browser, devices, ways] = await Promise.all([microphone(), deviceCounts(), waysOut()]);
  return [...here(), browser, ...devices, ...ways];
}

function here(): readonly Probe[] {
  return [
    { name: 'browser', state: 'ok', value: browserName(navigator.userAgent) },
    { name: 'online', state: navigator.onLine ? 'ok' : 'wrong', value: String(navigator.onLine) },
    { name: 'screen', state: 'ok', value: `${window.innerWidth} x ${window.innerHeight}` },
    {
      name: 'language',
      state: 'ok',
      value: `${navigator.language}, ${new Intl.DateTimeFormat().resolvedOptions().timeZone}`,
    },
  ];
}

/** `Chrome 140 on Windows`: no more of the user agent than that. */
export function browserName(userAgent: string): string {
  const [, brand = '', version = ''] =
    /(Edg|OPR|Firefox|Chrome|Version)\/(\d+)/.exec(userAgent.replace(/Chrome(?=.*(Edg|OPR)\/)/, '')) ?? [];
  const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', Version: 'Safari' };
  const [system = 'unknown'] = /Windows|Mac OS X|Android|iPhone|iPad|CrOS|Linux/.exec(userAgent) ?? [];
  return `${names[brand] ?? brand} ${version} on ${system}`.trim();
}

async function microphone(): Promise<Probe> {
  try {
    const { state } = await navigator.permissions.query({ name: 'microphone' });
    const states = { granted: 'ok', denied: 'wrong', prompt: 'unknown' } as const;
    return { name: 'microphone', state: states[state], value: state };
  } catch {
    return { name: 'microphone', state: 'unknown', value: '' };
  }
}

async function deviceCounts(): Promise<readonly Probe[]> {
  const kinds = [
    ['inputs', 'audioinput'],
    ['outputs', 'audiooutput'],
  ] as const;
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return kinds.map(([name, kind]) => {
      const count = devices.filter((device) => device.kind === kind).length;
      return { name, state: count > 0 || name === 'outputs' ? 'ok' : 'wrong', value: String(count) };
    });
  } catch {
    return kinds.map(([name]) => ({ name, state: 'unknown', value: '' }));
  }
}

/** What the token of the org says, and whether the connector is reached with it. */
async function waysOut(): Promise<readonly Probe[]> {
  let pass: Pass;
  try {
    pass = await newPass();
  } catch {
    return [
      { name: 'org', state: 'wrong', value: '' },
      ...(['permissions', 'clock', 'https', 'webSocket'] as const).map((name): Probe => ({
        name,
        state: 'unknown',
        value: '',
      })),
    ];
  }
  const claims = claimsOf(pass.token);
  const secondsOff = Math.round(Date.now() / 1000 - (claims.iat ?? 0));
  const granted = KNOWN_PERMISSIONS.filter((name) => claims.permissions?.includes(name));
  const [https, webSocket] = await Promise.all([reachHttps(pass), reachSocket(pass)]);
  return [
    { name: 'org', state: 'ok', value: '' },
    { name: 'permissions', state: granted.length > 0 ? 'ok' : 'wrong', value: granted.join(', ') },
    {
      name: 'clock',
      state: Math.abs(secondsOff) <= MOST_SECONDS_OFF ? 'ok' : 'wrong',
      value: String(secondsOff),
    },
    https,
    webSocket,
  ];
}

interface Claims {
  readonly iat?: number;
  readonly permissions?: readonly string[];
}

function claimsOf(token: string): Claims {
  try {
    const [, part = ''] = token.split('.');
    return JSON.parse(atob(part.replace(/-/g, '+').replace(/_/g, '/'))) as Claims;
  } catch {
    return {};
  }
}

/** A refusal is an answer too: the connector was reached, and says what it thinks of the token. */
async function reachHttps({ address, token }: Pass): Promise<Probe> {
  try {
    const response = await fetch(`${address}/setup`, { headers: { authorization: `Bearer ${token}` } });
    const { code = '' } = (await response.json().catch(() => ({}))) as { code?: string };
    const reached = response.ok || code === 'PERMISSION_MISSING';
    return { name: 'https', state: reached ? 'ok' : 'wrong', value: reached ? '' : code };
  } catch (failure) {
    return { name: 'https', state: 'wrong', value: failure instanceof ConnectorError ? failure.code : '' };
  }
}

/** The link opens for anybody of our origins, and then waits for who it is: that is far enough. */
function reachSocket({ address }: Pass): Promise<Probe> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${address.replace(/^http/, 'ws').replace(/\/org$/, '')}/link`);
    const end = (state: Probe['state'], value: string) => {
      clearTimeout(timer);
      socket.close();
      resolve({ name: 'webSocket', state, value });
    };
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- a proxy may swallow the request without an answer
    const timer = setTimeout(() => end('wrong', 'timeout'), SOCKET_MS);
    socket.onopen = () => end('ok', '');
    socket.onerror = () => end('wrong', '');
  });
}
