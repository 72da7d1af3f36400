import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openCallLogKit, type CallLogKit } from '../../../../../test/contracts/callLogKit.ts';
import type { SalesforceCrm } from '../salesforceCrm.ts';
import { aLog } from './testing/aLog.ts';

let kit: CallLogKit;
let crm: SalesforceCrm;

beforeAll(async () => {
  kit = await openCallLogKit();
  crm = kit.connector();
});

afterAll(async () => {
  await crm.stop();
  await kit.stop();
});

describe('a call log that the org refuses', () => {
  const refusedWith = async (errorCode: string, message: string, fields: string[] = [], log = aLog()) => {
    kit.salesforce.faults.add({ kind: 'writeRefused', on: 'Task', times: 1, errorCode, message, fields });
    return crm.saveCallLog(log).catch((failure: unknown) => failure);
  };

  it.each([
    ['REQUIRED_FIELD_MISSING', ['Region__c'], /requires Region__c/],
    ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', ['Region__c'], /picklist Region__c/],
    ['INVALID_FIELD_FOR_INSERT_UPDATE', ['Queue__c'], /may not write Queue__c/],
    ['ENTITY_IS_LOCKED', [], /locked/],
    ['INSUFFICIENT_ACCESS_OR_READONLY', [], /may not write a Task/],
    ['STORAGE_LIMIT_EXCEEDED', [], /STORAGE_LIMIT_EXCEEDED/],
  ])('with %s says what to mend', async (errorCode, fields, words) => {
    expect(await refusedWith(errorCode, 'in words of the org', fields)).toMatchObject({
      code: 'CALL_LOG_REJECTED',
      detail: expect.stringMatching(words),
      fields,
    });
  });

  it('tells the message of a validation rule, without what was said in the call', async () => {
    const message = 'Ring +1 (415) 555-0100 or maria@example.com: Wants a new meter is no reason. Ask sales.';

    const failure = await refusedWith('FIELD_CUSTOM_VALIDATION_EXCEPTION', message);

    expect(failure).toMatchObject({ detail: expect.stringContaining('Ask sales.') });
    expect(String(failure)).not.toMatch(/555|maria|meter/);
  });
});
