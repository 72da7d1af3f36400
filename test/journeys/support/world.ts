import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { buildOrgPages } from '../../../scripts/build/buildOrgPages.ts';
import { buildSoftphone } from '../../../scripts/build/buildSoftphone.ts';
import { ensureChromium } from '../../../scripts/local/browser.ts';
import { startLocal, type LocalSystem } from '../../../scripts/local/startLocal.ts';
import { freePortBase } from './freePorts.ts';
import { openAgentDesk, type AgentDesk } from './agentDesk.ts';
import { openHandset, type Handset } from './handset.ts';

const root = join(import.meta.dirname, '../../..');

/** Everything a journey needs: the whole product with its stand-ins, and a real browser. */
export interface World {
  readonly system: LocalSystem;
  readonly browser: Browser;
  /** Opens the console in a browser of its own, signed in as that user. */
  agent(options?: AgentOptions): Promise<AgentDesk>;
  handset(number: string): Promise<Handset>;
  stop(): Promise<void>;
}

export interface AgentOptions {
  readonly username?: string;
  readonly microphone?: 'granted' | 'refused';
  /** What the agent's microphone says. */
  readonly hertz?: number;
  /** Another tab of the same browser, beside this one. */
  readonly beside?: AgentDesk;
  /** In place of the one that all others share. */
  readonly browser?: Browser;
}

/** Starts a world of its own: fresh data, free ports; `overlays` are metadata folders that the org has besides ours. */
export async function startWorld(
  environment: Record<string, string> = {},
  overlays: readonly string[] = [],
  instances = 1,
): Promise<World> {
  await buildSoftphone({ root, entry: 'softphone/entries/openCtiSoftphone.ts' });
  await buildOrgPages(root);
  const { system, remove } = await startSystem(environment, overlays, instances);
  const browser = await launchBrowser();

  return {
    system,
    browser,
    agent: (options = {}) => openAgentDesk({ browser, system, ...options }),
    handset: (number) => openHandset({ browser, system, number }),
    async stop() {
      await browser.close();
      await remove();
    },
  };
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChromium(() => undefined),
    args: [
      '--no-sandbox',
      '--use-fake-device-for-media-stream',
      // A machine without a network card has no other address to offer.
      '--allow-loopback-in-peer-connection',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}

/** Starts the product with its stand-ins and no browser; `remove` stops it and deletes its data. */
export async function startSystem(
  environment: Record<string, string> = {},
  overlays: readonly string[] = [],
  instances = 1,
): Promise<{ readonly system: LocalSystem; readonly folder: string; remove(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'cti-journey-'));
  const system = await startLocal({
    port: await freePortBase(),
    folder,
    reset: false,
    say: () => undefined,
    environment,
    overlays,
    instances,
  });
  return {
    system,
    folder,
    async remove() {
      await system.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
