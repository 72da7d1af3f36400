import { advanceDesk } from '../desk/advanceDesk.ts';
import { refusalOf, type DeskCommand } from '../desk/command.ts';
import { liveInteraction, type Desk, type DeskEvent } from '../desk/desk.ts';
import type { RecordMatch } from '../interaction/interaction.ts';
import { advanceSoftphone } from '../softphone/advanceSoftphone.ts';
import { coversSoftphone, type HostSettings } from '../softphone/screenPop.ts';
import {
  newSoftphone,
  type Softphone,
  type SoftphoneEffect,
  type SoftphoneEvent,
} from '../softphone/softphone.ts';
import type { Ani, Dnis, Instant, InteractionId } from '../vocabulary.ts';
import { emptyDesk, popping, second } from './builders.ts';

/** One softphone of the agent, and what it has been told to do. */
export interface Tab {
  softphone: Softphone;
  linked: boolean;
  /** The last event it has seen; absent when it must ask for the whole desk. */
  seq: number | undefined;
  ringing: boolean;
  sound: InteractionId | undefined;
  /** Records shown without the agent asking for them. */
  readonly popped: InteractionId[];
  /** Whether something lay over the softphone while a call rang. */
  covered: boolean;
}

type Actions = {
  readonly [Type in SoftphoneEffect['type']]?: (
    tab: Tab,
    effect: Extract<SoftphoneEffect, { type: Type }>,
  ) => void;
};

/** A connector of a few lines with two tabs of one agent: decides as the real one does, at once and without a network. */
export interface TinyConnector {
  readonly tabs: readonly Tab[];
  desk(): Desk;
  /** Everything that has happened, in order. */
  readonly events: readonly DeskEvent[];
  owner(): Tab | undefined;
  happen(event: DeskEvent): void;
  act(tab: Tab, event: SoftphoneEvent): void;
  link(tab: Tab): void;
  unlink(tab: Tab): void;
  give(tab: Tab): void;
  reserve(matches: readonly RecordMatch[] | undefined): void;
  now(): Instant;
}

