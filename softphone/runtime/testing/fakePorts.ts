import type {
  AgentSettings,
  BarItem,
  Desk,
  HostSettings,
  Instant,
  PhoneEvent,
  SoftphoneCommand,
} from '../../core/index.ts';
import {
  newDesk,
  newSoftphone,
  noPops,
  type AgentId,
  type DeskEvent,
  type InteractionId,
} from '../../core/index.ts';
import type { ConnectorLinkEvent } from '../../ports/connectorLink.ts';
import type { CrmHostEvent } from '../../ports/crmHost.ts';
import { createVirtualClock } from '../../testing/virtualClock.ts';
import type { EffectFailure, SoftphonePorts } from '../softphoneRuntime.ts';

/** What was asked of the ports, in order: `port.method` with its argument. */
export type Asked = readonly [method: string, argument?: unknown];

/** Ports that note what is asked of them and say what a test makes them say. */
export function createFakePorts() {
  const asked: Asked[] = [];
  const failures: EffectFailure[] = [];
  const barItems: BarItem[] = [];
  const answers: Record<string, () => Promise<unknown>> = {};
  const link = createSpeaker<ConnectorLinkEvent>();
  const host = createSpeaker<CrmHostEvent>();
  const device = createSpeaker<PhoneEvent>();
  const clock = createVirtualClock();

  const note = (method: string, argument?: unknown) => {
    asked.push(argument === undefined ? [method] : [method, argument]);
  };
  const answer = async (method: string, argument?: unknown): Promise<void> => {
    note(method, argument);
    await answers[method]?.();
  };

  const ports: SoftphonePorts = {
    link: {
      open: () => {
        note('link.open');
      },
      close: () => {
        note('link.close');
      },
      send: (command) => {
        note('link.send', command);
      },
      claimPhone: () => {
        note('link.claimPhone');
      },
      voiceToken: () => Promise.resolve({ token: 't', ttlSeconds: 60 }),
      async searchDirectory(text) {
        await answer('link.searchDirectory', text);
        return [];
      },
      subscribe: link.subscribe,
    },
    device: {
      start: () => answer('device.start'),
      stop: () => answer('device.stop'),
      accept: (interactionId) => {
        note('device.accept', interactionId);
      },
      connect: (interactionId) => answer('device.connect', interactionId),
      end: (interactionId) => {
        note('device.end', interactionId);
      },
      setMuted: (interactionId, muted) => {
        note('device.setMuted', [interactionId, muted]);
      },
      sendDigits: (interactionId, digits) => {
        note('device.sendDigits', [interactionId, digits]);
      },
      chooseDevice: (role, deviceId) => answer('device.chooseDevice', [role, deviceId]),
      playTestTone: (role) => answer('device.playTestTone', role),
      allowMicrophone: () => answer('device.allowMicrophone'),
      subscribe: device.subscribe,
    },
    host: {
      async start() {
        await answer('host.start');
        return hostSettings;
      },
      vouch: () => Promise.resolve('token'),
      connectorUrl: () => Promise.resolve('https://connector.example'),
      popScreen: (pop) => answer('host.popScreen', pop),
      async readRecords(records) {
        await answer('host.readRecords', records);
        return records.map(({ recordId }) => ({ recordId, name: `Record ${recordId}` }));
      },
      async searchRecords(text) {
        await answer('host.searchRecords', text);
        return [];
      },
      showPanel: () => answer('host.showPanel'),
      showBarItem: (item) => barItems.push(item),
      refreshView: () => answer('host.refreshView'),
      subscribe: host.subscribe,
    },
    attention: {
      ring: (call) => {
        note('attention.ring', call);
      },
      stopRinging: () => {
        note('attention.stopRinging');
      },
    },
    numberReader: {
      async read(typed, country) {
        await answers[`read ${typed}`]?.();
        return { typed, formatted: `${typed} in ${country}`, country, valid: true };
      },
    },
    savedNumbers: {
      read: () => [],
      keep: (agentId, numbers) => {
        note('savedNumbers.keep', [agentId, numbers]);
      },
    },
    clock,
    report: (failure) => failures.push(failure),
  };

  return {
    ports,
    asked,
    failures,
    barItems,
    clock,
    link,
    host,
    device,
    /** Makes a method wait for, or fail with, what `result` does. */
    make: (method: string, result: () => Promise<unknown>) => {
      answers[method] = result;
    },
    /** Whether, and with what, a method was asked. */
    argumentsOf: (method: string) =>
      asked.filter(([each]) => each === method).map(([, argument]) => argument),
    forget: () => {
      asked.length = 0;
    },
  };
}

interface Speaker<Event> {
  readonly say: (event: Event) => void;
  readonly subscribe: (listener: (event: Event) => void) => () => void;
}

function createSpeaker<Event>(): Speaker<Event> {
  const listeners = new Set<(event: Event) => void>();
  return {
    say(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const hostSettings: HostSettings = {
  screenPopOn: 'answered',
  pops: {
    inbound: {
      noMatch: { kind: 'newRecord', objectType: 'Contact' },
      oneMatch: { kind: 'record' },
      manyMatches: { kind: 'none' },
    },
    outbound: noPops,
    internal: noPops,
  },
};
const settings: AgentSettings = {
  ...newSoftphone.settings,
  country: 'DE',
  reasonCodes: [{ name: 'Break', choosable: true }],
  dispositions: [{ name: 'Solved', queues: [] }],
};
export const at = 1_767_603_600_000 as Instant;
export const call = 'interaction-1' as InteractionId;
export const contact = { objectType: 'Contact', recordId: '003000000000001', part: 'person' } as const;
export const readyDesk: Desk = {
  ...newDesk({ id: '005000000000001' as AgentId, name: 'Grace' }, at),
  agent: {
    ...newDesk({ id: '005000000000001' as AgentId, name: 'Grace' }, at).agent,
    resting: { name: 'ready' },
  },
};
export const welcome = { type: 'welcomed', desk: readyDesk, settings, history: [], parkedCalls: [] } as const;

/** An inbound call that reaches the agent, who may be known by its number. */
export function reservedFor(matches?: readonly (typeof contact)[]): DeskEvent {
  return {
    type: 'reserved',
    interactionId: call,
    ani: '+4930123456' as never,
    dnis: '+4930999999' as never,
    direction: 'inbound',
    via: 'queue',
    queue: 'Support',
    parties: [],
    earlierNotes: [],
    ...(matches && { matches }),
    expiresAt: (at + 20_000) as Instant,
    at,
  };
}

export const answer: SoftphoneCommand = { type: 'answer', interactionId: call };
