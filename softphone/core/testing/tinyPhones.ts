import type { DeskCommand } from '../desk/command.ts';
import { offeredInteractions } from '../desk/desk.ts';
import type { DeskEvent } from '../desk/deskEvent.ts';
import type { PhoneEvent } from '../phone/phone.ts';
import { advanceSoftphone } from '../softphone/advanceSoftphone.ts';
import { coversSoftphone, type HostSettings } from '../softphone/screenPop.ts';
import {
  newSoftphone,
  type Softphone,
  type SoftphoneEffect,
  type SoftphoneEvent,
} from '../softphone/softphone.ts';
import type { InteractionId } from '../vocabulary.ts';

/** One softphone of the agent, and what it has been told to do. */
export interface Tab {
  softphone: Softphone;
  linked: boolean;
  /** The last event it has seen; absent when it must ask for the whole desk. */
  seq: number | undefined;
  ringing: boolean;
  /** Whether the network delivers calls here. */
  registered: boolean;
  /** The microphone of each call that sounds here. */
  readonly microphones: Map<InteractionId, 'open' | 'shut'>;
  /** What was wished for a call before it came. */
  readonly accepted: Map<InteractionId, 'open' | 'shut'>;
  /** Visits of interactions whose records were shown without the agent asking for them. */
  readonly popped: string[];
  /** Whether something lay over the softphone while a call rang. */
  covered: boolean;
}

export function createTab(host: HostSettings): Tab {
  return {
    softphone: { ...newSoftphone, host },
    linked: false,
    seq: undefined,
    ringing: false,
    registered: false,
    microphones: new Map(),
    accepted: new Map(),
    popped: [],
    covered: false,
  };
}

/** The connector, as the phones see it. */
interface Centre {
  readonly events: readonly DeskEvent[];
  readonly obey: (tab: Tab, command: DeskCommand) => void;
  readonly claim: (tab: Tab) => void;
  readonly legJoined: (interactionId: InteractionId) => void;
  readonly legLost: (interactionId: InteractionId) => void;
}

type Actions = {
  readonly [Type in SoftphoneEffect['type']]?: (
    tab: Tab,
    effect: Extract<SoftphoneEffect, { type: Type }>,
  ) => void;
};