export function createTinyConnector(host: HostSettings = popping()): TinyConnector {
  const events: DeskEvent[] = [];
  const tabs: Tab[] = [createTab(host), createTab(host)];
  let desk = emptyDesk;
  let owner: Tab | undefined;
  let ids = 0;
  const now = () => second(events.length);
  const newId = () => {
    ids += 1;
    return `interaction-${ids}` as InteractionId;
  };

  function act(tab: Tab, event: SoftphoneEvent): void {
    const { softphone, effects } = advanceSoftphone(tab.softphone, event);
    tab.softphone = softphone;
    const pops = effects.some(({ type }) => type === 'popScreen') && event.type !== 'commanded';
    if (pops) tab.popped.push(...desk.interactions.slice(-1).map(({ id }) => id));
    const rings = softphone.desk && liveInteraction(softphone.desk)?.call.state === 'offered';
    if (rings && effects.some((effect) => effect.type === 'popScreen' && coversSoftphone(effect.pop)))
      tab.covered = true;
    for (const effect of effects) carryOut(tab, effect);
  }

  /** What the other effects ask for is of no consequence here. */
  const actions: Actions = {
    ring: (tab) => {
      tab.ringing = true;
    },
    stopRinging: (tab) => {
      tab.ringing = false;
    },
    claimPhone: (tab) => {
      if (tab.linked) give(tab);
    },
    send: (tab, { command }) => {
      obey(tab, command);
    },
    readRecords: (tab, { records }) => {
      const found = records.map(({ recordId }) => ({ recordId, name: `Record ${recordId}` }));
      act(tab, { type: 'recordsRead', asked: records, found });
    },
    stopPhone: silence,
    endAudio: (tab, { interactionId }) => {
      if (tab.sound === interactionId) silence(tab);
    },
    // The network delivers a call to one tab only.
    acceptAudio: (tab, { interactionId }) => {
      if (tabs.every(({ sound }) => sound !== interactionId)) talk(tab, interactionId);
    },
    connectAudio: (tab, { interactionId }) => {
      talk(tab, interactionId);
    },
  };

  function carryOut(tab: Tab, effect: SoftphoneEffect): void {
    (actions[effect.type] as ((tab: Tab, effect: SoftphoneEffect) => void) | undefined)?.(tab, effect);
  }

  function talk(tab: Tab, interactionId: InteractionId): void {
    tab.sound = interactionId;
    act(tab, { type: 'phoneChanged', event: { type: 'audioConnecting', interactionId } });
    act(tab, { type: 'phoneChanged', event: { type: 'audioConnected', interactionId } });
  }

  function silence(tab: Tab): void {
    const { sound: interactionId } = tab;
    if (!interactionId) return;
    tab.sound = undefined;
    act(tab, { type: 'phoneChanged', event: { type: 'audioEnded', interactionId } });
  }

  function happen(event: DeskEvent): void {
    const next = advanceDesk(desk, event);
    if (!next) return;
    desk = next;
    events.push(event);
    for (const tab of tabs) {
      if (tab.linked) catchUp(tab);
      // Whoever ends a call, its sound ends, also in a tab that hears nothing from the connector.
      if (event.type === 'callEnded' && tab.sound === event.interactionId) silence(tab);
    }
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
    const refusal = refusalOf(desk, command, newSoftphone.settings);
    if (refusal) act(tab, { type: 'commandRefused', command: command.type, refusal });
    else happen(eventOf(command));
  }

  function eventOf(command: DeskCommand): DeskEvent {
    const at = now();
    switch (command.type) {
      case 'setAgentState':
        return { type: 'agentStateSet', state: command.state, at };
      case 'answer':
        return { type: 'accepted', interactionId: command.interactionId, at };
      case 'decline':
        return { type: 'callEnded', interactionId: command.interactionId, reason: 'declined', at };
      case 'hangUp':
        return {
          type: 'callEnded',
          interactionId: command.interactionId,
          reason: 'hungUp',
          wrapUpEndsAt: second(9_999),
          at,
        };
      case 'dial': {
        const { record } = command;
        const parties = { ani: '+14155550199' as Ani, dnis: command.number as Dnis };
        return {
          type: 'dialed',
          interactionId: newId(),
          ...parties,
          ...(record && { record }),
          at,
        };
      }
      case 'chooseRecord':
        return { type: 'recordChosen', interactionId: command.interactionId, record: command.record, at };
      case 'removeRecord':
        return { type: 'recordRemoved', interactionId: command.interactionId, part: command.part, at };
      case 'writeNotes':
        return { type: 'notesWritten', interactionId: command.interactionId, notes: command.notes, at };
      case 'chooseDisposition':
        return {
          type: 'dispositionChosen',
          interactionId: command.interactionId,
          disposition: command.disposition,
          at,
        };
      case 'completeWrapUp':
        return { type: 'wrapUpCompleted', interactionId: command.interactionId, at };
    }
  }

  function give(tab: Tab): void {
    if (owner === tab) return;
    owner = tab;
    announce();
  }

  function announce(): void {
    const told = owner;
    for (const tab of tabs) {
      if (tab.linked && owner === told) {
        act(tab, {
          type: 'phoneOwned',
          owner: told === undefined ? 'nobody' : told === tab ? 'here' : 'elsewhere',
        });
      }
    }
  }

  return {
    tabs,
    desk: () => desk,
    events,
    owner: () => owner,
    happen,
    act,
    give,
    now,
    link(tab) {
      if (tab.linked) return;
      tab.linked = true;
      const replayed = tab.seq !== undefined;
      tab.seq ??= events.length;
      act(tab, {
        type: 'welcomed',
        ...(!replayed && { desk }),
        settings: newSoftphone.settings,
        history: [],
      });
      catchUp(tab);
      owner ??= tab;
      announce();
    },
    unlink(tab) {
      if (!tab.linked) return;
      tab.linked = false;
      act(tab, { type: 'linkLost' });
      if (owner !== tab) return;
      owner = tabs.find((each) => each.linked);
      announce();
    },
    reserve(matches) {
      if (desk.agent.resting.name !== 'ready' || liveInteraction(desk)) return;
      happen({
        type: 'reserved',
        interactionId: newId(),
        ani: '+14155550100' as Ani,
        dnis: '+14155550199' as Dnis,
        queue: 'Support',
        ...(matches && { matches }),
        expiresAt: second(9_999),
        at: now(),
      });
    },
  };
}

function createTab(host: HostSettings): Tab {
  return {
    softphone: { ...newSoftphone, host },
    linked: false,
    seq: undefined,
    ringing: false,
    sound: undefined,
    popped: [],
    covered: false,
  };
}
