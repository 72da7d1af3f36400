import { describe, expect, it } from '@jest/globals';
import { defaultMetricRules } from '../../../callCenter/figures/metricRules.ts';
import { defaultOrgSettings } from '../../../callCenter/ports/orgSettings.ts';
import { usualCalendar } from '../orgSettings/businessDays.ts';
import { usualTaskShape } from '../orgSettings/taskShape.ts';
import type { SalesforceSession } from '../salesforceSession.ts';
import { createTestClock } from '../testing/crmKit.ts';
import { createCallBudget } from './callBudget.ts';
import { createCallLogWriter } from './callLogWriter.ts';
import { aLog } from './testing/aLog.ts';

interface Sent {
  readonly records: readonly { readonly Interaction_Key__c: string }[];
}

/** An org that refuses every call with one of these keys in it, and keeps the rest. */
function refusing(keys: readonly string[]) {
  const written: string[] = [];
  const connection = {
    instanceUrl: 'https://org.example',
    requestPost: async (_path: string, { records }: Sent) => {
      const sent = records.map((record) => record.Interaction_Key__c);
      if (sent.some((key) => keys.includes(key))) {
        throw Object.assign(new Error("No such column 'Region__c' on sobject of type Task"), {
          errorCode: 'INVALID_FIELD',
        });
      }
      written.push(...sent);
      return sent.map(() => ({ success: true, errors: [] }));
    },
  };
  const session = {
    use: (work: (given: unknown) => unknown) => work(connection),
    apiCalls: () => 0,
    usage: () => undefined,
  };
  const writer = createCallLogWriter({
    session: session as unknown as SalesforceSession,
    clock: createTestClock(),
    budget: createCallBudget(3_600),
    org: () => ({
      settings: defaultOrgSettings,
      calendar: usualCalendar,
      task: usualTaskShape,
      metrics: defaultMetricRules,
    }),
    personBehind: () => undefined,
  });
  return { writer, written };
}

describe('an API call that the org refuses as a whole', () => {
  it('is tried in halves: the one log that it lies in is refused, the others are written', async () => {
    const logs = Array.from({ length: 8 }, () => aLog());
    const { writer, written } = refusing([logs[5]!.key]);

    const outcomes = await Promise.allSettled(logs.map((log) => writer.saveCallLog(log)));

    expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(logs.map((_, place) => place === 5));
    expect(outcomes[5]).toMatchObject({
      reason: { code: 'CALL_LOG_REJECTED', detail: expect.stringContaining('may not write Region__c') },
    });
    expect(written).toHaveLength(7);
  });
});
