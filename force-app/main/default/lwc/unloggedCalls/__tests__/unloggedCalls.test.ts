import { ask } from 'c/connectorApi';
import UnloggedCalls from 'c/unloggedCalls';
import { mount, settled, unmountAll } from '../../../../../../test/components/mount.ts';

jest.mock('c/connectorApi', () => ({ ask: jest.fn(), wordsOf: (failure: Error) => failure.message }));

const call = {
  key: 'i1:005000000000001AAA',
  startedAt: Date.UTC(2026, 10, 21, 10),
  direction: 'inbound',
  agentId: '005000000000001AAA',
  queue: 'Support',
  reason: 'A disposition is needed.',
  fields: ['CallDisposition'],
  attempts: 3,
  givenUpAt: Date.UTC(2026, 10, 21, 11),
};

async function shown() {
  const list = mount('c-unlogged-calls', UnloggedCalls, {});
  await settled();
  return list;
}

describe('c-unlogged-calls', () => {
  beforeEach(() => {
    jest
      .mocked(ask)
      .mockReset()
      .mockResolvedValue({ calls: [call] });
  });
  afterEach(unmountAll);

  it('says why a call was not logged', async () => {
    const list = await shown();

    expect(list.text('td.reason')).toContain('A disposition is needed.Fields: CallDisposition');
    expect(list.text('td.reason')).toContain('Tried 3 times');
    expect(list.text('.started')).toContain('Queue Support');
  });

  it('lets one try again', async () => {
    const list = await shown();

    list.find('.retry').click();
    await settled();

    expect(ask).toHaveBeenLastCalledWith('/unloggedCalls/i1%3A005000000000001AAA/retry', 'POST');
    expect(list.has('.call')).toBe(false);
    expect(list.text('.notice')).toContain('written again');
  });

  it('dismisses a call only when one is sure', async () => {
    const list = await shown();

    list.find('.dismiss').click();
    await settled();
    expect(list.text('.actions')).toContain('Dismiss it?');
    list.find('.keep').click();
    await settled();
    list.find('.dismiss').click();
    await settled();
    list.find('.dismiss-sure').click();
    await settled();

    expect(ask).toHaveBeenCalledTimes(2);
    expect(ask).toHaveBeenLastCalledWith('/unloggedCalls/i1%3A005000000000001AAA/dismiss', 'POST');
  });

  it('says that somebody else was faster', async () => {
    const list = await shown();
    jest.mocked(ask).mockRejectedValue(new Error('This call is not in the list any more.'));

    list.find('.retry').click();
    await settled();

    expect(list.text('[role=alert]')).toBe('This call is not in the list any more.');
    expect(list.has('.call')).toBe(true);
  });

  it('says that all is well', async () => {
    jest.mocked(ask).mockResolvedValue({ calls: [] });

    expect((await shown()).text('.empty')).toContain('All calls are logged');
  });

  it('is accessible', async () => {
    const list = await shown();

    await expect(list.element).toBeAccessible();
  });
});
