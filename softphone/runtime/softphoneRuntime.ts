import {
  advanceSoftphone,
  barItemOf,
  newSoftphone,
  statusToKeep,
  viewOf,
  type BarItem,
  type Softphone,
  type SoftphoneCommand,
  type SoftphoneEffect,
  type SoftphoneEvent,
  type SoftphoneView,
} from '../core/index.ts';
import type { Attention } from '../ports/attention.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorLink } from '../ports/connectorLink.ts';
import type { CrmHost } from '../ports/crmHost.ts';
import type { NumberReader } from '../ports/numberReader.ts';
import type { SavedNumbers } from '../ports/savedNumbers.ts';
import type { VoiceDevice } from '../ports/voiceDevice.ts';
import { createEffectRunner } from './effectRunner.ts';
import { createStatusKeeper } from './statusKeeper.ts';

export interface SoftphonePorts {
  readonly link: ConnectorLink;
  readonly device: VoiceDevice;
  readonly host: CrmHost;
  readonly attention: Attention;
  readonly numberReader: NumberReader;
  readonly savedNumbers: SavedNumbers;
  readonly clock: Clock;
  /** Is told what went wrong without harm to a call, for the page's log. */
  readonly report: (failure: EffectFailure) => void;
}

/** Something that the softphone asked for and that did not come about. */
export interface EffectFailure {
  readonly effect: SoftphoneEffect['type'] | 'startHost' | 'showBarItem' | 'keepStatus';
  readonly cause: unknown;
}

/** One softphone at work: it feeds what happens at its ports into the core and carries out what the core asks for. */
export interface SoftphoneRuntime {
  /** Announces the softphone to the desktop and signs in. */
  start(): void;
  command(command: SoftphoneCommand): void;
  snapshot(): SoftphoneView;
  /** Tells every change of the snapshot; the returned function stops that. */
  subscribe(listener: (view: SoftphoneView) => void): () => void;
  /** Ends what runs: the call's sound, the ring, the link. */
  stop(): Promise<void>;
}

export function createSoftphoneRuntime(ports: SoftphonePorts): SoftphoneRuntime {
  const { link, device, host, attention, clock } = ports;
  const listeners = new Set<(view: SoftphoneView) => void>();
  const waiting: SoftphoneEvent[] = [];
  let softphone: Softphone = newSoftphone;
  let view = viewOf(softphone);
  let shownBarItem: BarItem | undefined;
  let busy = false;
  let unsubscribe: readonly (() => void)[] = [];

  const runner = createEffectRunner(ports, { apply, country: () => softphone.settings.country });

  const keeper = createStatusKeeper(ports, (action) => {
    runner.attempt('keepStatus', action);
  });

  /** Events that an effect causes wait until the event before them is done with. */
  function apply(event: SoftphoneEvent): void {
    waiting.push(event);
    if (busy) return;
    busy = true;
    const before = softphone;
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const step = advanceSoftphone(softphone, next);
        softphone = step.softphone;
        for (const effect of step.effects) runner.run(effect);
      }
    } finally {
      busy = false;
    }
    if (softphone !== before) show();
  }

  function show(): void {
    view = viewOf(softphone);
    showBarItem(barItemOf(softphone));
    keeper.keep(statusToKeep(softphone));
    for (const listener of listeners) listener(view);
  }

  function showBarItem(barItem: BarItem): void {
    if (shownBarItem && sameBarItem(shownBarItem, barItem)) return;
    shownBarItem = barItem;
    runner.attempt('showBarItem', () => {
      host.showBarItem(barItem);
    });
  }

  return {
    start() {
      unsubscribe = [
        link.subscribe(apply),
        host.subscribe(apply),
        device.subscribe((event) => {
          apply({ type: 'phoneChanged', event });
        }),
      ];
      showBarItem(barItemOf(softphone));
      runner.run({ type: 'signIn' });
    },
    command: (command) => {
      apply({ type: 'commanded', command, at: clock.now() });
    },
    snapshot: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    async stop() {
      for (const forget of unsubscribe) forget();
      runner.stop();
      keeper.stop();
      attention.stopRinging();
      link.close();
      await device.stop();
    },
  };
}

function sameBarItem(one: BarItem, other: BarItem): boolean {
  return one.state === other.state && one.party === other.party && one.reasonCode === other.reasonCode;
}