/** Two phones of one agent, and a network that rings them and delivers each call to one of them. */
export function createTinyPhones(tabs: readonly Tab[], centre: Centre) {
  const ringingLegs = new Set<InteractionId>();

  function act(tab: Tab, event: SoftphoneEvent): void {
    const before = tab.softphone.popped;
    const { softphone, effects } = advanceSoftphone(tab.softphone, event);
    tab.softphone = softphone;
    notePops(tab, event, { before, effects });
    for (const effect of effects) {
      (actions[effect.type] as ((tab: Tab, effect: SoftphoneEffect) => void) | undefined)?.(tab, effect);
    }
  }

  function notePops(
    tab: Tab,
    event: SoftphoneEvent,
    { before, effects }: { before: readonly InteractionId[]; effects: readonly SoftphoneEffect[] },
  ): void {
    const pops = effects.flatMap((effect) => (effect.type === 'popScreen' ? [effect.pop] : []));
    const { desk, popped } = tab.softphone;
    if (desk && offeredInteractions(desk).length > 0 && pops.some(coversSoftphone)) tab.covered = true;
    if (pops.length === 0 || event.type === 'commanded') return;
    tab.popped.push(...popped.filter((id) => !before.includes(id)).map(visitOf));
  }

  /** What rings comes anew to a page that is new. */
  function forgetRinging({ softphone, popped }: Tab): void {
    const rings = softphone.desk ? offeredInteractions(softphone.desk).map(({ id }) => visitOf(id)) : [];
    popped.splice(0, popped.length, ...popped.filter((visit) => !rings.includes(visit)));
  }

  /** A call that was parked and picked up again comes anew. */
  function visitOf(id: InteractionId): string {
    const begins = centre.events.filter(
      (event) => (event.type === 'reserved' || event.type === 'dialed') && event.interactionId === id,
    );
    return `${id}, visit ${begins.length}`;
  }

  /** What the other effects ask for is of no consequence here. */
  const actions: Actions = {
    ring: (tab) => {
      tab.ringing = true;
    },
    stopRinging: (tab) => {
      tab.ringing = false;
    },
    claimPhone: centre.claim,
    send: (tab, { command }) => {
      centre.obey(tab, command);
    },
    readRecords: (tab, { records }) => {
      const found = records.map(({ recordId }) => ({ recordId, name: `Record ${recordId}` }));
      act(tab, { type: 'recordsRead', asked: records, found });
    },
    startPhone: (tab) => {
      tab.registered = true;
      hear(tab, { type: 'registered' });
      deliver();
    },
    stopPhone: (tab) => {
      tab.registered = false;
      tab.accepted.clear();
      for (const interactionId of [...tab.microphones.keys()]) silence(tab, interactionId);
      hear(tab, { type: 'unregistered' });
    },
    acceptAudio: (tab, { interactionId }) => {
      if (!tab.microphones.has(interactionId)) tab.accepted.set(interactionId, 'open');
    },
    connectAudio: (tab, { interactionId }) => {
      talk(tab, interactionId, 'open');
    },
    endAudio: (tab, { interactionId }) => {
      tab.accepted.delete(interactionId);
      silence(tab, interactionId);
    },
    setMuted: (tab, { interactionId, muted }) => {
      const microphone = muted ? 'shut' : 'open';
      if (tab.accepted.has(interactionId)) tab.accepted.set(interactionId, microphone);
      if (!tab.microphones.has(interactionId)) return;
      tab.microphones.set(interactionId, microphone);
      hear(tab, { type: 'muted', interactionId, muted });
    },
  };

  function hear(tab: Tab, event: PhoneEvent): void {
    act(tab, { type: 'phoneChanged', event });
  }

  /** The network delivers a call to one tab only: the one that has said it will take it. */
  function deliver(): void {
    for (const interactionId of ringingLegs) {
      const tab = tabs.find(({ registered, accepted }) => registered && accepted.has(interactionId));
      const microphone = tab?.accepted.get(interactionId);
      if (!tab || !microphone) continue;
      tab.accepted.delete(interactionId);
      ringingLegs.delete(interactionId);
      talk(tab, interactionId, microphone);
    }
  }

  function talk(tab: Tab, interactionId: InteractionId, microphone: 'open' | 'shut'): void {
    tab.microphones.set(interactionId, microphone);
    hear(tab, { type: 'audioConnecting', interactionId });
    if (microphone === 'shut') hear(tab, { type: 'muted', interactionId, muted: true });
    hear(tab, { type: 'audioConnected', interactionId });
    centre.legJoined(interactionId);
  }

  function silence(tab: Tab, interactionId: InteractionId): void {
    if (!tab.microphones.delete(interactionId)) return;
    hear(tab, { type: 'audioEnded', interactionId });
    centre.legLost(interactionId);
  }

  return {
    act,
    deliver,
    /** The network rings the agent for a call. */
    ringLeg(interactionId: InteractionId): void {
      ringingLegs.add(interactionId);
    },
    /** The agent's leg is over, wherever it is. */
    endLeg(interactionId: InteractionId): void {
      ringingLegs.delete(interactionId);
      for (const tab of tabs) silence(tab, interactionId);
    },
    /** The agent's leg breaks, or the carrier notices that it has. */
    breakLeg(interactionId: InteractionId): void {
      const sounding = tabs.filter(({ microphones }) => microphones.has(interactionId));
      for (const tab of sounding) silence(tab, interactionId);
      if (sounding.length === 0) centre.legLost(interactionId);
    },
    /** The tab's page is gone, with all its sound; the carrier has not noticed yet. */
    die(tab: Tab): void {
      tab.microphones.clear();
      tab.accepted.clear();
      tab.ringing = false;
      tab.registered = false;
      forgetRinging(tab);
    },
  };
}
