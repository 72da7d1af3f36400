import link from '@salesforce/apex/CallRecordings.link';
import issue from '@salesforce/apex/OrgToken.issue';
import { ask, recordingOf, wordsOf } from 'c/connectorApi';

jest.mock('@salesforce/apex/OrgToken.issue', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/CallRecordings.link', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});

const answer = (status: number, body: object) => ({
  ok: status < 300,
  status,
  json: () => Promise.resolve(body),
  blob: () => Promise.resolve(new Blob(['sound'])),
});
const connector = jest.fn();

describe('the way to the connector', () => {
  beforeEach(() => {
    Object.assign(globalThis, { fetch: connector });
    connector.mockReset();
    jest.mocked(issue).mockResolvedValue({ token: 't1', address: 'https://cti.example.com/org' });
  });

  it('takes a token of the org for each request', async () => {
    connector.mockResolvedValue(answer(200, { checks: [] }));

    expect(await ask('/setup')).toEqual({ checks: [] });
    expect(connector).toHaveBeenCalledWith('https://cti.example.com/org/setup', {
      method: 'GET',
      headers: { authorization: 'Bearer t1' },
    });
  });

  it.each([
    [403, { code: 'PERMISSION_MISSING', message: 'x' }, /permission set/],
    [404, { code: 'UNLOGGED_CALL_MISSING', message: 'Load the list anew.' }, 'Load the list anew.'],
    [502, {}, /refused the request \(502\)/],
  ])('says in words why %i was answered', async (status, body, words) => {
    connector.mockResolvedValue(answer(status, body));

    await expect(ask('/setup')).rejects.toThrow(words);
  });

  it('says that nothing answered', async () => {
    connector.mockRejectedValue(new TypeError('Failed to fetch'));

    await expect(ask('/setup')).rejects.toMatchObject({
      code: 'UNREACHABLE',
      message: expect.stringContaining('cti.example.com'),
    });
  });

  it('fetches a recording with the token for that recording alone', async () => {
    jest
      .mocked(link)
      .mockResolvedValue({ token: 'r1', address: 'https://cti.example.com/org/recordings/i1' });
    connector.mockResolvedValue(answer(200, {}));

    expect((await recordingOf('i1')).size).toBe(5);
    expect(link).toHaveBeenCalledWith({ key: 'i1' });
    expect(connector.mock.calls[0]).toMatchObject([
      'https://cti.example.com/org/recordings/i1',
      { headers: { authorization: 'Bearer r1' } },
    ]);
  });

  it.each([
    [{ body: { message: 'From Apex' } }, 'From Apex'],
    [new Error('From here'), 'From here'],
    ['odd', 'odd'],
  ])('has words for every failure', (failure, words) => {
    expect(wordsOf(failure)).toBe(words);
  });
});
