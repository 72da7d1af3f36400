import { advanceDesk } from '../desk/advanceDesk.ts';
import type { DeskCommand } from '../desk/command.ts';
import { interactionAt, liveInteractions, type Desk } from '../desk/desk.ts';
import type { DeskEvent, ReservedFacts } from '../desk/deskEvent.ts';
import { refusalOf } from '../desk/refusalOf.ts';
import type { ParkedCall } from '../interaction/party.ts';
import { newSoftphone, type Softphone, type SoftphoneEvent } from '../softphone/softphone.ts';
import { popping, emptyDesk, reserved, second } from './builders.ts';
import type { HostSettings } from '../softphone/screenPop.ts';
import type { Instant, InteractionId } from '../vocabulary.ts';
import { ended, eventsOf } from './tinyDecisions.ts';
import { createTab, createTinyPhones, type Tab } from './tinyPhones.ts';

/** A connector of a few lines with two tabs of one agent: decides as the real one does, at once and without a network. */
export interface TinyConnector {
  readonly tabs: readonly Tab[];
  desk(): Desk;
  parkedCalls(): readonly ParkedCall[];
  /** Everything that has happened, in order. */
  readonly events: readonly DeskEvent[];
  owner(): Tab | undefined;
  happen(event: DeskEvent): void;
  act(tab: Tab, event: SoftphoneEvent): void;
  link(tab: Tab): void;
  unlink(tab: Tab): void;
  /** The tab's page dies, unnoticed by the carrier, and is loaded anew without a link yet. */
  reload(tab: Tab): void;
  /** The calls whose legs are gone without anybody having noticed. */
  readonly unnoticed: ReadonlySet<InteractionId>;
  /** The agent's leg of a call breaks at the carrier. */
  breakLeg(interactionId: InteractionId): void;
  give(tab: Tab): void;
  /** Offers a call, if the agent may be disturbed by it. */
  reserve(facts: Partial<ReservedFacts>): void;
  now(): Instant;
}

/** What agents may do here: calls enough to lose track of. */
export const settings: Softphone['settings'] = {
  ...newSoftphone.settings,
  reasonCodes: [{ name: 'Break', choosable: true }],
  wrapUpExtensions: 1,
  mostCalls: 3,
};

