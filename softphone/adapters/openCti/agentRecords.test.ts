import { describe, expect, it } from '@jest/globals';
import { Refused, silence } from './testing/fakeOpenCti.ts';
import { failureOf, openHost } from './testing/openHost.ts';

const record = (number: number) => ({
  objectType: number % 2 ? 'Contact' : 'Ticket__c',
  recordId: `003${String(number).padStart(12, '0')}`,
});

describe('records as the agent may see them', () => {
  it('are what the org says: those that it leaves out are hidden', async () => {
    const { host, behaviours, requests } = openHost();
    const ada = {
      recordId: record(1).recordId,
      name: 'Ada',
      detail: 'Analytical Engines',
      imageUrl: '/a.png',
    };
    behaviours.runApex = () => ({ runApex: JSON.stringify([{ ...ada, more: 1 }, { recordId: '1' }, null]) });

    expect(await host.readRecords([record(1), record(2)])).toEqual([ada]);
    expect(requests('runApex')).toEqual([
      {
        apexClass: 'AgentRecords',
        methodName: 'read',
        methodParams: 'records=Contact%3A003000000000001%2CTicket__c%3A003000000000002',
      },
    ]);
  });

  it('are asked for fifty at a time', async () => {
    const { host, behaviours, requests } = openHost();
    behaviours.runApex = () => ({ runApex: '[]' });

    await host.readRecords(Array.from({ length: 120 }, (_, index) => record(index)));

    const sizes = requests('runApex').map(({ methodParams }) => String(methodParams).split('%2C').length);
    expect(sizes).toEqual([50, 50, 20]);
  });

  it('come within two seconds, or not at all', async () => {
    const { host, behaviours, clock } = openHost();
    behaviours.runApex = () => silence;
    const failure = failureOf(host.readRecords([record(1)]));

    await clock.advance(2_000);

    expect(await failure).toMatchObject({ code: 'HOST_UNAVAILABLE' });
  });

  it.each([
    ['the class is not granted', () => new Refused('SERVER_ERROR')],
    ['the answer is no list', () => ({ runApex: 'oops' })],
  ])('are not read when %s', async (_how, answer) => {
    const { host, behaviours } = openHost();
    behaviours.runApex = answer;

    expect(await failureOf(host.readRecords([record(1)]))).toMatchObject({ code: 'HOST_UNAVAILABLE' });
  });
});
