import readNumbers from '@salesforce/apex/CallNumbers.read';
import CallNumbers from 'c/callNumbers';
import { mount, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';

jest.mock('@salesforce/apex/CallNumbers.read', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/OrgToken.issue', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/CallRecordings.link', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});

const numbers = [
  { field: 'Phone', label: 'Business Phone', value: '(415) 555-0100' },
  { field: 'MobilePhone', label: 'Mobile Phone', value: '(415) 555-0101' },
];

async function shown(answer: object) {
  jest.mocked(readNumbers).mockResolvedValue(answer);
  const card = mount('c-call-numbers', CallNumbers, { recordId: '003000000000001AAA' });
  await redrawn();
  await redrawn();
  return card;
}

describe('c-call-numbers', () => {
  afterEach(unmountAll);

  it('lets one dial each number', async () => {
    const card = await shown({ numbers, doNotCall: false });

    const dialable = card.all('lightning-click-to-dial') as (HTMLElement & {
      value: string;
      recordId: string;
    })[];
    expect(dialable.map(({ value }) => value)).toEqual(numbers.map(({ value }) => value));
    expect(dialable[0]?.recordId).toBe('003000000000001AAA');
    expect(card.has('.mark')).toBe(false);
  });

  it('shows the numbers of one who asked not to be called, with the reason, and dials none', async () => {
    const card = await shown({ numbers, doNotCall: true });

    expect(card.has('lightning-click-to-dial')).toBe(false);
    expect(card.text('.blocked')).toBe('(415) 555-0100');
    expect(card.text('.mark')).toBe('Do not call');
    expect(card.text('.reason')).toContain('asked not to be called');
  });

  it('says that there are none', async () => {
    expect((await shown({ numbers: [], doNotCall: true })).text('.slds-card__body')).toBe('No phone numbers');
  });

  it('is accessible', async () => {
    await expect((await shown({ numbers, doNotCall: true })).element).toBeAccessible();
  });
});
