import { describe, expect, it } from '@jest/globals';
import type { FoundResource } from '../../connector/src/outbound/twilio/account/resource.ts';
import { wantedAccount } from '../../connector/src/outbound/twilio/account/wantedAccount.ts';
import { accountAddresses } from '../../connector/src/twilioAddresses.ts';
import { changesSomething, planOf, removalOf, type Choices, type FoundAccount, type Step } from './plan.ts';

const NUMBER = '+14155550170';
const OTHERS = 'https://other.example/voice';
const wanted = wantedAccount({
  addresses: accountAddresses('https://cti.example.com'),
  queues: ['Support'],
  numbers: [NUMBER],
  reservationSeconds: 20,
});
const careful: Choices = {
  sids: {},
  takeOver: [],
  remove: false,
  key: { name: 'CTI Connector', knownSid: 'SK1' },
};

/** An account in which everything is as wanted. */
function right(): FoundAccount {
  return {
    resources: wanted.map((each, index): FoundResource => ({ ...each, sid: `sid${index}` })),
    keys: [{ sid: 'SK1', name: 'CTI Connector' }],
  };
}

/** The right account with one resource in another way. */
function changed(kind: string, settings: FoundResource['settings'], more: Partial<FoundResource> = {}) {
  const { resources, keys } = right();
  return {
    keys,
    resources: resources.map((each) =>
      each.kind === kind ? { ...each, ...more, settings: { ...each.settings, ...settings } } : each,
    ),
  };
}

function without(kind: string): FoundAccount {
  const { resources, keys } = right();
  return { keys, resources: resources.filter((each) => each.kind !== kind) };
}

function stepsOf(found: FoundAccount, choices: Choices = careful) {
  return planOf(wanted, found, choices).filter(({ action }) => action !== 'keep');
}

/** The reasons of steps that are refused or about what is spare. */
const reasons = (steps: readonly Step[]) => steps.map((step) => ('why' in step ? step.why : ''));

describe('the plan for an account', () => {
  it('is empty where everything is as wanted', () => {
    expect(stepsOf(right())).toEqual([]);
    expect(changesSomething(planOf(wanted, right(), careful))).toBe(false);
  });

  it('creates everything but numbers in an empty account, what others need first', () => {
    const steps = stepsOf({ resources: [], keys: [] }, { ...careful, key: { name: 'CTI Connector' } });

    expect(steps.map(({ action, kind, name }) => `${action} ${kind} ${name}`)).toEqual([
      'create workspace CTI Connector',
      'create activity Available',
      'create activity Unavailable',
      'create activity Offline',
      'create activity Call Not Taken',
      'create queue Support',
      'create workflow CTI Connector',
      'create application CTI Connector',
      `refuse number ${NUMBER}`,
      'create apiKey CTI Connector',
    ]);
    expect(reasons(steps)[8]).toMatch(/does not belong to the Twilio account. Buy it there/);
  });

  it.each([
    ['workspace', 'eventCallbackUrl'],
    ['workspace', 'eventsFilter'],
    ['activity', 'afterTimeout'],
    ['queue', 'targetWorkers'],
    ['workflow', 'routing'],
    ['workflow', 'assignmentCallbackUrl'],
    ['application', 'voiceUrl'],
    ['number', 'voiceUrl'],
    ['number', 'statusCallback'],
  ])('mends the %s whose %s somebody changed', (kind, setting) => {
    const to = wanted.flatMap((each) => (each.kind === kind ? (each.settings[setting] ?? []) : []))[0];

    expect(stepsOf(changed(kind, { [setting]: 'changed' }))).toMatchObject([
      { action: 'change', kind, changes: [{ setting, from: 'changed', to }] },
    ]);
  });

  it('refuses an activity that is available the wrong way round, which Twilio keeps for ever', () => {
    const steps = stepsOf(changed('activity', { available: true }));

    expect(steps.map(({ action, name }) => `${action} ${name}`)).toEqual([
      'refuse Unavailable',
      'refuse Offline',
      'refuse Call Not Taken',
    ]);
  });

  it('refuses what the environment names by a sid that is not there', () => {
    expect(reasons(stepsOf(right(), { ...careful, sids: { workspace: 'WSgone' } }))).toEqual([
      expect.stringMatching(/none with the sid in TWILIO_WORKSPACE_SID/),
    ]);
  });

  it('refuses to guess between two of the same name, and takes the one whose sid is given', () => {
    const { resources, keys } = right();
    const twins = { keys, resources: [...resources, { ...resources[0]!, sid: 'WStwin' }] };

    expect(reasons(stepsOf(twins))).toEqual([
      expect.stringMatching(/Say which is ours with TWILIO_WORKSPACE/),
    ]);
    expect(stepsOf(twins, { ...careful, sids: { workspace: 'WStwin' } })).toEqual([]);
  });
});

