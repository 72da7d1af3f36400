import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Chromium's path when there is one on this machine. */
export function findChromium(): string | undefined {
  const configured = process.env['CHROMIUM_PATH'];
  return [configured, ...systemBrowsers, chromium.executablePath()].find(
    (path): path is string => path !== undefined && path !== '' && existsSync(path),
  );
}

/**
 * Chromium's path; brings one when there is none: Debian's package where it may install, else Playwright's.
 * Throws a sentence that says what to do when neither can be had.
 */
export function ensureChromium(say: (line: string) => void): string {
  const found = findChromium();
  if (found) return found;
  for (const install of [installDebianPackage, installPlaywrightBuild]) {
    try {
      install(say);
    } catch {
      continue;
    }
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    'The journeys need Chromium, and none could be installed here. ' +
      'Install the package "chromium" (Debian: sudo apt-get install chromium), ' +
      'or set CHROMIUM_PATH to a Chromium or Chrome, and run the command again.',
  );
}

function installDebianPackage(say: (line: string) => void): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) throw new Error('may not install packages');
  say('Installing Chromium from Debian ...');
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    stdio: 'ignore',
  });
}

function installPlaywrightBuild(say: (line: string) => void): void {
  say('Installing Chromium from Playwright ...');
  const command = join(import.meta.dirname, '../../node_modules/playwright-core/cli.js');
  execFileSync(process.execPath, [command, 'install', 'chromium'], { stdio: 'ignore' });
}
