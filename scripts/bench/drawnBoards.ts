import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../test/journeys/support/world.ts';
import { buildOrgPages } from '../build/buildOrgPages.ts';
import { buildSoftphone } from '../build/buildSoftphone.ts';
import { AGENTS, changeAtRate, rates, signInAll } from './busyCentre.ts';
import { startSoundlessCentre } from './callControlCentre.ts';
import { openDrawnBoard, type DrawingCost } from './drawnBoard.ts';
import { milliseconds, type Section } from './report.ts';
import { percentile } from './statistics.ts';

const LEVEL_MS = 10_000;
const SCROLLED_RATE = 20;
const root = join(import.meta.dirname, '../..');

/** Part `drawing`: what the wallboard of five hundred agents costs in Chromium. */
export async function drawnBoards(): Promise<Section[]> {
  await buildSoftphone({ root, entry: 'softphone/entries/openCtiSoftphone.ts' });
  await buildOrgPages(root);
  const centre = await startSoundlessCentre();
  const browser = await launchBrowser();
  try {
    const desks = await signInAll(centre);
    const drawn = await openDrawnBoard(browser, centre.system);
    await drawn.take();
    const rows: string[][] = [];
    for (const rate of rates) {
      await changeAtRate(desks, rate, Date.now() + LEVEL_MS);
      rows.push(drawingRow(`${rate} a second`, await drawn.take()));
    }
    const until = Date.now() + LEVEL_MS;
    await Promise.all([changeAtRate(desks, SCROLLED_RATE, until), scrollThrough(drawn.page, until)]);
    rows.push(drawingRow(`${SCROLLED_RATE} a second, while scrolling`, await drawn.take()));
    return [drawingSection(rows)];
  } finally {
    await browser.close();
    await centre.stop();
  }
}

function drawingSection(rows: readonly (readonly string[])[]): Section {
  return {
    title: `The wallboard in Chromium, ${AGENTS} agents`,
    columns: ['changes of state', 'tasks over 50 ms', 'longest', 'frame p95', 'frame p99', 'work'],
    rows,
    remarks: ['Work is the share of the time in which the page, with the console around it, does something.'],
  };
}

async function scrollThrough(page: Page, until: number): Promise<void> {
  const list = page.locator('c-cti-wallboard-agents .scroll');
  await list.hover();
  for (let turn = 0; Date.now() < until; turn += 1) {
    await page.mouse.wheel(0, turn % 80 < 40 ? 420 : -420);
    await sleep(50);
  }
}

function drawingRow(title: string, { longTasks, framePauses, seconds, workSeconds }: DrawingCost): string[] {
  return [
    title,
    String(longTasks.length),
    milliseconds(Math.max(0, ...longTasks)),
    milliseconds(percentile(framePauses, 0.95)),
    milliseconds(percentile(framePauses, 0.99)),
    `${((100 * workSeconds) / seconds).toFixed(0)} %`,
  ];
}