describe('a number', () => {
  const elsewhere = { voiceUrl: OTHERS, statusCallback: '' };

  it('that another app answers is not taken unless somebody says so', () => {
    expect(reasons(stepsOf(changed('number', elsewhere)))).toEqual([
      `${OTHERS} answers it now. If its calls are to come here: --take-over ${NUMBER}`,
    ]);
    expect(stepsOf(changed('number', elsewhere), { ...careful, takeOver: [NUMBER] })).toMatchObject([
      { action: 'change' },
    ]);
  });

  it('that a TwiML application answers is not taken, though its address is ours', () => {
    expect(reasons(stepsOf(changed('number', { voiceApplicationSid: 'APother' })))).toEqual([
      expect.stringMatching(/The application APother answers it now/),
    ]);
  });

  it.each(['', 'https://demo.twilio.com/welcome/voice/'])('that answers with "%s" is free', (voiceUrl) => {
    expect(stepsOf(changed('number', { voiceUrl, statusCallback: '' }))).toMatchObject([
      { action: 'change' },
    ]);
  });

  it('that cannot take calls is refused with the reason', () => {
    expect(reasons(stepsOf(changed('number', {}, { unfit: 'It takes no calls.' })))).toEqual([
      'It takes no calls.',
    ]);
  });

  it('keeps the fallback it has, unless one is wanted', () => {
    expect(stepsOf(changed('number', { voiceFallbackUrl: OTHERS }))).toEqual([]);
  });
});

describe('what is not needed any more', () => {
  const { resources, keys } = right();
  const spare: FoundAccount = {
    resources: [
      ...resources,
      { kind: 'queue', name: 'Old', sid: 'WQold', settings: { targetWorkers: 'queues HAS "Old"' } },
      { kind: 'queue', name: 'Others', sid: 'WQothers', settings: { targetWorkers: '1==1' } },
      { ...resources.find(({ kind }) => kind === 'number')!, name: '+14155550199', sid: 'PNold' },
    ],
    keys: [...keys, { sid: 'SKold', name: 'CTI Connector' }, { sid: 'SKothers', name: 'Others' }],
  };

  it('stays, and is shown', () => {
    const steps = stepsOf(spare);

    expect(steps.map(({ action, kind, name }) => `${action} ${kind} ${name}`)).toEqual([
      'leave queue Old',
      'leave number +14155550199',
      'leave apiKey CTI Connector',
    ]);
    expect(changesSomething(steps)).toBe(false);
  });

  it('goes when asked for; what is not of our making never does', () => {
    expect(stepsOf(spare, { ...careful, remove: true }).map((step) => 'sid' in step && step.sid)).toEqual([
      'WQold',
      'PNold',
      'SKold',
    ]);
  });

  it('is everything of ours when the connector is taken out, and nothing else', () => {
    const steps = removalOf(wanted, spare, careful);

    expect(new Set(steps.map(({ action }) => action))).toEqual(new Set(['remove']));
    expect(steps.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      `number ${NUMBER}`,
      'number +14155550199',
      'workspace CTI Connector',
      'application CTI Connector',
      'apiKey CTI Connector',
      'apiKey CTI Connector',
    ]);
    expect(removalOf(wanted, { resources: [], keys: [] }, careful)).toEqual([]);
  });
});

describe('the API key', () => {
  it('is made anew when its secret is not known; the old one stays', () => {
    const steps = stepsOf(right(), { ...careful, key: { name: 'CTI Connector' } });

    expect(steps.map(({ action, kind }) => `${action} ${kind}`)).toEqual(['create apiKey', 'leave apiKey']);
  });

  it('is left alone when none is wanted', () => {
    const { sids, takeOver, remove } = careful;

    expect(stepsOf(without('apiKey'), { sids, takeOver, remove })).toEqual([]);
  });
});
