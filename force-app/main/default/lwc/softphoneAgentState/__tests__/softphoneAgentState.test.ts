import { setterWords, stateName, stateStyle } from 'c/softphoneAgentState';

describe('c/softphoneAgentState', () => {
  it('names a state', () => {
    expect(stateName({ name: 'ready' })).toBe('Ready');
  });

  it('names the reason of a Not Ready state', () => {
    expect(stateName({ name: 'notReady', reasonCode: 'Lunch' })).toBe('Not ready: Lunch');
    expect(stateName({ name: 'notReady', reasonCode: '' })).toBe('Not ready');
  });

  it('says who set a state', () => {
    expect(setterWords('supervisor')).toBe('Set by a supervisor');
    expect(setterWords('rule')).toBe('Set automatically');
  });

  it('has the colour of the reason', () => {
    const codes = [{ name: 'Lunch', colour: '#DD7A01', choosable: true }];

    expect(stateStyle({ name: 'notReady', reasonCode: 'Lunch' }, codes)).toBe('background: #DD7A01');
    expect(stateStyle({ name: 'notReady', reasonCode: 'Break' }, codes)).toBe('');
    expect(stateStyle({ name: 'ready' }, codes)).toBe('');
  });
});
