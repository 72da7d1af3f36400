import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import Softphone from 'c/softphone';
import { createBrowserAttention } from '../adapters/browser/browserAttention.ts';
import { allowNotifications, showNotification } from '../adapters/browser/desktopNotification.ts';
import { createDevicePreferences } from '../adapters/browser/devicePreferences.ts';
import { nationalNumber } from '../adapters/browser/nationalNumber.ts';
import { numberReader } from '../adapters/browser/numberReader.ts';
import { createSavedNumbers } from '../adapters/browser/savedNumbers.ts';
import { systemClock as clock } from '../adapters/browser/systemClock.ts';
import { playTone, RING, TEST_TONE } from '../adapters/browser/tones.ts';
import { createConnectorLink } from '../adapters/connectorLink/connectorLink.ts';
import { createOpenCtiHost } from '../adapters/openCti/openCtiHost.ts';
import type { SforceConsole } from '../adapters/openCti/consoleToolkit.ts';
import type { SforceOpenCti } from '../adapters/openCti/openCtiTypes.ts';
import { loadSdk } from '../adapters/twilioVoice/loadSdk.ts';
import { createTwilioVoiceDevice } from '../adapters/twilioVoice/twilioVoiceDevice.ts';
import type { SoftphoneCommand } from '../core/index.ts';
import { createSoftphoneRuntime } from '../runtime/softphoneRuntime.ts';
import { words } from './words.ts';

/** The softphone as a page of its own inside Lightning, beside Open CTI's script. */
declare global {
  interface Window {
    readonly sforce?: { readonly opencti?: SforceOpenCti; readonly console?: SforceConsole };
  }
}

const place = document.getElementById('softphone') ?? document.body;
const opencti = window.sforce?.opencti;
if (opencti) start(opencti);
else place.textContent = words.noDesktop;

function start(opencti: SforceOpenCti): void {
  const report = (cause: unknown) => {
    console.warn('softphone', cause);
  };
  const preferences = createDevicePreferences(window.localStorage);
  const host = createOpenCtiHost({
    opencti,
    toolkit: window.sforce?.console,
    labels: words.bar,
    clock,
    searchText: nationalNumber,
    report,
  });
  const link = createConnectorLink({
    clock,
    connectorUrl: () => host.connectorUrl(),
    vouch: (request) => host.vouch(request),
    fetch: (url, request) => window.fetch(url, request),
    openSocket: (url) => new WebSocket(url),
    random: Math.random,
    newId: () => crypto.randomUUID(),
  });
  const device = createTwilioVoiceDevice({
    loadSdk,
    tokens: () => link.voiceToken(),
    clock,
    mediaDevices: navigator.mediaDevices,
    preferences,
    playTone: (deviceId) => playTone(TEST_TONE, deviceId),
  });
  const attention = createBrowserAttention({
    clock,
    playRing: () => playTone(RING, preferences.get('ringer')),
    notify: (call) => showNotification(call, words.notification),
  });
  const runtime = createSoftphoneRuntime({
    link,
    device,
    host,
    attention,
    numberReader,
    savedNumbers: createSavedNumbers(window.localStorage),
    clock,
    report,
  });

  const element = Object.assign(createElement('c-softphone', { is: Softphone }), {
    view: runtime.snapshot(),
  });
  element.addEventListener('command', (event) => {
    runtime.command((event as CustomEvent<SoftphoneCommand>).detail);
  });
  runtime.subscribe((view) => {
    element.view = view;
  });
  place.append(element);
  runtime.start();
  // Browsers ask for this permission only after a click.
  document.addEventListener('click', () => void allowNotifications(), { once: true });
  window.addEventListener('pagehide', () => void runtime.stop());
}
