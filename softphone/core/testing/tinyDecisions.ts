import type { DeskCommand } from '../desk/command.ts';
import { interactionAt, type Desk } from '../desk/desk.ts';
import type { DeskEvent } from '../desk/deskEvent.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Party, PartyId } from '../interaction/party.ts';
import type { Ani, Dnis, Instant, InteractionId } from '../vocabulary.ts';
import { caller, centre, customer, second } from './builders.ts';

interface Deciding {
  readonly desk: Desk;
  readonly at: Instant;
  readonly newId: () => InteractionId;
}

/** What happens at the desk by a command that the rules allow, in a centre where everything works at once. */
export function eventsOf(command: DeskCommand, { desk, at, newId }: Deciding): readonly DeskEvent[] {
  switch (command.type) {
    case 'setAgentState':
      return [{ type: 'agentStateSet', state: command.state, at }];
    case 'dial': {
      const { record } = command;
      const interactionId = newId();
      return [
        {
          type: 'dialed',
          interactionId,
          direction: 'outbound',
          ani: centre as string as Ani,
          dnis: caller as string as Dnis,
          parties: [{ ...customer, state: 'ringing', since: at }],
          ...(record && { record }),
          at,
        },
        { type: 'activated', interactionId, at },
      ];
    }
    case 'pickUp':
      return pickedUp(desk, command.interactionId, at);
    case 'setMuted':
      return [{ ...command, type: 'mutedSet', at }];
    case 'setRecording':
      return [{ ...command, type: 'recordingChanged', at }];
    case 'chooseRecord':
      return [{ ...command, type: 'recordChosen', at }];
    case 'removeRecord':
      return [{ ...command, type: 'recordRemoved', at }];
    case 'writeNotes':
      return [{ ...command, type: 'notesWritten', at }];
    case 'chooseDisposition':
      return [{ ...command, type: 'dispositionChosen', at }];
    case 'extendWrapUp':
      return [{ ...command, type: 'wrapUpExtended', wrapUpEndsAt: second(9_999), at }];
    case 'completeWrapUp':
      return [{ ...command, type: 'wrapUpCompleted', at }];
    case 'answer':
      return [
        { ...command, type: 'accepted', at },
        { ...command, type: 'activated', at },
      ];
    case 'decline':
      return [{ ...command, type: 'callEnded', reason: 'declined', at }];
    case 'activate':
      return [{ ...command, type: 'activated', at }];
    case 'hangUp':
      return [ended(command.interactionId, 'hungUp', at)];
    case 'leave':
      return [ended(command.interactionId, 'left', at)];
    case 'transfer':
      return [ended(command.interactionId, 'transferred', at)];
    case 'park':
      return [ended(command.interactionId, 'parked', at)];
    case 'hold':
    case 'resume':
    case 'removeParty':
    case 'consult':
    case 'swap':
    case 'joinAll': {
      const interaction = interactionAt(desk, command.interactionId);
      return interaction ? withParties(interaction, partiesAfter(interaction.parties, command, at), at) : [];
    }
    case 'askForHelp':
      return [{ ...command, type: 'helpAsked', at }];
    // What supervisors do happens at other desks.
    case 'supervise':
      return [];
    // The leg that is rung anew brings the connection back.
    case 'rejoin':
      return [];
  }
}

/** The call goes on with these parties, or is over without any. */
export function withParties(
  { id: interactionId }: Interaction,
  parties: readonly Party[],
  at: Instant,
): readonly DeskEvent[] {
  return parties.length > 0
    ? [{ type: 'partiesChanged', interactionId, parties, at }]
    : [ended(interactionId, 'customerHungUp', at)];
}

export function ended(
  interactionId: InteractionId,
  reason: Extract<DeskEvent, { type: 'callEnded' }>['reason'],
  at: Instant,
): DeskEvent {
  return { type: 'callEnded', interactionId, reason, wrapUpEndsAt: second(9_999), at };
}

/** A call that comes back while the agent still writes about it ends that wrap-up. */
function pickedUp(desk: Desk, interactionId: InteractionId, at: Instant): readonly DeskEvent[] {
  return [
    ...(interactionAt(desk, interactionId) ? [{ type: 'wrapUpCompleted', interactionId, at } as const] : []),
    {
      type: 'reserved',
      interactionId,
      direction: 'inbound',
      ani: caller,
      dnis: centre,
      via: 'pickUp',
      matches: [],
      parties: [customer],
      earlierNotes: [],
      expiresAt: second(9_999),
      at,
    },
    { type: 'accepted', interactionId, at },
    { type: 'activated', interactionId, at },
  ];
}

type PartyCommand = Extract<
  DeskCommand,
  { type: 'hold' | 'resume' | 'removeParty' | 'consult' | 'swap' | 'joinAll' }
>;

function partiesAfter(parties: readonly Party[], command: PartyCommand, at: Instant): readonly Party[] {
  const set = (state: Party['state'], which: (party: Party) => boolean) =>
    parties.map((party) => (which(party) && party.state !== state ? { ...party, state, since: at } : party));
  switch (command.type) {
    case 'hold':
      return set('onHold', ({ id }) => id === command.partyId);
    case 'resume':
      return set('talking', ({ id }) => id === command.partyId);
    case 'removeParty':
      return parties.filter(({ id }) => id !== command.partyId);
    case 'consult':
      return [
        ...set('onHold', ({ state }) => state === 'talking'),
        { id: `outside-${at}` as PartyId, role: 'outside', state: 'ringing', since: at },
      ];
    case 'joinAll':
      return set('talking', ({ state }) => state === 'onHold');
    case 'swap':
      return parties.map((party) => swapped(party, at));
  }
}

function swapped(party: Party, at: Instant): Party {
  switch (party.state) {
    case 'talking':
      return { ...party, state: 'onHold', since: at };
    case 'onHold':
      return { ...party, state: 'talking', since: at };
    case 'ringing':
    case 'lost':
      return party;
  }
}
