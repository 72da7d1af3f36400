import type { Browser, BrowserContext } from 'playwright-core';
import { eventually } from './eventually.ts';
import { launchBrowser } from './world.ts';

/** A computer of one person, whose browser can lose its network and stop as a computer does that sleeps. */
export interface Computer {
  readonly browser: Browser;
  /** Nothing comes and nothing goes, and no connection is closed. */
  losesNetwork(): Promise<void>;
  /** The network that was lost is there again, with all that was open. */
  findsNetwork(): Promise<void>;
  /** Another network is there: every connection of the one that was lost is broken. */
  changesNetwork(): Promise<void>;
  /** Nothing runs any more, neither scripts nor sound nor timers. */
  sleeps(): Promise<void>;
  wakes(): void;
  turnsOff(): Promise<void>;
}

export async function startComputer(): Promise<Computer> {
  const browser = await launchBrowser();
  const devTools = await browser.newBrowserCDPSession();
  let asleep: readonly number[] = [];
  let signedIn: readonly {
    context: BrowserContext;
    cookies: Awaited<ReturnType<BrowserContext['cookies']>>;
  }[] = [];

  async function running(type: string): Promise<readonly number[]> {
    const { processInfo } = await devTools.send('SystemInfo.getProcessInfo');
    return processInfo.filter((each) => each.type.includes(type)).map(({ id }) => id);
  }

  async function processes(type: string): Promise<readonly number[]> {
    const found = await running(type);
    if (found.length === 0) throw new Error(`The browser has no process ${type}`);
    return found;
  }

  /** All of a browser's sockets, those of its calls among them, are in one process, which it starts anew when it is gone. */
  const toNetwork = async (signal: NodeJS.Signals) => {
    for (const id of await processes('NetworkService')) process.kill(id, signal);
  };

  const computer: Computer = {
    browser,
    async losesNetwork() {
      signedIn = await Promise.all(
        browser.contexts().map(async (context) => ({ context, cookies: await context.cookies() })),
      );
      await toNetwork('SIGSTOP');
    },
    findsNetwork: () => toNetwork('SIGCONT'),
    async changesNetwork() {
      const lost = await processes('NetworkService');
      await toNetwork('SIGKILL');
      await eventually('the browser has another network process', async () =>
        (await running('NetworkService')).some((id) => !lost.includes(id)),
      );
      // Cookies of a session were in that process too, but a person who changes the network stays signed in.
      await Promise.all(signedIn.map(({ context, cookies }) => context.addCookies(cookies)));
    },
    async sleeps() {
      asleep = [...(await processes('renderer')), ...(await processes('NetworkService'))];
      for (const id of asleep) process.kill(id, 'SIGSTOP');
    },
    wakes() {
      for (const id of asleep) process.kill(id, 'SIGCONT');
      asleep = [];
    },
    async turnsOff() {
      computer.wakes();
      await computer.findsNetwork();
      await browser.close();
    },
  };
  return computer;
}
