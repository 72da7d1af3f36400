import { watchBoard, type BoardLink, type BoardWatcher } from 'c/ctiWallboardLink';
import { newPass } from 'c/connectorApi';
import type { ToBoard } from '../../../../../../softphone/wallboard/boardMessages.ts';
import { aBoard } from '../../../../../../test/components/boards.ts';
import { NOW } from '../../../../../../test/components/views.ts';

jest.mock('c/connectorApi', () => ({
  newPass: jest.fn(),
  wordsOf: (failure: Error) => failure.message,
}));

class Socket {
  static readonly OPEN = 1;
  static all: Socket[] = [];

  static get last(): Socket {
    return Socket.all.at(-1)!;
  }
  readonly sent: unknown[] = [];
  readonly url: string;
  readonly readyState = Socket.OPEN;
  closed = false;
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose: ((event: { reason: string }) => void) | null = null;
  constructor(url: string) {
    this.url = url;
    Socket.all.push(this);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.closed = true;
  }
  hears(message: ToBoard): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  drops(reason = ''): void {
    this.onclose?.({ reason });
  }
}

const snapshot: ToBoard = { type: 'snapshot', seq: 4, at: NOW, board: aBoard() };
const change = (seq: number): ToBoard => ({ type: 'change', seq, agents: [], queues: [] });
const passes = async (ms: number) => jest.advanceTimersByTimeAsync(ms);

let told: unknown[];
let link: BoardLink;

async function watch(): Promise<void> {
  const tell =
    (what: string) =>
    (...words: unknown[]) => {
      told.push([what, ...words]);
    };
  const watcher = Object.fromEntries(
    ['snapshot', 'change', 'lost', 'refused'].map((what) => [what, tell(what)]),
  ) as unknown as BoardWatcher;
  link = watchBoard(watcher);
  await passes(0);
  Socket.last.onopen?.();
}

describe('the link of a board', () => {
  beforeEach(async () => {
    jest.useFakeTimers({ now: NOW - 1_500 });
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    jest.mocked(newPass).mockReset().mockResolvedValue({ token: 't', address: 'https://cti.example/org' });
    Object.assign(globalThis, { WebSocket: Socket });
    Socket.all = [];
    told = [];
    await watch();
  });

  afterEach(() => {
    link.end();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('says with a token who looks', () => {
    expect(Socket.last.url).toBe('wss://cti.example/org/board');
    expect(Socket.last.sent).toEqual([{ type: 'hello', token: 't' }]);
  });

  it('passes the picture on, and by how much the clock of the connector is ahead', () => {
    Socket.last.hears(snapshot);
    Socket.last.hears(change(5));

    expect(told).toEqual([
      ['snapshot', aBoard(), 1_500],
      ['change', change(5)],
    ]);
  });

  it('asks for the whole picture when a number is missing', () => {
    Socket.last.hears(snapshot);
    Socket.last.hears(change(6));

    expect(told.slice(1)).toEqual([]);
    expect(Socket.last.sent.at(-1)).toEqual({ type: 'refresh' });
  });

  it('has orders carried out, and says why one was not', async () => {
    const order = { type: 'stopMonitoring' } as const;
    const [first, second] = [link.order(order), link.order(order)];
    Socket.last.hears({ type: 'refused', id: '2', code: 'LOGGED_OUT', message: 'Open your softphone' });
    Socket.last.hears({ type: 'done', id: '1' });

    expect(Socket.last.sent.slice(1)).toEqual(['1', '2'].map((id) => ({ type: 'order', id, order })));
    expect(await Promise.all([first, second])).toEqual([undefined, 'Open your softphone']);
  });

  it('gives up an order whose answer cannot come any more', async () => {
    const order = link.order({ type: 'stopMonitoring' });

    Socket.last.drops();

    expect(await order).toBe('Connection lost. Trying again…');
    expect(await link.order({ type: 'stopMonitoring' })).toBe('Connection lost. Trying again…');
  });

  it('answers heartbeats, and stays as long as there are some', async () => {
    Socket.last.hears(snapshot);
    await passes(30_000);
    Socket.last.hears({ type: 'ping' });
    await passes(30_000);
    Socket.last.hears({ type: 'ping' });
    await passes(30_000);

    expect(Socket.last.sent.at(-1)).toEqual({ type: 'pong' });
    expect(Socket.all).toHaveLength(1);
  });

  it('is opened again when it is silent', async () => {
    Socket.last.hears(snapshot);

    await passes(35_000);
    expect(told.at(-1)).toEqual(['lost', '']);
    expect(Socket.last.closed).toBe(true);
    await passes(500);

    expect(Socket.all).toHaveLength(2);
    expect(newPass).toHaveBeenCalledTimes(2);
  });

  it('is opened again and again when it drops, with longer pauses', async () => {
    Socket.last.drops();
    await passes(499);
    expect(Socket.all).toHaveLength(1);
    await passes(1);
    expect(Socket.all).toHaveLength(2);

    Socket.last.drops();
    await passes(999);
    expect(Socket.all).toHaveLength(2);
    await passes(1);

    expect(Socket.all).toHaveLength(3);
  });

  it('goes on when the org does not answer', async () => {
    jest.mocked(newPass).mockRejectedValueOnce(new Error('Salesforce is busy'));
    Socket.last.drops();
    await passes(500);
    expect(told.at(-1)).toEqual(['lost', 'Salesforce is busy']);

    await passes(1_000);

    expect(Socket.all).toHaveLength(2);
  });

  it('is not opened again for somebody who may not look', async () => {
    Socket.last.hears({ type: 'goodbye', code: 'PERMISSION_MISSING', message: 'Only supervisors.' });
    Socket.last.drops();
    await passes(60_000);

    expect(told).toEqual([['refused', 'Only supervisors.']]);
    expect(Socket.all).toHaveLength(1);
  });

  it('gets a new token without a word when the old one has been good for long enough', async () => {
    Socket.last.hears(snapshot);
    Socket.last.drops('TOKEN_EXPIRED');
    await passes(0);

    expect(Socket.all).toHaveLength(2);
    expect(told.map((each) => (each as unknown[])[0])).toEqual(['snapshot']);
  });

  it('is closed when the board is left, and stays so', async () => {
    link.end();
    Socket.last.drops();
    await passes(60_000);

    expect(Socket.last.closed).toBe(true);
    expect(Socket.all).toHaveLength(1);
  });
});
