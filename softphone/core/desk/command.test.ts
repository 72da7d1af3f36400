import { describe, expect, it } from '@jest/globals';
import { ada, desks, emptyDesk, one } from '../testing/builders.ts';
import { refusalOf, type DeskCommand } from './command.ts';

const commands: Readonly<Record<DeskCommand['type'], DeskCommand>> = {
  setAgentState: { type: 'setAgentState', state: { name: 'loggedOut' } },
  answer: { type: 'answer', interactionId: one },
  decline: { type: 'decline', interactionId: one },
  hangUp: { type: 'hangUp', interactionId: one },
  dial: { type: 'dial', number: '+14155550100' },
  chooseRecord: { type: 'chooseRecord', interactionId: one, record: ada },
  writeNotes: { type: 'writeNotes', interactionId: one, notes: 'n' },
  chooseDisposition: { type: 'chooseDisposition', interactionId: one, disposition: 'd' },
  completeWrapUp: { type: 'completeWrapUp', interactionId: one },
};

const notes = ['chooseRecord', 'writeNotes', 'chooseDisposition'] as const;

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

describe('a command', () => {
  it.each(table)('$type, at a desk that is $state, is refused with $code', ({ desk, command, code }) => {
    expect(refusalOf(desk, command)?.code).toBe(code);
  });

  it('to dial is refused to an agent who is logged out, not to one who is not ready', () => {
    const notReady = { ...emptyDesk.agent, resting: { name: 'notReady', reasonCode: 'Break' } } as const;

    expect(refusalOf(emptyDesk, commands.dial)).toEqual({ code: 'LOGGED_OUT' });
    expect(refusalOf({ ...emptyDesk, agent: notReady }, commands.dial)).toBeUndefined();
  });

  it('to dial takes no more than forty characters', () => {
    const dial = (length: number) => refusalOf(desks.idle, { type: 'dial', number: '1'.repeat(length) });

    expect([dial(40), dial(41)]).toEqual([undefined, { code: 'NUMBER_INVALID' }]);
  });

  it('to be not ready needs a reason, and is allowed at any time', () => {
    const rest = (reasonCode: string): DeskCommand => ({
      type: 'setAgentState',
      state: { name: 'notReady', reasonCode },
    });

    expect(refusalOf(desks.idle, rest(''))).toEqual({ code: 'REASON_REQUIRED' });
    expect(refusalOf(desks.connected, rest('Break'))).toBeUndefined();
    expect(refusalOf(desks.connected, { type: 'setAgentState', state: { name: 'ready' } })).toBeUndefined();
  });
});
