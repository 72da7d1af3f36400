import { describe, expect, it } from '@jest/globals';
import type { PopRule, PopRules } from '../../core/index.ts';
import { openHost } from './testing/openHost.ts';

type Kind = 'NoMatch' | 'SingleMatch' | 'MultipleMatches';
const ruleNames = { NoMatch: 'noMatch', SingleMatch: 'oneMatch', MultipleMatches: 'manyMatches' } as const;

async function inboundRules(settings: Partial<Record<Kind, object>>): Promise<PopRules> {
  const { host } = openHost({ Inbound: { screenPopSettings: settings as never } });
  return (await host.start()).pops.inbound;
}

describe('screen pops of a softphone layout', () => {
  it.each<[Kind, object, PopRule]>([
    ['NoMatch', { screenPopType: 'DoNotPop' }, { kind: 'none' }],
    [
      'NoMatch',
      { screenPopType: 'PopToEntity', screenPopData: 'Ticket__c' },
      { kind: 'newRecord', objectType: 'Ticket__c' },
    ],
    [
      'NoMatch',
      { screenPopType: 'PopToFlow', screenPopData: 'New_Caller' },
      { kind: 'flow', flow: 'New_Caller' },
    ],
    ['SingleMatch', { screenPopType: 'PopToEntity' }, { kind: 'record' }],
    ['SingleMatch', { screenPopType: 'PopToEntity', screenPopData: 'Contact' }, { kind: 'record' }],
    ['SingleMatch', { screenPopType: 'DoNotPop' }, { kind: 'none' }],
    [
      'SingleMatch',
      { screenPopType: 'PopToVisualforce', screenPopData: 'Caller' },
      { kind: 'page', page: 'Caller' },
    ],
    ['MultipleMatches', { screenPopType: 'PopToSearch' }, { kind: 'search' }],
    ['MultipleMatches', { screenPopType: 'PopToEntity', screenPopData: 'Contact' }, { kind: 'search' }],
    ['MultipleMatches', { screenPopType: 'DoNotPop' }, { kind: 'none' }],
  ])('for %s: %j', async (kind, rule, expected) => {
    expect((await inboundRules({ [kind]: rule }))[ruleNames[kind]]).toEqual(expected);
  });

  it('that nobody has set show the record of one match of an inbound call, and nothing else', async () => {
    const none = { noMatch: { kind: 'none' }, oneMatch: { kind: 'none' }, manyMatches: { kind: 'none' } };
    const sections = { Inbound: { screenPopSettings: {} }, Outbound: { screenPopSettings: {} } };

    expect((await openHost(sections).host.start()).pops).toEqual({
      inbound: { ...none, oneMatch: { kind: 'record' } },
      outbound: none,
      internal: none,
    });
  });

  it.each([
    { screenPopType: 'PopToTheMoon' },
    { screenPopType: 'PopToFlow' },
    { screenPopType: 'PopToVisualforce', screenPopData: '' },
  ])('that are not known pop nothing, and say so: %j', async (rule) => {
    const { host, reported } = openHost({ Inbound: { screenPopSettings: { NoMatch: rule } } });

    expect((await host.start()).pops.inbound.noMatch).toEqual({ kind: 'none' });
    expect(reported).toMatchObject([
      { code: 'SCREEN_POP_FAILED', message: expect.stringContaining(rule.screenPopType) },
    ]);
  });
});

describe('the time of screen pops', () => {
  it.each([
    ['offered', 'offered'],
    ['byHand', 'byHand'],
    ['byhand', 'byHand'],
    ['answered', 'answered'],
    ['', 'answered'],
  ])('that the call center calls "%s" is %s', async (value, screenPopOn) => {
    const { host, behaviours, reported } = openHost();
    behaviours.getCallCenterSettings = () => ({ '/connector/screenPopOn': value });

    expect(await host.start()).toMatchObject({ screenPopOn, dialingPrefixes: {} });
    expect(reported).toEqual([]);
  });

  it('that is not known is the answer, and reported', async () => {
    const { host, behaviours, reported } = openHost();
    behaviours.getCallCenterSettings = () => ({ '/connector/screenPopOn': 'tomorrow' });

    expect(await host.start()).toMatchObject({ screenPopOn: 'answered' });
    expect(reported).toMatchObject([{ message: expect.stringContaining('answered, offered, byHand') }]);
  });
});
