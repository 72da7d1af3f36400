import { describe, expect, it } from '@jest/globals';
import { newDesk, type Desk } from '../desk/desk.ts';
import { newSoftphone, type Softphone } from '../softphone/softphone.ts';
import { statusToKeep } from '../softphone/statusToKeep.ts';
import { second } from '../testing/builders.ts';
import type { AgentId } from '../vocabulary.ts';
import type { Agent } from './agent.ts';
import { isSameStatus, statusOf, type AgentStatus } from './agentStatus.ts';

const empty = newDesk({ id: '005A' as AgentId, name: 'Grace' }, second(0));
const deskOf = (changes: Partial<Agent>): Desk => ({ ...empty, agent: { ...empty.agent, ...changes } });
const lunch = { name: 'notReady', reasonCode: 'Lunch' } as const;

describe('the status of an agent', () => {
  it.each<[string, Partial<Agent>, AgentStatus]>([
    [
      'who chose',
      { resting: lunch },
      { state: 'notReady', reasonCode: 'Lunch', since: second(0), changedBy: 'agent' },
    ],
    [
      'whom a rule set',
      { resting: { name: 'ready' }, restingBy: 'rule' },
      { state: 'ready', since: second(0), changedBy: 'rule' },
    ],
    ['who never came', {}, { state: 'loggedOut', since: second(0), changedBy: 'agent' }],
  ])('%s', (_who, changes, status) => {
    expect(statusOf(deskOf(changes))).toEqual(status);
  });

  it('is the same within a second, and another one with another reason, setter or time', () => {
    const status = statusOf(deskOf({ resting: lunch }));

    expect(isSameStatus(status, { ...status, since: (second(0) + 999) as typeof status.since })).toBe(true);
    expect(isSameStatus(status, { ...status, since: second(1) })).toBe(false);
    expect(isSameStatus(status, { ...status, reasonCode: 'Break' })).toBe(false);
    expect(isSameStatus(status, { ...status, changedBy: 'supervisor' })).toBe(false);
  });
});

describe('what the desktop is to keep', () => {
  const leading: Softphone = {
    ...newSoftphone,
    link: 'open',
    desk: deskOf({ resting: { name: 'ready' } }),
    phone: { ...newSoftphone.phone, owner: 'here' },
  };

  it('is told by the tab that owns the phone', () => {
    expect(statusToKeep(leading)).toMatchObject({ state: 'ready' });
    expect(statusToKeep({ ...leading, phone: { ...leading.phone, owner: 'elsewhere' } })).toBeUndefined();
  });

  it('is not told by a tab whose link is lost: it does not know', () => {
    expect(statusToKeep({ ...leading, link: 'lost' })).toBeUndefined();
  });
});
