import { describe, expect, it } from '@jest/globals';
import { defaultMetricRules } from '../../../callCenter/figures/metricRules.ts';
import { metricRulesOf } from './metricRulesOf.ts';

describe('the rules of figures', () => {
  it('are as the record says; what it leaves open stays', () => {
    const row = { DeveloperName: 'Default', Service_Level_Seconds__c: 10, Short_Abandon_Seconds__c: null };

    expect(metricRulesOf([row], defaultMetricRules)).toEqual({
      rules: { ...defaultMetricRules, serviceLevelSeconds: 10 },
      wrong: [],
    });
  });

  it('stay as they are where the org was not readable, or has no record', () => {
    expect(metricRulesOf(undefined, defaultMetricRules).rules).toBe(defaultMetricRules);
    expect(metricRulesOf([], defaultMetricRules).rules).toBe(defaultMetricRules);
  });

  it.each([
    [{ Service_Level__c: 'allOfThem' }, 'Service Level Variant is none of ofOffered'],
    [{ Service_Level_Seconds__c: -1 }, 'the seconds are not whole ones'],
    [{ Short_Abandon_Seconds__c: 2.5 }, 'the seconds are not whole ones'],
  ])('stay as they are where the record is wrong, which is said: %j', (values, why) => {
    const { rules, wrong } = metricRulesOf([{ DeveloperName: 'Default', ...values }], defaultMetricRules);

    expect(rules).toBe(defaultMetricRules);
    expect(wrong).toEqual([
      { type: 'Metric_Rule__mdt', record: 'Default', why: expect.stringContaining(why) },
    ]);
  });
});
