import type { Browser, Page } from 'playwright-core';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { LocalSystem } from '../local/startLocal.ts';

/** The wallboard in a browser. */
export interface DrawnBoard {
  readonly page: Page;
  /** What drawing has cost since the last look. */
  take(): Promise<DrawingCost>;
  close(): Promise<void>;
}

export interface DrawingCost {
  readonly seconds: number;
  /** Tasks of more than 50 ms, in which the page does not answer; in milliseconds. */
  readonly longTasks: readonly number[];
  /** Pauses between two frames, in milliseconds. */
  readonly framePauses: readonly number[];
  /** The page's work, in seconds. */
  readonly workSeconds: number;
}

interface MeasuredWindow {
  readonly longTasks: number[];
  readonly framePauses: number[];
}

export async function openDrawnBoard(
  browser: Browser,
  { url, salesforce }: LocalSystem,
): Promise<DrawnBoard> {
  const { org } = salesforce;
  const user = org.users().find(({ username }) => username === wellKnown.users.supervisor);
  const { token } = org.sessionFor(user?.id ?? '');
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1440, height: 900 },
  });
  await context.addCookies([{ name: 'sid', value: encodeURIComponent(token), url }]);
  await context.addInitScript(measure);
  const page = await context.newPage();
  await page.goto(`${url}/lightning/n/CTI_Wallboard`);
  await page.getByText('Live', { exact: true }).waitFor();
  const devTools = await context.newCDPSession(page);
  await devTools.send('Performance.enable');
  const metrics = async () => {
    const { metrics: all } = await devTools.send('Performance.getMetrics');
    const of = (name: string) => all.find((each) => each.name === name)?.value ?? 0;
    return { at: of('Timestamp'), work: of('TaskDuration') };
  };
  let before = await metrics();

  return {
    page,
    async take() {
      const after = await metrics();
      const { longTasks, framePauses } = await page.evaluate(() => {
        const measured = window as unknown as MeasuredWindow;
        return {
          longTasks: measured.longTasks.splice(0),
          framePauses: measured.framePauses.splice(0),
        };
      });
      const cost = {
        seconds: after.at - before.at,
        workSeconds: after.work - before.work,
        longTasks,
        framePauses,
      };
      before = after;
      return cost;
    },
    close: () => context.close(),
  };
}

/** Runs in the page, before everything else. */
function measure(): void {
  const longTasks: number[] = [];
  const framePauses: number[] = [];
  Object.assign(window, { longTasks, framePauses });
  new PerformanceObserver((list) => {
    longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
  let last = performance.now();
  const frame = (at: number) => {
    framePauses.push(at - last);
    last = at;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
