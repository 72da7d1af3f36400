import { advancePhone, type PhoneEvent } from '../phone/phone.ts';
import { followDirectory } from './directory.ts';
import { followDesk, welcome } from './followDesk.ts';
import { obey } from './obey.ts';
import { own } from './own.ts';
import { interactionOfNew, withPops } from './popDue.ts';
import { followPresence, withPresenceFollowing } from './presence.ts';
import { leaveUnread, partyName, takeInSights, withRecordsRead } from './recordSight.ts';
import { refuseCommand } from './refuseCommand.ts';
import { withSound } from './sound.ts';
import { ringing, ringingCalls, same, type Step } from './step.ts';
import type { Softphone, SoftphoneEffect, SoftphoneEvent } from './softphone.ts';

/** The softphone after `event`. Total: an event that changes nothing returns the same softphone. */
export function advanceSoftphone(softphone: Softphone, event: SoftphoneEvent): Step {
  return withPresenceFollowing(withSound(withPops(withRecordsRead(happen(softphone, event)))));
}

function happen(softphone: Softphone, event: SoftphoneEvent): Step {
  switch (event.type) {
    case 'commanded':
      return obey(softphone, event.command);
    case 'clickedToDial':
      return clickToDial(softphone, event);
    case 'recordViewed':
      return viewRecord(softphone, event);
    case 'recordsRead':
      return readRecords(softphone, event);
    case 'numberRead':
      return same({ ...softphone, entry: event.entry });
    case 'directoryFound':
    case 'savedNumbersRead':
      return followDirectory(softphone, event);
    case 'hostStarted':
      return same({ ...softphone, host: event.settings });
    case 'linkLost':
      return loseLink(softphone);
    case 'signInRefused':
      return refuseSignIn(softphone, event);
    case 'presenceStarted':
    case 'presenceChanged':
    case 'presenceSet':
      return followPresence(softphone, event);
    case 'historyChanged':
      return same({ ...softphone, history: event.history });
    case 'dayChanged':
      return same({ ...softphone, day: event.day });
    case 'parkedChanged':
      return same({ ...softphone, parkedCalls: event.parkedCalls });
    case 'commandRefused':
      return refuseCommand(softphone, event);
    case 'phoneOwned':
      return own(softphone, event.owner);
    case 'phoneChanged':
      return followPhone(softphone, event.event);
    case 'welcomed':
      return welcome(softphone, event);
    case 'deskChanged':
      return followDesk(softphone, event.event);
  }
}

type EventOf<Type extends SoftphoneEvent['type']> = Extract<SoftphoneEvent, { type: Type }>;

/** A click on a number that cannot be dialled now shows the panel, with the reason. */
function clickToDial(softphone: Softphone, { number, record }: EventOf<'clickedToDial'>): Step {
  const { softphone: next, effects } = obey(softphone, {
    type: 'dial',
    target: { kind: 'number', number },
    ...(record && { record }),
  });
  return { softphone: next, effects: [{ type: 'showPanel' }, ...effects] };
}

/** What the desktop shows now can be related to a call; a record just made for a caller is. */
function viewRecord(softphone: Softphone, { record, created }: EventOf<'recordViewed'>): Step {
  const { inView: _left, ...rest } = softphone;
  if (!record) return same(rest);
  const next = { ...rest, inView: record };
  const interaction = created && interactionOfNew(next, record);
  return interaction
    ? obey(next, { type: 'chooseRecord', interactionId: interaction.id, record })
    : same(next);
}

function readRecords(softphone: Softphone, { asked, found }: EventOf<'recordsRead'>): Step {
  const records = found
    ? takeInSights(softphone.records, asked, found)
    : leaveUnread(softphone.records, asked);
  const next = { ...softphone, records };
  return { softphone: next, effects: nameCaller(softphone, next) };
}

/** A caller who rings is announced again once there is a name. */
function nameCaller(before: Softphone, softphone: Softphone): SoftphoneEffect[] {
  const named = ringingCalls(softphone).find(
    (each) => partyName(before.records, each) !== partyName(softphone.records, each),
  );
  return named ? ringing(softphone, named).filter(({ type }) => type === 'ring') : [];
}

/** Who owns the phone is the connector's word: without a link nobody does, though the device goes on running. */
function loseLink(softphone: Softphone): Step {
  return { softphone: withoutPhone({ ...softphone, link: 'lost' }), effects: [{ type: 'stopRinging' }] };
}

/** Without a session the phone is off; a call that runs is not cut for it. */
function refuseSignIn(softphone: Softphone, { code }: EventOf<'signInRefused'>): Step {
  const next: Softphone = { ...softphone, session: { state: 'refused', code }, link: 'lost' };
  const stop: SoftphoneEffect[] = softphone.phone.audios.length > 0 ? [] : [{ type: 'stopPhone' }];
  return { softphone: withoutPhone(next), effects: [{ type: 'stopRinging' }, ...stop] };
}

function followPhone(softphone: Softphone, event: PhoneEvent): Step {
  const phone = advancePhone(softphone.phone, event);
  if (phone === softphone.phone) return same(softphone);
  const next = { ...softphone, phone };
  const silent = phone.audios.length === 0;
  const over = next.session.state === 'refused' && event.type === 'audioEnded' && silent;
  return { softphone: next, effects: over ? [{ type: 'stopPhone' }] : [] };
}

function withoutPhone(softphone: Softphone): Softphone {
  return { ...softphone, phone: { ...softphone.phone, owner: 'nobody' } };
}
