import { describe, expect, it } from '@jest/globals';
import { Refused, silence } from './testing/fakeOpenCti.ts';
import { failureOf, openHost } from './testing/openHost.ts';

const row = {
  objectType: 'Contact',
  recordId: '003000000000001',
  name: 'Ada Byron',
  detail: 'Analytical Engines',
  label: 'Mobile',
  phone: '(415) 555-0100',
};

describe('records with numbers', () => {
  it('are what the org finds for this agent by name', async () => {
    const { host, behaviours, requests } = openHost();
    const { detail: _none, ...bare } = row;
    behaviours.runApex = () => ({ runApex: JSON.stringify([row, bare, { ...row, phone: 1 }, null]) });

    expect(await host.searchRecords('ada & co')).toEqual([
      {
        kind: 'record',
        target: { kind: 'number', number: '(415) 555-0100' },
        name: 'Ada Byron',
        detail: 'Analytical Engines · Mobile',
        record: { objectType: 'Contact', recordId: '003000000000001' },
      },
      expect.objectContaining({ detail: 'Mobile' }),
    ]);
    expect(requests('runApex')).toEqual([
      { apexClass: 'DirectorySearch', methodName: 'find', methodParams: 'text=ada%20%26%20co' },
    ]);
  });

  it('come within three seconds, or not at all', async () => {
    const { host, behaviours, clock } = openHost();
    behaviours.runApex = () => silence;
    const failure = failureOf(host.searchRecords('ada'));

    await clock.advance(3_000);

    expect(await failure).toMatchObject({ code: 'HOST_UNAVAILABLE' });
  });

  it.each([
    ['the class is not granted', () => new Refused('SERVER_ERROR')],
    ['the answer is no list', () => ({ runApex: 'oops' })],
  ])('are not found when %s', async (_how, answer) => {
    const { host, behaviours } = openHost();
    behaviours.runApex = answer;

    expect(await failureOf(host.searchRecords('ada'))).toMatchObject({ code: 'HOST_UNAVAILABLE' });
  });
});
