import { stateName } from 'c/softphoneAgentState';

describe('c/softphoneAgentState', () => {
  it('names a state', () => {
    expect(stateName({ name: 'ready' })).toBe('Ready');
  });

  it('names the reason of a Not Ready state', () => {
    expect(stateName({ name: 'notReady', reasonCode: 'Lunch' })).toBe('Not ready: Lunch');
  });
});
