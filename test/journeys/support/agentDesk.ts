import type { Browser, BrowserContext, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import type { LocalSystem } from '../../../scripts/local/startLocal.ts';
import { wellKnown } from '../../../simulators/salesforce/index.ts';
import { eventually } from './eventually.ts';
import { soundProbe } from './soundProbe.ts';

/** What the agent's microphone says where a journey says nothing else. */
export const AGENT_HERTZ = 700;

/** An agent at the console, with the softphone in its bar. */
export interface AgentDesk {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly softphone: FrameLocator;
  /** Opens the softphone's panel when it is closed. */
  openPanel(): Promise<void>;
  chooseState(label: string): Promise<void>;
  /** Waits until the state shown is this one. */
  shows(label: string): Promise<void>;
  /** Waits until the agent and the other party are in the call together: its time runs. */
  talks(): Promise<void>;
  button(name: string | RegExp): Locator;
  /** Waits until the softphone tells this problem, with what to do about it. */
  tells(problem: string, advice: string | RegExp): Promise<void>;
  /** Waits until the softphone tells of no problem. */
  tellsNothing(): Promise<void>;
  /** Types into a text field of the softphone. */
  type(label: string, text: string): Promise<void>;
  /** Says yes to the browser's question about the microphone, from now on. */
  allowMicrophone(): Promise<void>;
  /** Sets the clock of the softphone's page forward, as a computer that slept finds it. */
  sleeps(seconds: number): Promise<void>;
  /** Waits until the agent hears this tone, whatever else is heard. */
  hears(hertz: number): Promise<void>;
  /** Waits until the agent does not hear this tone any more. */
  hearsNoMore(hertz: number): Promise<void>;
  /** Whether ringing has been audible since the last look. */
  heardRinging(): Promise<boolean>;
  /** Waits until the console shows a record, modal or page with this heading. */
  sees(heading: string | RegExp): Promise<void>;
  /** Goes to a page of the console. */
  visit(path: string): Promise<void>;
  frame(): Promise<Frame>;
  close(): Promise<void>;
}

export interface AgentDeskOptions {
  readonly browser: Browser;
  readonly system: LocalSystem;
  readonly username?: string;
  readonly microphone?: 'granted' | 'refused';
  /** What the agent's microphone says. */
  readonly hertz?: number;
  readonly beside?: AgentDesk;
}

export async function openAgentDesk(options: AgentDeskOptions): Promise<AgentDesk> {
  const { system, beside } = options;
  const context = beside?.context ?? (await newContext(options));
  const page = await context.newPage();
  if (!beside) await signIn(page, options);
  await page.goto(`${system.url}/lightning/page/home`);
  const softphone = page.frameLocator('#softphoneFrame');
  const state = softphone.locator('c-softphone-header .state-name');

  const frame = async () => {
    const found = page.frames().find((each) => each.url().includes('/apex/Softphone'));
    if (!found) throw new Error('The softphone is not loaded');
    return found;
  };

  const hearsNow = async (hertz: number) => (await frame()).evaluate<boolean>(`window.hearsHertz(${hertz})`);

  const desk: AgentDesk = {
    page,
    context,
    softphone,
    frame,
    async openPanel() {
      const bar = page.locator('#softphoneButton');
      if ((await bar.getAttribute('aria-expanded')) !== 'true') await bar.click();
    },
    async chooseState(label) {
      await desk.openPanel();
      await softphone
        .getByRole('button', { name: 'Change your state' })
        .or(softphone.locator('button.state'))
        .first()
        .click();
      await softphone.getByRole('menuitemradio', { name: label, exact: true }).click();
    },
    talks: () => softphone.locator('c-softphone-interaction c-softphone-timer.time').waitFor(),
    shows: (label) =>
      eventually(`the agent's state is ${label}`, async () => (await state.textContent())?.trim() === label),
    button: (name) => softphone.getByRole('button', { name, exact: true }),
    async tells(problem, advice) {
      const told = softphone.locator('c-softphone-problems section').filter({ hasText: problem });
      await told.filter({ hasText: advice }).waitFor();
    },
    async tellsNothing() {
      await softphone.locator('c-softphone-problems section').first().waitFor({ state: 'hidden' });
    },
    type: (label, text) => softphone.getByRole('textbox', { name: label }).fill(text),
    async sleeps(seconds) {
      await (
        await frame()
      ).evaluate((ms) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + ms;
      }, seconds * 1000);
    },
    async allowMicrophone() {
      await (await frame()).evaluate('window.allowMicrophone()');
    },
    hears: (hertz) => eventually(`the agent hears ${hertz} Hz`, () => hearsNow(hertz)),
    hearsNoMore: (hertz) =>
      eventually(`the agent does not hear ${hertz} Hz any more`, async () => !(await hearsNow(hertz))),
    heardRinging: async () => (await frame()).evaluate<boolean>('window.heardRinging()'),
    async sees(heading) {
      await page.getByRole('heading', { name: heading }).first().waitFor();
    },
    visit: async (path) => {
      await page.goto(`${system.url}${path}`);
    },
    close: () => page.close(),
  };
  await softphone.locator('c-softphone').waitFor({ state: 'attached' });
  return desk;
}

async function newContext({
  browser,
  microphone = 'granted',
  hertz = AGENT_HERTZ,
}: AgentDeskOptions): Promise<BrowserContext> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1440, height: 900 },
    permissions: microphone === 'granted' ? ['microphone', 'notifications'] : [],
  });
  await context.addInitScript(soundProbe, { hertz, microphone });
  return context;
}

async function signIn(
  page: Page,
  { system, username = wellKnown.users.agents[0] }: AgentDeskOptions,
): Promise<void> {
  await page.goto(`${system.url}/login`);
  await page.getByRole('button', { name: new RegExp(username) }).click();
  await page.waitForURL(/lightning/);
}
