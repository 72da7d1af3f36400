import { describe, expect, it } from '@jest/globals';
import type { AgentId, InteractionId } from '../../../../../softphone/core/index.ts';
import { metadataRecord, openCallLogKit } from '../../../../../test/contracts/callLogKit.ts';
import { connectorAtOrg } from '../../../../../test/contracts/connectorAtOrg.ts';
import type { ReportRow } from '../../../callCenter/reporting/reportRow.ts';
import { agentRow, NOON, queueRow, stateRow } from './testing/rows.ts';

const NOBODY = '005000000000999AAA' as AgentId;

const at = connectorAtOrg();

async function callsFor(work: () => Promise<unknown>): Promise<number> {
  const before = at.crm.apiCalls();
  await work();
  return at.crm.apiCalls() - before;
}

const save = async (...rows: readonly ReportRow[]) =>
  Object.fromEntries((await at.crm.reportSink.save(rows)).refused);
const record = (object: string, key: string) =>
  at.kit.rows(`SELECT FIELDS(ALL) FROM ${object} WHERE Key__c = '${key}' LIMIT 2`)[0];

describe('rows of reports in Salesforce', () => {
  it('are records with every figure, and the ratios that the org computes of them', async () => {
    expect(await save(queueRow('Support'), agentRow(at.agentId))).toEqual({});

    expect(record('Queue_Interval__c', queueRow('Support').key)).toMatchObject({
      Queue__c: 'Support',
      Started_At__c: '2026-05-08T12:00:00.000+0000',
      Day__c: '2026-05-08',
      Time_of_Day__c: '05:00',
      Offered__c: 12,
      Longest_Wait_Seconds__c: 41.5,
      Handle_Seconds__c: 1120,
      Average_Handle_Time__c: 140,
      Speed_of_Answer__c: 10,
      Average_Wait__c: 10,
      Abandon_Rate__c: 20,
      Service_Level__c: 70,
    });
    expect(record('Agent_Interval__c', agentRow(at.agentId).key)).toMatchObject({
      Agent__c: at.agentId,
      Ready_Seconds__c: 300.25,
      Average_Handle_Time__c: 150,
      Occupancy__c: 66.6,
    });
  });

  it('of nothing have no ratios', async () => {
    const empty = queueRow('Nobody calls', { offered: 2, answered: 0, shortAbandoned: 2, abandoned: 2 });

    await save(empty);

    expect(record('Queue_Interval__c', empty.key)).toMatchObject({
      Service_Level__c: null,
      Speed_of_Answer__c: null,
      Average_Handle_Time__c: null,
      Abandon_Rate__c: null,
    });
  });

  it('take the place of earlier ones with the same key, and leave nothing of them', async () => {
    const lasting = stateRow(at.agentId, 1, { state: 'notReady', reasonCode: 'Lunch' });
    const { to: _to, seconds: _seconds, ...open } = lasting;
    await save(open);
    expect(record('Agent_State_Interval__c', lasting.key)).toMatchObject({
      Reason_Code__c: 'Lunch',
      Ended_At__c: null,
    });

    const { reasonCode: _reason, ...corrected } = stateRow(at.agentId, 1, { seconds: 29.999 });
    await save(corrected);

    expect(record('Agent_State_Interval__c', lasting.key)).toMatchObject({
      State__c: 'Ready',
      Reason_Code__c: null,
      Seconds__c: 29.999,
    });
    expect(
      at.kit.rows(`SELECT Id FROM Agent_State_Interval__c WHERE Key__c = '${lasting.key}'`),
    ).toHaveLength(1);
  });

  it('that were found to be wrong are removed, however often it is told', async () => {
    const wrong = stateRow(at.agentId, 2);
    await save(wrong);

    expect(await save({ ...wrong, void: true })).toEqual({});
    expect(await save({ ...wrong, void: true })).toEqual({});

    expect(record('Agent_State_Interval__c', wrong.key)).toBeUndefined();
  });

  it('say what supervisors did', async () => {
    const action: ReportRow = {
      kind: 'supervisorAction',
      key: 'action-1',
      supervisorId: at.agentId,
      agentId: at.agentId,
      act: 'takeOver',
      at: NOON,
      interactionId: 'interaction-1' as InteractionId,
    };

    await save(action);

    expect(record('Supervisor_Action__c', 'action-1')).toMatchObject({
      Action__c: 'Take Over',
      Interaction_Id__c: 'interaction-1',
    });
  });

  it('go a thousand at a time in one API call', async () => {
    const { rowsAtOnce } = at.crm.reportSink;
    const rows = Array.from({ length: rowsAtOnce }, (_, place) => stateRow(at.agentId, 100 + place));

    expect(rowsAtOnce).toBe(1_000);
    expect(await callsFor(() => save(...rows))).toBe(1);
    expect(record('Agent_State_Interval__c', rows.at(-1)!.key)).toBeDefined();
  });

  it('of an agent who is no user of the org are refused, and no others', async () => {
    const [good, bad] = [stateRow(at.agentId, 3), stateRow(NOBODY, 3)];

    const refused = await save(bad, good, stateRow('no id' as AgentId, 3));

    expect(Object.keys(refused)).toEqual([bad.key, expect.stringContaining('no id')]);
    expect(refused[bad.key]).toMatch(/CROSS_REFERENCE/);
    expect(record('Agent_State_Interval__c', good.key)).toBeDefined();
  });
});

