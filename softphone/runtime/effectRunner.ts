import type { InteractionId, RecordRef, SoftphoneEffect, SoftphoneEvent } from '../core/index.ts';
import { createDirectoryRunner } from './directoryRunner.ts';
import type { EffectFailure, SoftphonePorts } from './softphoneRuntime.ts';

/** How long the connector may take to write a call log before the desktop is asked to show it. */
const CALL_LOG_MS = 3_000;

export interface EffectRunner {
  run(effect: SoftphoneEffect): void;
  /** Does something that may fail without harm: the failure is reported, not thrown. */
  attempt(effect: EffectFailure['effect'], action: () => void | Promise<void>): void;
  /** Forgets what was put off. */
  stop(): void;
}

/** What the runner needs of the softphone it runs for. */
export interface EffectSubject {
  readonly apply: (event: SoftphoneEvent) => void;
  readonly country: () => string;
}

type Action<Effect = SoftphoneEffect> = (effect: Effect) => void | Promise<void>;
type Actions = {
  readonly [Type in SoftphoneEffect['type']]: Action<Extract<SoftphoneEffect, { type: Type }>>;
};

/** Carries out what the core asks for, at the ports. */
export function createEffectRunner(ports: SoftphonePorts, { apply, country }: EffectSubject): EffectRunner {
  const { link, device, host, attention, numberReader, clock, report } = ports;
  let hostStarted = false;
  let lastTyped = 0;
  let forgetRefresh: () => void = () => undefined;

  function attempt(effect: EffectFailure['effect'], action: () => void | Promise<void>): void {
    const failed = (cause: unknown) => {
      report({ effect, cause });
    };
    try {
      const done = action();
      if (done) done.catch(failed);
    } catch (cause) {
      failed(cause);
    }
  }

  /** A desktop that does not answer is asked again with the next sign-in. */
  async function startHost(): Promise<void> {
    if (hostStarted) return;
    hostStarted = true;
    try {
      apply({ type: 'hostStarted', settings: await host.start() });
    } catch (cause) {
      hostStarted = false;
      throw cause;
    }
    const presence = await host.presence?.start();
    if (presence) apply({ type: 'presenceStarted', ...presence });
  }

  async function setPresence(presence: { readonly statusId?: string }): Promise<void> {
    try {
      await host.presence?.set(presence.statusId);
      apply({ type: 'presenceSet', ...presence, done: true });
    } catch (cause) {
      apply({ type: 'presenceSet', ...presence, done: false });
      throw cause;
    }
  }

  /** Only the last number typed counts: an earlier one may be read later. */
  async function readNumber(typed: string): Promise<void> {
    lastTyped += 1;
    const turn = lastTyped;
    const entry = await numberReader.read(typed, country());
    if (turn === lastTyped) apply({ type: 'numberRead', entry });
  }

  /** Nobody would ever join a call whose own leg cannot be opened: it is given up. */
  async function connectAudio(interactionId: InteractionId): Promise<void> {
    try {
      await device.connect(interactionId);
    } catch (cause) {
      link.send({ type: 'hangUp', interactionId });
      throw cause;
    }
  }

  /** A desktop that does not answer leaves the records unread: they are shown by their numbers. */
  async function readRecords(asked: readonly RecordRef[]): Promise<void> {
    try {
      apply({ type: 'recordsRead', asked, found: await host.readRecords(asked) });
    } catch (cause) {
      apply({ type: 'recordsRead', asked });
      throw cause;
    }
  }

  function refreshSoon(): void {
    forgetRefresh();
    forgetRefresh = clock.schedule(CALL_LOG_MS, () => {
      attempt('refreshView', () => host.refreshView());
    });
  }

  const directory = createDirectoryRunner(ports, apply, (action) => {
    attempt('searchDirectory', action);
  });

  const actions: Actions = {
    signIn: () => {
      attempt('startHost', startHost);
      link.open();
    },
    send: ({ command }) => {
      link.send(command);
    },
    claimPhone: () => {
      link.claimPhone();
    },
    readNumber: ({ typed }) => readNumber(typed),
    startPhone: () => device.start(),
    stopPhone: () => device.stop(),
    acceptAudio: ({ interactionId }) => {
      device.accept(interactionId);
    },
    connectAudio: ({ interactionId }) => connectAudio(interactionId),
    endAudio: ({ interactionId }) => {
      device.end(interactionId);
    },
    setMuted: ({ interactionId, muted }) => {
      device.setMuted(interactionId, muted);
    },
    sendDigits: ({ interactionId, digits }) => {
      device.sendDigits(interactionId, digits);
    },
    chooseDevice: ({ role, deviceId }) => device.chooseDevice(role, deviceId),
    playTestTone: ({ role }) => device.playTestTone(role),
    allowMicrophone: () => device.allowMicrophone(),
    ring: (call) => {
      attention.ring(call);
    },
    stopRinging: () => {
      attention.stopRinging();
    },
    showPanel: () => host.showPanel(),
    readRecords: ({ records }) => readRecords(records),
    popScreen: ({ pop }) => host.popScreen(pop),
    refreshView: refreshSoon,
    setPresence: ({ type: _type, ...presence }) => setPresence(presence),
    searchDirectory: directory.search,
    readSavedNumbers: directory.readSaved,
    keepSavedNumbers: directory.keepSaved,
  };

  return {
    attempt,
    run: (effect) => {
      attempt(effect.type, () => (actions[effect.type] as Action)(effect));
    },
    stop: () => {
      directory.stop();
      forgetRefresh();
    },
  };
}