export function createTinyConnector(host: HostSettings = popping()): TinyConnector {
  const events: DeskEvent[] = [];
  const tabs: Tab[] = [createTab(host), createTab(host)];
  const unnoticed = new Set<InteractionId>();
  let desk = emptyDesk;
  let parkedCalls: readonly ParkedCall[] = [];
  let owner: Tab | undefined;
  let ids = 0;
  const now = () => second(events.length);
  const newId = () => {
    ids += 1;
    return `interaction-${ids}` as InteractionId;
  };
  const phones = createTinyPhones(tabs, {
    events,
    obey,
    claim: (tab) => {
      if (tab.linked) give(tab);
    },
    legJoined: (interactionId) => {
      if (interactionAt(desk, interactionId)?.lostUntil === undefined) return;
      happen({ type: 'connectionBack', interactionId, at: now() });
    },
    legLost,
  });
  const { act } = phones;

  function legLost(interactionId: InteractionId): void {
    unnoticed.delete(interactionId);
    const interaction = interactionAt(desk, interactionId);
    const at = now();
    switch (interaction?.call.state) {
      case 'answering':
        happen({ type: 'callEnded', interactionId, reason: 'missed', at });
        return;
      case 'dialing':
        happen(ended(interactionId, 'canceled', at));
        return;
      case 'connected':
        if (interaction.lostUntil === undefined)
          happen({ type: 'connectionLost', interactionId, until: second(9_999), at });
        return;
      case 'offered':
      case 'ended':
      case undefined:
        return;
    }
  }

  function happen(event: DeskEvent): void {
    const next = advanceDesk(desk, event);
    if (!next) return;
    desk = next;
    events.push(event);
    if (event.type === 'accepted') phones.ringLeg(event.interactionId);
    for (const tab of tabs) if (tab.linked) catchUp(tab);
    // Whoever ends a call, its sound ends, also in a tab that hears nothing from the connector.
    if (event.type === 'callEnded') phones.endLeg(event.interactionId);
    else phones.deliver();
  }

  /** Tells what the tab has not seen; an event that causes another is told before it. */
  function catchUp(tab: Tab): void {
    while (tab.seq !== undefined && tab.seq < events.length) {
      const event = events[tab.seq];
      tab.seq += 1;
      if (event) act(tab, { type: 'deskChanged', event });
    }
  }

  function obey(tab: Tab, command: DeskCommand): void {
    const taken = command.type === 'pickUp' && !isParked(command.interactionId);
    const refusal = refusalOf(desk, command, settings) ?? (taken ? { code: 'TAKEN_ALREADY' } : undefined);
    if (refusal) {
      act(tab, { type: 'commandRefused', command, refusal });
      return;
    }
    const decided = eventsOf(command, { desk, at: now(), newId });
    if (command.type === 'pickUp') setParked(parkedCalls.filter((each) => !isOf(each, command)));
    if (command.type === 'park') {
      const { interactionId } = command;
      setParked([...parkedCalls, { interactionId, orbit: '701', parkedBy: 'Grace', since: now() }]);
    }
    decided.forEach(happen);
    if (command.type === 'rejoin') {
      phones.breakLeg(command.interactionId);
      const lost = interactionAt(desk, command.interactionId)?.lostUntil !== undefined;
      if (lost) phones.ringLeg(command.interactionId);
    }
    phones.deliver();
  }

  function isParked(interactionId: InteractionId): boolean {
    return parkedCalls.some((parked) => isOf(parked, { interactionId }));
  }

  function setParked(changed: readonly ParkedCall[]): void {
    parkedCalls = changed;
    for (const tab of tabs) if (tab.linked) act(tab, { type: 'parkedChanged', parkedCalls });
  }

  function give(tab: Tab): void {
    if (owner === tab) return;
    owner = tab;
    announce();
  }

  function announce(): void {
    const told = owner;
    for (const tab of tabs) {
      if (!tab.linked || owner !== told) continue;
      act(tab, {
        type: 'phoneOwned',
        owner: told === undefined ? 'nobody' : told === tab ? 'here' : 'elsewhere',
      });
    }
  }

  function unlink(tab: Tab): void {
    if (!tab.linked) return;
    tab.linked = false;
    act(tab, { type: 'linkLost' });
    if (owner !== tab) return;
    owner = tabs.find((each) => each.linked);
    announce();
  }

  return {
    tabs,
    desk: () => desk,
    parkedCalls: () => parkedCalls,
    events,
    unnoticed,
    owner: () => owner,
    happen,
    act,
    give,
    now,
    unlink,
    breakLeg: phones.breakLeg,
    link(tab) {
      if (tab.linked) return;
      tab.linked = true;
      const replayed = tab.seq !== undefined;
      tab.seq ??= events.length;
      act(tab, { type: 'welcomed', ...(!replayed && { desk }), settings, history: [], parkedCalls });
      catchUp(tab);
      owner ??= tab;
      announce();
    },
    reload(tab) {
      for (const interactionId of tab.microphones.keys()) unnoticed.add(interactionId);
      phones.die(tab);
      tab.softphone = { ...newSoftphone, host };
      tab.seq = undefined;
      unlink(tab);
    },
    reserve({ via = 'queue', ...facts }) {
      const calls = liveInteractions(desk).length;
      const disturbs = via === 'queue' ? calls > 0 : calls >= settings.mostCalls;
      if (desk.agent.resting.name !== 'ready' || disturbs) return;
      const { matches: _none, ...offered } = reserved();
      happen({ ...offered, ...facts, via, interactionId: newId(), expiresAt: second(9_999), at: now() });
    },
  };
}

function isOf({ interactionId }: ParkedCall, about: { readonly interactionId: InteractionId }): boolean {
  return interactionId === about.interactionId;
}