describe('a save that Salesforce cannot take now', () => {
  it.each(['requestLimitExceeded', 'unavailable', 'answerLost', 'lockedRow'] as const)(
    'rejects, so that it can be repeated: %s',
    async (kind) => {
      const row = stateRow(at.agentId, 4);
      at.kit.salesforce.faults.add({ kind, times: 1 });

      await expect(save(row)).rejects.toMatchObject({ code: 'CRM_UNAVAILABLE' });

      expect(await save(row)).toEqual({});
      expect(record('Agent_State_Interval__c', row.key)).toBeDefined();
    },
  );

  it('waits an hour when the calls of the day are spent, until one goes through', async () => {
    await save(stateRow(at.agentId, 5));
    expect(at.crm.reportSink.paceMs()).toBe(300_000);
    at.kit.salesforce.faults.add({ kind: 'requestLimitExceeded', times: 1 });

    await expect(save(stateRow(at.agentId, 5))).rejects.toThrow('REQUEST_LIMIT_EXCEEDED');
    expect(at.crm.reportSink.paceMs()).toBe(3_600_000);

    await save(stateRow(at.agentId, 5));
    expect(at.crm.reportSink.paceMs()).toBe(300_000);
  });

  it('is slower, and then a trickle, as the org says that its calls run out', async () => {
    const scarce = await openCallLogKit({}, { apiCallsAllowed: 10 });
    const other = scarce.connector();
    const nobody = () => other.reportSink.save([stateRow(NOBODY, 1)]);
    const paces: number[] = [];
    for (let call = 0; call < 10; call += 1) {
      await nobody();
      paces.push(other.reportSink.paceMs());
    }
    await other.stop();
    await scarce.stop();

    expect(paces.slice(0, 6)).toEqual(Array(6).fill(300_000));
    expect(paces.slice(6)).toEqual([300_000, 466_667, 1_050_000, 3_600_000]);
  });
});

describe('the service level in Salesforce', () => {
  it.each([
    ['ofOffered', 58.3],
    ['withoutShortAbandons', 70],
    ['abandonedInTimeIsServed', 83.3],
    ['ofAnswered', 87.5],
  ])('follows the variant that the administrator chose: %s', async (variant, percent) => {
    const org = await openCallLogKit(metadataRecord('Metric_Rule', 'Default', { Service_Level__c: variant }));
    const other = org.connector();

    await other.reportSink.save([queueRow('Support')]);

    expect(org.rows('SELECT Service_Level__c FROM Queue_Interval__c')[0]).toMatchObject({
      Service_Level__c: percent,
    });
    await other.stop();
    await org.stop();
  });
});
