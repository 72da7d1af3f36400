import readChoices from '@salesforce/apex/CallHistory.choices';
import readCalls from '@salesforce/apex/CallHistory.read';
import CallHistory from 'c/callHistory';
import { mount, settled, unmountAll } from '../../../../../../test/components/mount.ts';

jest.mock('@salesforce/apex/CallHistory.read', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/CallHistory.choices', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/OrgToken.issue', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/CallRecordings.link', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});

const answered = {
  Id: '00T000000000001AAA',
  Subject: 'Inbound call: +14155550100',
  CallType: 'Inbound',
  Call_Outcome__c: 'Answered',
  CallDurationInSeconds: 95,
  CallDisposition: 'Resolved',
  Queue__c: 'Support',
  Description: 'x'.repeat(400),
  Interaction_Key__c: 'i1',
  Recording_Link__c: 'https://acme.example/recording',
  Owner: { Name: 'Ana Agent' },
  CreatedDate: '2026-11-21T10:00:00.000+0000',
};
const missed = {
  Id: '00T000000000002AAA',
  CallType: 'Inbound',
  Call_Outcome__c: 'Missed',
  CallDurationInSeconds: 0,
  CreatedDate: '2026-11-20T10:00:00.000+0000',
};

async function shown() {
  const history = mount('c-call-history', CallHistory, { recordId: '003000000000001AAA' });
  await settled();
  return history;
}

async function choose(history: Awaited<ReturnType<typeof shown>>, name: string, value: string) {
  const field = history.find(`select[name=${name}]`) as HTMLSelectElement;
  field.value = value;
  field.dispatchEvent(new CustomEvent('change'));
  await settled();
}

describe('c-call-history', () => {
  beforeEach(() => {
    jest
      .mocked(readCalls)
      .mockReset()
      .mockResolvedValue({ calls: [answered, missed], more: false });
    jest.mocked(readChoices).mockResolvedValue({
      outcomes: [{ value: 'Missed', label: 'Missed' }],
      agents: [{ value: '005000000000001AAA', label: 'Ana Agent' }],
    });
  });
  afterEach(unmountAll);

  it('shows what became of each call, who took it, how long it was and how it begins', async () => {
    const history = await shown();

    expect(history.all('.what').map(({ textContent }) => textContent)).toEqual([
      'Inbound · Answered',
      'Inbound · Missed',
    ]);
    expect(history.text('.facts')).toBe('Talked 1:35 · Queue Support · Resolved');
    expect(history.text('.agent')).toBe('Ana Agent');
    expect(history.text('.notes')).toHaveLength(161);
    expect(history.all('use')[3]?.getAttribute('href')).toContain('incoming_call');
  });

  it('plays those that were recorded', async () => {
    const history = await shown();

    expect(history.all('.play')).toHaveLength(1);
  });

  it('asks for the calls that fit', async () => {
    const history = await shown();
    history.find('.filters-button').click();
    await settled();

    await choose(history, 'agentId', '005000000000001AAA');
    await choose(history, 'days', '7');

    expect(readCalls).toHaveBeenLastCalledWith({
      recordId: '003000000000001AAA',
      filters: { direction: '', outcome: '', agentId: '005000000000001AAA', days: 7 },
      skip: 0,
    });
    history.find('.clear').click();
    await settled();
    expect(readCalls).toHaveBeenLastCalledWith(
      expect.objectContaining({ filters: { direction: '', outcome: '', agentId: '', days: null } }),
    );
  });

  it('drops an answer for filters of before', async () => {
    const history = await shown();
    let answerOld: (page: object) => void = () => undefined;
    jest.mocked(readCalls).mockReturnValueOnce(new Promise((resolve) => (answerOld = resolve)));
    history.find('.refresh').click();
    history.find('.filters-button').click();
    await settled();
    jest.mocked(readCalls).mockResolvedValue({ calls: [missed], more: false });

    await choose(history, 'outcome', 'Missed');
    answerOld({ calls: [answered], more: false });
    await settled();

    expect(history.all('.what')).toHaveLength(1);
    expect(history.text('.what')).toBe('Inbound · Missed');
  });

  it('shows older calls below', async () => {
    jest.mocked(readCalls).mockResolvedValueOnce({ calls: [answered], more: true });
    const history = await shown();
    jest.mocked(readCalls).mockResolvedValueOnce({ calls: [missed], more: false });

    history.find('.more').click();
    await settled();

    expect(readCalls).toHaveBeenLastCalledWith(expect.objectContaining({ skip: 1 }));
    expect(history.all('.call')).toHaveLength(2);
    expect(history.has('.more')).toBe(false);
  });

  it('says that there was no call', async () => {
    jest.mocked(readCalls).mockResolvedValue({ calls: [], more: false });

    expect((await shown()).text('.empty')).toContain('No calls yet');
  });

  it('says why it cannot show any', async () => {
    jest.mocked(readCalls).mockRejectedValue({ body: { message: 'No access to CallHistory.' } });

    expect((await shown()).text('[role=alert]')).toBe('No access to CallHistory.');
  });

  it('is accessible', async () => {
    const history = await shown();
    history.find('.filters-button').click();
    await settled();

    await expect(history.element).toBeAccessible();
  });
});
