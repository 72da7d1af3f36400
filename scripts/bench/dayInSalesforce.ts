import { playPaidDay } from '../../test/contracts/paidDay.ts';
import type { Section } from './report.ts';

const purposes: Readonly<Record<string, string>> = {
  settings: 'settings of the org, looked at every few minutes',
  directory: 'directory of the agents',
  callers: 'changed records for the caller index',
  states: "agents' states, compared",
  logs: 'call logs',
  reports: 'lines of the reports',
};

/** Part `day`: the API calls of a day of a large centre, with the settings that the connector comes with. */
export async function dayInSalesforce(): Promise<Section[]> {
  const { calls, apiCalls } = await playPaidDay();
  const row = (what: string, count: number) => [what, String(count), ((count * 1_000) / calls).toFixed(1)];
  const all = Object.values(apiCalls).reduce((sum, count) => sum + count, 0);
  return [
    {
      title: `Salesforce API calls of a day, 500 agents and ${calls.toLocaleString('en')} calls`,
      columns: ['what for', 'API calls', 'for 1,000 calls'],
      rows: [
        ...Object.entries(apiCalls).map(([part, count]) => row(purposes[part] ?? part, count)),
        row('**all**', all),
      ],
      remarks: [
        'Told time: an hour without calls and two busy quarters, taken for 24 hours and 40 quarters. Known callers;',
        'a search for an unknown number is one call more. Agents’ own pages write their states.',
      ],
    },
  ];
}
