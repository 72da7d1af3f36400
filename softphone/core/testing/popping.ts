import type { Desk } from '../desk/desk.ts';
import type { DeskEvent } from '../desk/deskEvent.ts';
import { accepted, ada, caller, desks, one, second, softphoneAt } from './builders.ts';
import { follow, happen } from './readingDesktop.ts';
import type { HostSettings, ScreenPop } from '../softphone/screenPop.ts';
import { newSoftphone, type Softphone, type SoftphoneCommand } from '../softphone/softphone.ts';
import type { Step } from '../softphone/step.ts';

/** A softphone whose phone is in another tab. */
export const elsewhere = (desk: Desk, changes: Partial<Softphone> = {}): Softphone =>
  softphoneAt(desk, { phone: { ...newSoftphone.phone, owner: 'elsewhere' }, ...changes });
/** The screens that a step pops. */
export const popsOf = ({ effects }: Step): readonly ScreenPop[] =>
  effects.flatMap((effect) => (effect.type === 'popScreen' ? [effect.pop] : []));
/** What a step sends to the connector. */
export const commandsOf = ({ effects }: Step) =>
  effects.flatMap((effect) => (effect.type === 'send' ? [effect.command] : []));
/** The agent asks for something. */
export const command = (softphone: Softphone, given: SoftphoneCommand): Step =>
  happen(softphone, { type: 'commanded', command: given, at: second(30) });
/** The call is offered, then answered in this tab, with these settings. */
export const answer = (host: HostSettings, offered: DeskEvent): { offering: Step; answering: Step } => {
  const offering = follow(softphoneAt(desks.idle, { host }), offered);
  return { offering, answering: follow({ ...offering.softphone, answeredHere: [one] }, accepted) };
};
/** Records were found for the call. */
export const found = (matches: (typeof ada)[]) =>
  ({ type: 'matched', interactionId: one, matches, at: second(6) }) as const;

export const adaPop: ScreenPop = { kind: 'record', recordId: ada.recordId, objectType: 'Contact' };
export const contactForm: ScreenPop = { kind: 'newRecord', objectType: 'Contact', number: caller };
