import SoftphoneHistory from 'c/softphoneHistory';
import type { CallSummary } from '../../../../../../softphone/core/index.ts';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';
import { aCallSummary, ana, records } from '../../../../../../test/components/views.ts';

function mountWith(...history: readonly CallSummary[]) {
  return mount('c-softphone-history', SoftphoneHistory, { history, records, country: 'US' });
}

const busy = aCallSummary({
  direction: 'outbound',
  dnis: '+16505550123' as CallSummary['dnis'],
  outcome: 'busy',
  talkSeconds: 0,
});

describe('c-softphone-history', () => {
  afterEach(unmountAll);

  it('shows who called, what became of it and how long it took', () => {
    const history = mountWith(aCallSummary({ person: ana }));

    expect(history.text('.who')).toBe('Ana Ruiz');
    expect(history.text('.what')).toBe('Answered(415) 555-0100');
    expect(history.text('.duration')).toBe('1:35');
  });

  it('shows whom the agent called', () => {
    const history = mountWith(busy);

    expect(history.text('.who')).toBe('(650) 555-0123');
    expect(history.text('.what')).toBe('Busy');
    expect(history.find('use').getAttribute('href')).toContain('outbound_call');
  });

  it('shows a call with a colleague, who has no number to call back', () => {
    const anonymous = 'anonymous' as CallSummary['ani'] & CallSummary['dnis'];
    const history = mountWith(aCallSummary({ direction: 'internal', ani: anonymous, dnis: anonymous }));

    expect(history.text('.who')).toBe('Colleague');
    expect(history.has('button.call-back')).toBe(false);
  });

  it('calls back', () => {
    const history = mountWith(busy);

    history.find('.call-back').click();

    expect(history.commands).toEqual([{ type: 'dial', target: { kind: 'number', number: '+16505550123' } }]);
  });

  it('calls back about the same record', () => {
    const history = mountWith(aCallSummary({ person: ana }));

    history.find('.call-back').click();

    expect(history.commands).toEqual([
      { type: 'dial', target: { kind: 'number', number: '+14155550100' }, record: ana },
    ]);
  });

  it('cannot call back a withheld number', () => {
    expect(mountWith(aCallSummary({ ani: 'anonymous' as CallSummary['ani'] })).has('button')).toBe(false);
  });

  it('opens the record', () => {
    const history = mountWith(aCallSummary({ person: ana }));

    history.find('.open').click();

    expect(history.commands).toEqual([{ type: 'openRecord', record: ana }]);
  });

  it('says that there was no call', () => {
    expect(mountWith().text('h2')).toBe('No calls today');
  });

  it('is accessible', async () => {
    await expect(
      mountWith(aCallSummary({ person: ana }), { ...busy, interactionId: 'b' as never }).element,
    ).toBeAccessible();
  });
});
