import type { Frame, Page } from 'playwright-core';
import { eventually } from '../../test/journeys/support/eventually.ts';
import { startWorld } from '../../test/journeys/support/world.ts';
import { pageMarks, type MarkedWindow } from './pageMarks.ts';
import { milliseconds, type Section } from './report.ts';
import { median, percentile } from './statistics.ts';

const COLD_LOADS = 8;
const WARM_LOADS = 12;

/** Milliseconds from the start of the frame's navigation. */
interface Load {
  readonly scriptLoaded: number;
  readonly sessionGranted: number;
  readonly welcomed: number;
  readonly sdkLoaded: number;
  readonly registered: number;
  readonly ready: number;
}

/**
 * Part `load`: from the start of the softphone's page to an agent who can take calls: welcomed by the connector and
 * registered at the voice edge.
 */
export async function pageLoads(): Promise<Section> {
  const world = await startWorld();
  try {
    const cold: Load[] = [];
    const warm: Load[] = [];
    for (let turn = 0; turn < COLD_LOADS; turn += 1) {
      const { page, context } = await world.agent();
      await context.addInitScript(pageMarks, { sound: false });
      const browser = await context.newCDPSession(page);
      await browser.send('Network.clearBrowserCache');
      cold.push(...(await loadAgain(page, 1)));
      if (turn === 0) warm.push(...(await loadAgain(page, WARM_LOADS)));
      await context.close();
    }
    return sectionOf({ cold, warm });
  } finally {
    await world.stop();
  }
}

/** Loads a page several times; a softphone that does not become ready in time is left out. */
async function loadAgain(page: Page, times: number): Promise<Load[]> {
  const loads: Load[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    await page.reload();
    const load = await loadOf(page);
    if (load) loads.push(load);
  }
  return loads;
}

async function loadOf(page: Page): Promise<Load | undefined> {
  let load: Load | undefined;
  try {
    await eventually('the softphone is ready', async () => {
      const frame = page.frames().find((each) => each.url().includes('/apex/Softphone'));
      load = frame && (await readLoad(frame));
      return load !== undefined && Number.isFinite(load.ready);
    });
    return load;
  } catch {
    return undefined;
  }
}

function readLoad(frame: Frame): Promise<Load> {
  return frame.evaluate(() => {
    const marks = (window as unknown as MarkedWindow).seeMarks();
    const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const arrivedAt = (path: string) =>
      resources.find(({ name }) => new URL(name).pathname.endsWith(path))?.responseEnd ?? NaN;
    const markedAt = (name: string) =>
      (marks.find((mark) => mark.name === name)?.at ?? NaN) - performance.timeOrigin;
    const [welcomed, registered] = [markedAt('welcome'), markedAt('ready')];
    return {
      scriptLoaded: arrivedAt('/softphone.js'),
      sessionGranted: arrivedAt('/session'),
      welcomed,
      sdkLoaded: arrivedAt('/twilioVoice.js'),
      registered,
      ready: Math.max(welcomed, registered),
    };
  });
}

function sectionOf({ cold, warm }: { cold: readonly Load[]; warm: readonly Load[] }): Section {
  const row = (name: string, of: (load: Load) => number) => {
    const [first, later] = [cold.map(of), warm.map(of)];
    return [
      name,
      ...[median(first), percentile(first, 0.95), median(later), percentile(later, 0.95)].map(milliseconds),
    ];
  };
  return {
    title: 'From page load to Ready',
    columns: ['since navigation start', 'empty cache p50', 'p95', 'filled cache p50', 'p95'],
    rows: [
      row('softphone.js loaded', ({ scriptLoaded }) => scriptLoaded),
      row('session granted', ({ sessionGranted }) => sessionGranted),
      row('welcomed by the connector', ({ welcomed }) => welcomed),
      row('voice SDK loaded', ({ sdkLoaded }) => sdkLoaded),
      row('registered at the voice edge', ({ registered }) => registered),
      row('**Ready**', ({ ready }) => ready),
    ],
    remarks: [
      `${cold.length} loads with an empty cache, ${warm.length} with a filled one. Aim: Ready below 1 s.`,
    ],
  };
}
