import { describe, expect, it } from '@jest/globals';
import { defaultOrgSettings, type RecordingPolicy } from './callCenter/ports/orgSettings.ts';
import { callCenterSettings } from './callCenterSettings.ts';
import type { Config } from './config.ts';

const callCenter = { agent: {} } as Config['callCenter'];

function policyOf(queue: string, rules: readonly (readonly [queue: string, policy: RecordingPolicy])[]) {
  const queueRules = rules.map(([name, recording]) => ({
    queue: name,
    dispositionRequired: false,
    recording,
  }));
  const org = () => ({ ...defaultOrgSettings, queueRules });
  return callCenterSettings({ callCenter }, { org, agentOfExtension: () => undefined }).recordingPolicy(
    queue,
  );
}

describe('which calls of a queue are recorded', () => {
  it('is what its rule says, and none without a rule', () => {
    const rules = [
      ['Support', 'all'],
      ['Sales', 'onDemand'],
    ] as const;

    expect(['Support', 'Sales', 'Outbound'].map((queue) => policyOf(queue, rules))).toEqual([
      'all',
      'onDemand',
      'none',
    ]);
  });

  it('is the most that one of several rules says', () => {
    const twice = (one: RecordingPolicy, other: RecordingPolicy) =>
      policyOf('Sales', [
        ['Sales', one],
        ['Sales', other],
      ]);

    expect([twice('none', 'onDemand'), twice('onDemand', 'all'), twice('all', 'none')]).toEqual([
      'onDemand',
      'all',
      'all',
    ]);
  });
});
