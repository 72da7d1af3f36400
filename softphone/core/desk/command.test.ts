import { describe, expect, it } from '@jest/globals';
import type { DispositionRules } from '../interaction/disposition.ts';
import { newSoftphone } from '../softphone/softphone.ts';
import {
  accepted,
  ada,
  answered,
  deskAfter,
  desks,
  dialed,
  emptyDesk,
  hungUp,
  one,
  reserved,
  second,
} from '../testing/builders.ts';
import { refusalOf, type DeskCommand } from './command.ts';
import type { Desk } from './desk.ts';

const commands: Readonly<Record<DeskCommand['type'], DeskCommand>> = {
  setAgentState: { type: 'setAgentState', state: { name: 'loggedOut' } },
  answer: { type: 'answer', interactionId: one },
  decline: { type: 'decline', interactionId: one },
  hangUp: { type: 'hangUp', interactionId: one },
  dial: { type: 'dial', number: '+14155550100' },
  chooseRecord: { type: 'chooseRecord', interactionId: one, record: ada },
  removeRecord: { type: 'removeRecord', interactionId: one, part: 'person' },
  writeNotes: { type: 'writeNotes', interactionId: one, notes: 'n' },
  chooseDisposition: { type: 'chooseDisposition', interactionId: one, disposition: 'd' },
  completeWrapUp: { type: 'completeWrapUp', interactionId: one },
};

const notes = ['chooseRecord', 'removeRecord', 'writeNotes', 'chooseDisposition'] as const;

/** What a ready agent may do; `setAgentState` stands for logging out. */
const allowed: { readonly [State in keyof typeof desks]: readonly DeskCommand['type'][] } = {
  idle: ['setAgentState', 'dial'],
  offered: ['answer', 'decline', ...notes],
  answering: ['hangUp', ...notes],
  dialing: ['hangUp', ...notes],
  connected: ['hangUp', ...notes],
  wrapUp: ['setAgentState', 'dial', 'completeWrapUp', ...notes],
};

const table = Object.entries(desks).flatMap(([state, desk]) =>
  Object.values(commands).map((command) => ({
    state,
    desk,
    command,
    type: command.type,
    code: allowed[state as keyof typeof desks].includes(command.type) ? undefined : codeFor(command),
  })),
);

function codeFor({ type }: DeskCommand) {
  return type === 'dial' || type === 'setAgentState' ? 'ON_ANOTHER_CALL' : 'CALL_GONE';
}

const rules: DispositionRules = {
  dispositions: [
    { name: 'Solved', queues: [] },
    { name: 'Sold', queues: ['Sales'] },
  ],
  queueRules: [{ queue: 'Support', dispositionRequired: true }],
};
const refusal = (desk: Desk, command: DeskCommand, its: DispositionRules = newSoftphone.settings) =>
  refusalOf(desk, command, its);

describe('a command', () => {
  it.each(table)('$type, at a desk that is $state, is refused with $code', ({ desk, command, code }) => {
    expect(refusal(desk, command)?.code).toBe(code);
  });

  it('to dial is refused to an agent who is logged out, not to one who is not ready', () => {
    const notReady = { ...emptyDesk.agent, resting: { name: 'notReady', reasonCode: 'Break' } } as const;

    expect(refusal(emptyDesk, commands.dial)).toEqual({ code: 'LOGGED_OUT' });
    expect(refusal({ ...emptyDesk, agent: notReady }, commands.dial)).toBeUndefined();
  });

  it('to dial takes no more than forty characters', () => {
    const dial = (length: number) => refusal(desks.idle, { type: 'dial', number: '1'.repeat(length) });

    expect([dial(40), dial(41)]).toEqual([undefined, { code: 'NUMBER_INVALID' }]);
  });

  it('to be not ready needs a reason, and is allowed at any time', () => {
    const rest = (reasonCode: string): DeskCommand => ({
      type: 'setAgentState',
      state: { name: 'notReady', reasonCode },
    });

    expect(refusal(desks.idle, rest(''))).toEqual({ code: 'REASON_REQUIRED' });
    expect(refusal(desks.connected, rest('Break'))).toBeUndefined();
    expect(refusal(desks.connected, { type: 'setAgentState', state: { name: 'ready' } })).toBeUndefined();
  });

  it('to complete wrap-up needs a disposition in the queues that demand one', () => {
    const chosen = deskAfter(reserved(), accepted, answered, hungUp, {
      type: 'dispositionChosen',
      interactionId: one,
      disposition: 'Solved',
      at: second(70),
    });
    const outbound = deskAfter(dialed(), answered, hungUp);

    expect(refusal(desks.wrapUp, commands.completeWrapUp, rules)).toEqual({ code: 'DISPOSITION_REQUIRED' });
    expect(refusal(chosen, commands.completeWrapUp, rules)).toBeUndefined();
    expect(refusal(outbound, commands.completeWrapUp, rules)).toBeUndefined();
    expect(refusal(desks.wrapUp, commands.completeWrapUp, { ...rules, dispositions: [] })).toBeUndefined();
  });
});
